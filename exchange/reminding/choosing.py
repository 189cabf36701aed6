"""Choosing how to be reminded, and letting a browser be pushed to. Steward's work."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.people.tables import SignedIn
from exchange.reminding.quiet import Quiet, check_quiet
from exchange.reminding.tables import (
    PushSubscription,
    Reminder,
    ReminderKind,
    ReminderState,
    ReminderWish,
    Way,
)

IN_PERSON = (ReminderKind.REQUESTED, ReminderKind.SIGNATURE, ReminderKind.CALLED_OFF)


async def choose(session: AsyncSession, person_id: UUID, way: Way, quiet: Quiet, *, at: datetime) -> None:
    """Somebody says how they want to be reminded, and when not."""
    check_quiet(quiet)
    said = {"way": way, "quiet_from": quiet.begins, "quiet_until": quiet.ends, "changed_at": at}
    wish = insert(ReminderWish).values(person_id=person_id, **said)
    await session.execute(wish.on_conflict_do_update(index_elements=["person_id"], set_=said))


async def wish_of(session: AsyncSession, person_id: UUID) -> tuple[Way, Quiet]:
    """How somebody wants to be reminded: not at all, until they say so."""
    wish = await session.get(ReminderWish, person_id)
    if wish is None:
        return Way.NONE, Quiet()
    return wish.way, Quiet(wish.quiet_from, wish.quiet_until)


async def way_of(session: AsyncSession, reminder: Reminder) -> Way:
    """How somebody hears of this: whoever is asked in person gets a letter until they say otherwise."""
    wish = await session.get(ReminderWish, reminder.person_id)
    if wish is not None:
        return wish.way
    return Way.LETTER if reminder.kind in IN_PERSON else Way.NONE


async def subscribe(
    session: AsyncSession, person_id: UUID, here: bytes, endpoint: str, sealed: bytes, *, at: datetime
) -> None:
    """Let a signed-in browser be pushed to; it has one address, and an address has one browser."""
    name = sha256(endpoint.encode()).digest()
    same = or_(PushSubscription.session_hash == here, PushSubscription.endpoint_hash == name)
    await session.execute(delete(PushSubscription).where(same))
    session.add(
        PushSubscription(
            id=uuid7(at),
            person_id=person_id,
            session_hash=here,
            endpoint_hash=name,
            sealed=sealed,
            made_at=at,
        )
    )
    await session.flush()


async def unsubscribe(session: AsyncSession, here: bytes) -> None:
    """Push to this browser no longer."""
    await session.execute(delete(PushSubscription).where(PushSubscription.session_hash == here))


async def living(session: AsyncSession, person_id: UUID) -> list[PushSubscription]:
    """The browsers of somebody that can be pushed to: a signed-out one is told nothing any more."""
    mine = select(PushSubscription).join(SignedIn, SignedIn.token_hash == PushSubscription.session_hash)
    mine = mine.where(PushSubscription.person_id == person_id, SignedIn.ended_at.is_(None))
    return list(await session.scalars(mine.order_by(PushSubscription.made_at)))


async def forget(session: AsyncSession, subscription_id: UUID) -> None:
    """Its push service says that there is no such browser any more."""
    await session.execute(delete(PushSubscription).where(PushSubscription.id == subscription_id))


async def try_out(session: AsyncSession, person_id: UUID, *, at: datetime) -> None:
    """Send somebody a reminder of nothing, to see that it comes; one on its way is enough."""
    mine = Reminder.person_id == person_id, Reminder.kind == ReminderKind.TRIED
    waiting = select(Reminder.id).where(*mine, Reminder.state == ReminderState.WAITING)
    if await session.scalar(waiting.limit(1)) is not None:
        return
    session.add(
        Reminder(
            id=(named := uuid7(at)),
            person_id=person_id,
            kind=ReminderKind.TRIED,
            subject_id=named,
            on_date=at.astimezone(UTC).date(),
            zone="UTC",
            state=ReminderState.WAITING,
            made_at=at,
            next_try_at=at,
        )
    )
    await session.flush()
