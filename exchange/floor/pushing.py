"""Taking a push: who sends it and from which device, then its operations one by one, in their order."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answering import answer
from exchange.floor.answers import Retry, RetryCode
from exchange.floor.grouping import NotAtOnceError, is_plain, take_at_once
from exchange.floor.pushes import (
    MOST_BYTES,
    MOST_OPS,
    Answered,
    Blocked,
    BlockReason,
    Outcome,
    Push,
)
from exchange.floor.synced import Device
from exchange.floor.troubles import LATER, SOON, holds_up
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from exchange.ground.tables import FeedEpoch


async def take(sessions: Sessions, push: Push, *, stamp: Stamp, at: datetime) -> Outcome | Blocked:
    """Answer every operation of a push, or say why the whole of it has to wait."""
    try:
        if is_plain(push):
            # Whatever is in the way is met again below, by the operation that it concerns.
            with suppress(NotAtOnceError, Refused, DBAPIError):
                return await take_at_once(sessions, push, stamp=stamp, at=at)
        begun = await begin(sessions, push, at=at)
        if isinstance(begun, Blocked):
            return begun
        return replace(begun, answers=await one_by_one(sessions, push, stamp=stamp, at=at))
    except Exception as trouble:
        if blocked := holds_up(trouble):
            return blocked
        raise


async def begin(sessions: Sessions, push: Push, *, at: datetime) -> Outcome | Blocked:
    """Greet the device and say what the museum has of it, without an answer yet."""
    async with sessions.as_person(push.person_id) as session:
        if blocked := await greet(session, push, at=at):
            return blocked
        durable = select(Device.durable_through).where(Device.id == push.device_id).scalar_subquery()
        kept = select(FeedEpoch.epoch, FeedEpoch.backed_up_until, durable)
        epoch, until, through = (await session.execute(kept)).one()
    return Outcome((), epoch, through, until)


async def one_by_one(sessions: Sessions, push: Push, *, stamp: Stamp, at: datetime) -> tuple[Answered, ...]:
    """Each operation in a transaction of its own: one that cannot be done does not stop the others.

    Only what needs something that has to come again waits with it, and what is beyond the measure of one
    push waits for the next.
    """
    answers: list[Answered] = []
    waiting: set[str] = set()
    size = 0
    for number, op in enumerate(push.ops):
        size += op.size
        given: Answered
        if number >= MOST_OPS or size > MOST_BYTES:
            given = Answered(op.op_id, Retry(RetryCode.OVERLOADED, SOON))
        elif waiting & op.names:
            given = Answered(op.op_id, Retry(RetryCode.DEPENDENCY_MISSING, SOON))
        else:
            try:
                given = await answer(sessions, push, op, stamp=stamp, at=at)
            except Exception:
                # The disk is full. What was answered before has to be said; without that, the push waits.
                if all(isinstance(before.answer, Retry) for before in answers):
                    raise
                given = Answered(op.op_id, Retry(RetryCode.DB_UNAVAILABLE, LATER))
        if isinstance(given.answer, Retry):
            waiting |= op.makes
        answers.append(given)
    return tuple(answers)


async def greet(session: AsyncSession, push: Push, *, at: datetime) -> Blocked | None:
    """Know the device, from its first contact on; take nothing from somebody else's, or from a lost one."""
    # Nobody has fewer than none waiting: what is said so is not kept, and no entry waits because of it.
    waiting = None if push.waiting is not None and push.waiting < 0 else push.waiting
    said = {
        "seen_at": at,
        "acked_through": func.greatest(Device.acked_through, push.ack_through),
        "waiting": waiting,
        "oldest_waiting_at": push.oldest_waiting_at,
    }
    mine = update(Device).where(Device.id == push.device_id, Device.person_id == push.person_id)
    here = (await session.execute(mine.values(said).returning(Device.revoked_at))).one_or_none()
    if here is not None:
        return None if here.revoked_at is None else Blocked(BlockReason.DEVICE_REVOKED)
    said |= {"id": push.device_id, "person_id": push.person_id, "made_at": at}
    said |= {"acked_through": max(push.ack_through, 0)}
    new = insert(Device).values(said).on_conflict_do_nothing().returning(Device.id)
    if (await session.execute(new)).scalar() is None:
        # Somebody else's; or this person's own, registered at this very moment by a push beside this one.
        own = select(Device.revoked_at).where(Device.id == push.device_id)
        if (await session.execute(own)).one_or_none() is None:
            return Blocked(BlockReason.WRONG_USER)
    return None
