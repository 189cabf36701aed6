"""Waiving a criterion: asked for by whoever applies, given by a coordinator with a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import record
from exchange.ground.refusals import Refused
from exchange.matching.applying import hold_application, my_draft, open_to, told_of
from exchange.matching.judging import waivers_of
from exchange.matching.tables import ApplicationState, Waiver
from exchange.programmes.calling import rules_of
from exchange.programmes.calls import Call
from exchange.programmes.coordinating import coordinated
from exchange.programmes.eligibility import Fact
from exchange.programmes.lists import checked_text

MOST_OF_A_REASON = 1_000


async def ask_waiver(session: AsyncSession, id: UUID, why: str, *, by: UUID, at: datetime) -> None:
    """Ask the coordinators to overlook what is not met; from now on they read the draft."""
    application = await my_draft(session, id, by=by)
    await open_to(session, application.call_id, at=at)
    application.asks_waiver = checked_text(why, MOST_OF_A_REASON, "why", least=1)
    await session.flush()
    await record(session, "ask waiver", told_of(application), by=by, at=at)


async def waive(session: AsyncSession, id: UUID, fact: Fact, reason: str, *, by: UUID, at: datetime) -> None:
    """Overlook one criterion for one application, and say why; overlooked once, it stays so."""
    application = await hold_application(session, id)
    await coordinated(session, application.programme_id, by=by, at=at)
    if application.person_id == by:
        raise Refused("INVALID", "Nobody waives a rule for themselves.", "id")
    if application.state is not ApplicationState.DRAFT:
        raise Refused("INVALID", "It was handed in, or taken back: no rule is left to waive.", "id")
    tidy = checked_text(reason, MOST_OF_A_REASON, "reason", least=1)
    call = await session.get_one(Call, application.call_id)
    version, criteria = await rules_of(session, call)
    if fact not in {one.fact for one in criteria}:
        raise Refused("INVALID", "This call does not ask for that.", "fact")
    if fact in await waivers_of(session, id):
        return
    session.add(Waiver(application_id=id, fact=fact, reason=tidy, by_id=by, at=at))
    await session.flush()
    detail = {"fact": fact.value, "rules": version}
    await record(session, "waive criterion", told_of(application), by=by, at=at, detail=detail)
