"""Voting on a motion and deciding it: only who has no conflict of interest, and only with a quorum.

The database asks both again: a vote of somebody else is not kept (`a_vote_is_of_whoever_may_vote`), and a
decision counts its votes itself under the lock of its motion (`a_decision_is_counted`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.conflicts import Conflict
from exchange.governance.putting import hold_open, told_of
from exchange.governance.quorum import Count, must_be_enough
from exchange.governance.tables import Choice, Matter, Motion, MotionState, Vote
from exchange.ground.recording import record
from exchange.ground.refusals import Refused, not_here

MOST_OF_A_REASON = 1_000
BENCH = text("select * from bench_of(:motion)")


class Sitting(NamedTuple):
    """Somebody on the committee, as they stand to one motion."""

    number: int
    substitute: bool
    person_id: UUID
    conflicts: list[Conflict]
    votes: bool
    voted: bool


async def bench(session: AsyncSession, motion_id: UUID) -> list[Sitting]:
    """The committee as it stands to a motion; whoever has a conflict learns of their own alone."""
    found = await session.execute(BENCH, {"motion": motion_id})
    return [
        Sitting(
            row.number,
            row.substitute,
            row.person_id,
            list(map(Conflict, row.conflicts)),
            row.votes,
            row.voted,
        )
        for row in found
    ]


def counted(sitting: Sequence[Sitting]) -> Count:
    """How many seats there are, how many of them can vote, and how many have."""
    return Count(
        seats=len({one.number for one in sitting}),
        able=sum(one.votes for one in sitting),
        voted=sum(one.voted for one in sitting),
    )


async def cast_vote(
    session: AsyncSession, motion_id: UUID, choice: Choice, reason: str, *, by: UUID, at: datetime
) -> None:
    """Say yes, no, or neither; said again before the decision, the last word counts."""
    if len(reason.strip()) > MOST_OF_A_REASON:
        raise Refused("INVALID", f"Say why in at most {MOST_OF_A_REASON:,} characters.", "reason")
    await hold_open(session, motion_id)
    must_vote(await bench(session, motion_id), by)
    said = {"choice": choice, "reason": reason.strip(), "at": at}
    vote = insert(Vote).values(motion_id=motion_id, person_id=by, **said)
    await session.execute(vote.on_conflict_do_update(index_elements=["motion_id", "person_id"], set_=said))


async def decide(session: AsyncSession, motion_id: UUID, *, by: UUID, at: datetime) -> Motion:
    """Close a motion and count its votes: for whoever votes on it, as soon as enough have."""
    motion = await hold_open(session, motion_id)
    sitting = await bench(session, motion_id)
    must_vote(sitting, by)
    must_be_enough(counted(sitting))
    # What it is comes of the count; the database says so in the same statement.
    motion.state, motion.decided_at = MotionState.REJECTED, at
    await session.flush()
    await session.refresh(motion)
    changed = await told_of(session, motion)
    detail = {"motion": str(motion_id), "state": motion.state.value}
    await record(session, "decide motion", changed, by=by, at=at, detail=detail)
    return motion


def must_vote(sitting: Sequence[Sitting], by: UUID) -> None:
    """Refuses whoever is not on the committee, has a conflict of interest, or is a substitute for now."""
    mine = next((one for one in sitting if one.person_id == by), None)
    if mine is None:
        raise not_here()
    if mine.conflicts:
        sentence = "You have a conflict of interest in this: others decide it."
        if mine.conflicts == [Conflict.UNDECLARED]:
            sentence = "Declare your interests first; that is asked once a year."
        raise Refused("RECUSED", sentence)
    if not mine.votes:
        raise Refused("SUBSTITUTE", "Whoever you stand in for votes on this themselves.")


async def motions(session: AsyncSession) -> Sequence[Motion]:
    """Every motion of the network, the latest first."""
    return (await session.scalars(select(Motion).order_by(Motion.put_at.desc()).limit(200))).all()


async def matter_of(session: AsyncSession, motion_id: UUID) -> Matter | None:
    """What a motion is about; nothing for whoever may not know."""
    return await session.get(Matter, motion_id)


async def votes_of(session: AsyncSession, motion_id: UUID) -> Sequence[Vote]:
    """What was said to a motion: one's own word, and everybody's once it is decided."""
    return (await session.scalars(select(Vote).where(Vote.motion_id == motion_id).order_by(Vote.at))).all()
