"""Running what was ordered: claimed by one process, its progress kept, its answer sealed. Steward's work."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.ground.sealing import NotSealedHereError, Seal
from exchange.matching.choice import Progress
from exchange.matching.question import hashed
from exchange.matching.runs import KEY, MatchRun, RunState, answer_of, question_of

LEASE = timedelta(minutes=10)
"""A run that was heard nothing of for so long is begun again: its process is gone."""


async def claim_run(session: AsyncSession, *, at: datetime) -> MatchRun | None:
    """Take the oldest run that waits; nobody else has it until the lease is over."""
    left = MatchRun.state == RunState.RUNNING, MatchRun.claimed_at < at - LEASE
    waits = or_(MatchRun.state == RunState.ORDERED, left[0] & left[1])
    run = await session.scalar(
        select(MatchRun).where(waits).order_by(MatchRun.ordered_at).limit(1).with_for_update(skip_locked=True)
    )
    if run is not None:
        run.state, run.claimed_at = RunState.RUNNING, at
        await session.flush()
    return run


async def heard(session: AsyncSession, id: UUID, progress: Progress, *, at: datetime) -> None:
    """Keep how far a run is."""
    so_far = {"points": progress.points, "at_most": progress.at_most, "claimed_at": at}
    await session.execute(
        update(MatchRun).where(MatchRun.id == id, MatchRun.state == RunState.RUNNING).values(**so_far)
    )


async def keep_answer(session: AsyncSession, id: UUID, answer: bytes, *, seal: Seal, at: datetime) -> None:
    """Keep the answer, once; an answer that is there stays as it is."""
    run = await session.get(MatchRun, id, with_for_update=True)
    if run is None or run.state is not RunState.RUNNING:
        return
    run.answered = seal.apart(KEY).close(answer_of(id), answer)
    run.answered_hash, run.answered_at, run.state = hashed(answer), at, RunState.ANSWERED
    await session.flush()
    await tell(session, "answer run", run, at=at)


async def give_up(session: AsyncSession, id: UUID, *, at: datetime) -> None:
    """Say that a run came to nothing; whoever ordered it may order another."""
    run = await session.get(MatchRun, id, with_for_update=True)
    if run is not None and run.state is RunState.RUNNING:
        run.state = RunState.FAILED
        await session.flush()
        await tell(session, "give up run", run, at=at)


async def tell(session: AsyncSession, act: str, run: MatchRun, *, at: datetime) -> None:
    """The coordinators hear what became of a run."""
    heard_by = [Changed(run.programme_id, "Call", run.call_id)]
    detail = {"asked": run.asked_hash, "answered": run.answered_hash}
    await record(session, act, heard_by, by=None, at=at, detail=detail)


def opened_question(run: MatchRun, seal: Seal) -> bytes:
    """The question of a run."""
    return opened(run.asked, question_of(run.id), seal)


def opened_answer(run: MatchRun, seal: Seal) -> bytes:
    """The answer of a run."""
    return opened(run.answered, answer_of(run.id), seal)


def opened(sealed: str | None, purpose: str, seal: Seal) -> bytes:
    """What was sealed for this purpose; refuses what is gone, and what another key sealed."""
    if sealed is None:
        raise Refused("GONE", "It is not kept any more: its hash alone is.")
    try:
        return seal.apart(KEY).open(purpose, sealed)
    except NotSealedHereError:
        raise Refused("GONE", "It was sealed with another key of the server.") from None
