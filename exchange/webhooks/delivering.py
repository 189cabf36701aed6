"""Delivering: which message goes next, what its receiver's answer means, and sending one again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.webhooks.schedule import GONE, is_taken, pause_after
from exchange.webhooks.tables import Delivery, DeliveryState, Webhook

LEASE = timedelta(minutes=1)
AT_ONCE = 16
OF_ONE = 4
"""Of one webhook at once: a slow receiver holds up nobody but itself."""


class Due(NamedTuple):
    """A message that is to be sent now, and to whom."""

    delivery: Delivery
    webhook: Webhook


async def claim(session: AsyncSession, *, at: datetime) -> Sequence[Due]:
    """Take the messages that are due; a claim is a lease, so that none is lost with its sender."""
    waiting = Delivery.state == DeliveryState.WAITING, Delivery.next_try_at <= at
    place = func.row_number().over(partition_by=Delivery.webhook_id, order_by=Delivery.next_try_at)
    ranked = (
        select(Delivery.id, place.label("place"))
        .join(Webhook, Webhook.id == Delivery.webhook_id)
        .where(*waiting, Webhook.ended_at.is_(None))
        .subquery()
    )
    some = select(ranked.c.id).where(ranked.c.place <= OF_ONE).limit(AT_ONCE)
    wanted = select(Delivery, Webhook).join(Webhook, Webhook.id == Delivery.webhook_id)
    wanted = wanted.where(Delivery.id.in_(some), *waiting).order_by(Delivery.next_try_at)
    found = await session.execute(wanted.with_for_update(of=Delivery, skip_locked=True))
    due = [Due(delivery, webhook) for delivery, webhook in found]
    for one in due:
        one.delivery.tries += 1
        one.delivery.next_try_at = at + LEASE
    return due


async def answered(
    session: AsyncSession, delivery_id: UUID, status: int | None, trouble: str | None, *, at: datetime
) -> None:
    """Write down how a receiver answered, and what follows; nothing but the status is looked at."""
    delivery = await session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.state is not DeliveryState.WAITING:
        return
    delivery.status, delivery.trouble, delivery.next_try_at = status, trouble, None
    pause = pause_after(delivery.tries)
    if is_taken(status):
        delivery.state = DeliveryState.DELIVERED
    elif status == GONE:
        delivery.state = DeliveryState.DEAD
        await end(session, delivery.webhook_id, "its receiver answered 410: gone", at=at)
    elif pause is None:
        delivery.state = DeliveryState.DEAD
    else:
        delivery.next_try_at = at + pause


async def end(session: AsyncSession, webhook_id: UUID, why: str, *, at: datetime) -> bool:
    """End a webhook: nothing is told or sent any more; False when it is over already."""
    living = update(Webhook).where(Webhook.id == webhook_id, Webhook.ended_at.is_(None))
    ended = await session.scalar(living.values(ended_at=at, ended_why=why).returning(Webhook.id))
    return ended is not None


async def replay(session: AsyncSession, webhook_id: UUID, *, since: datetime | None, at: datetime) -> int:
    """Send dead messages again; with a moment, everything that was told since; how many those are."""
    mine = update(Delivery).where(Delivery.webhook_id == webhook_id)
    chosen = mine.where(Delivery.state == DeliveryState.DEAD if since is None else Delivery.made_at >= since)
    again = chosen.values(state=DeliveryState.WAITING, tries=0, next_try_at=at).returning(Delivery.id)
    return len((await session.scalars(again)).all())
