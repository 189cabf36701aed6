"""Whose turn it is in requests that are open: the next mentor is asked when one cannot. Steward's work."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.sessions import Sessions
from exchange.placements.cascade import Turn, go_on, outcome
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.rooming import mentor_at


async def open_requests(session: AsyncSession) -> Sequence[UUID]:
    """Every request that waits for an answer."""
    waiting = select(MentorRequest.id).where(MentorRequest.state == RequestState.OPEN)
    return (await session.scalars(waiting.order_by(MentorRequest.id))).all()


async def look_after_all(sessions: Sessions, *, at: datetime) -> None:
    """Go on with each, in a transaction of its own: one that fails keeps no other back."""
    async with sessions.as_steward() as session:
        found = await open_requests(session)
    for one in found:
        async with sessions.as_steward() as session:
            await look_after(session, one, at=at)


async def look_after(session: AsyncSession, id: UUID, *, at: datetime) -> bool:
    """Go on with one request, if there is reason to; whether there was. Somebody answering it goes first."""
    held = select(MentorRequest).where(MentorRequest.id == id, MentorRequest.state == RequestState.OPEN)
    request = await session.scalar(held.with_for_update(skip_locked=True))
    return request is not None and await turn_on(session, request, at=at)


async def turn_on(session: AsyncSession, request: MentorRequest, *, at: datetime) -> bool:
    """Ask whoever is next, and end the request when somebody said yes or nobody is left."""
    rows = await turns_of(session, request.id)
    before = [Turn(row.mentor_id, row.state, row.reply_by) for row in rows]
    mentors = {
        row.mentor_id: await mentor_at(session, row.mentor_id, row.museum_id, at=at)
        for row in rows
        if row.state in (TurnState.WAITING, TurnState.ASKED)
    }
    after = go_on(before, mentors, request.days, request.patience)
    # Whoever was asked goes before whoever is asked next: the database knows of one at a time.
    for row, turn in sorted(zip(rows, after, strict=True), key=lambda pair: pair[1].state is TurnState.ASKED):
        if row.state is not turn.state:
            row.state, row.reply_by = turn.state, turn.reply_by
            row.asked_at = at if turn.state is TurnState.ASKED else row.asked_at
            await session.flush()
    request.state = outcome(after)
    request.ended_at = None if request.state is RequestState.OPEN else at
    await session.flush()
    if before == after and request.state is RequestState.OPEN:
        return False
    people = [row.mentor_id for row, was in zip(rows, before, strict=True) if row.state is not was.state]
    heard = [Changed(one, "MentorRequest", request.id) for one in (request.programme_id, *people)]
    await record(session, "turn to mentor", heard, by=None, at=at, detail={"state": request.state.value})
    return True


async def turns_of(session: AsyncSession, request_id: UUID) -> Sequence[MentorTurn]:
    """The mentors of a request in their order."""
    of_it = select(MentorTurn).where(MentorTurn.request_id == request_id)
    return (await session.scalars(of_it.order_by(MentorTurn.position))).all()
