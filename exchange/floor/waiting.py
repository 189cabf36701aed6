"""Queues that are late: a device was here, and yet something on it waits since more than a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.synced import Device
from exchange.people.tables import Person

LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A device and what it last said of its queue."""

    device_id: UUID
    person: str
    seen_at: datetime
    waiting: int | None
    oldest_waiting_at: datetime | None
    durable_through: int
    revoked_at: datetime | None

    @property
    def late(self) -> bool:
        """Whether it was in touch and something older than a day still did not arrive.

        A phone that comes back after a week without a signal is not late: its last word is an empty queue.
        """
        oldest = self.oldest_waiting_at
        return self.revoked_at is None and oldest is not None and self.seen_at - oldest > LATE


async def standings(session: AsyncSession) -> Sequence[Standing]:
    """Every device, the last seen first."""
    told = (Device.seen_at, Device.waiting, Device.oldest_waiting_at, Device.durable_through)
    rows = await session.execute(
        select(Device.id, Person.name, *told, Device.revoked_at)
        .join(Person, Person.id == Device.person_id)
        .order_by(Device.seen_at.desc(), Device.id)
    )
    return [Standing(*row) for row in rows]
