"""Telling everybody who applied what a run came to, as soon as its coordinator means it."""

import json
from collections import Counter
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.ground.sealing import Seal
from exchange.matching.ordering import CONSIDERED
from exchange.matching.running import opened_answer
from exchange.matching.runs import MatchRun, RunState
from exchange.matching.tables import Application
from exchange.matching.verdicts import verdicts
from exchange.programmes.coordinating import coordinated


async def tell_verdicts(session: AsyncSession, run_id: UUID, *, by: UUID, seal: Seal, at: datetime) -> int:
    """Each person reads their own verdict from now on; told of another run, the newer one holds."""
    run = await session.get(MatchRun, run_id)
    if run is None:
        raise not_here()
    await coordinated(session, run.programme_id, by=by, at=at)
    if run.state is not RunState.ANSWERED:
        raise Refused("INVALID", "It has no answer yet.", "runId")
    found = dict(verdicts(json.loads(opened_answer(run, seal)), str(run.id)))
    theirs = Application.call_id == run.call_id, Application.state.in_(CONSIDERED)
    told = [one for one in await session.scalars(select(Application).where(*theirs)) if str(one.id) in found]
    for application in told:
        application.verdict = found[str(application.id)]
    await session.flush()
    heard = [Changed(one.person_id, "Application", one.id) for one in told]
    detail = {"run": str(run.id), "answered": run.answered_hash}
    await record(session, "tell verdicts", heard, by=by, at=at, detail=detail)
    return len(told)


async def readers_of(session: AsyncSession, call_id: UUID) -> Counter[str]:
    """How many people read their verdict of each run, by its id."""
    run = Application.verdict["run"].astext
    asked = select(run, func.count()).where(Application.call_id == call_id, run.is_not(None)).group_by(run)
    return Counter(dict((await session.execute(asked)).all()))
