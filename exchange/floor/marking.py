"""Marking what of each device a backup holds: from then on the device may let go of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.synced import Device
from exchange.ground.tables import FeedEpoch

ANSWERED = text(
    """
    select device.id, coalesce((
               select max(beyond.seq)
                 from (select seq, row_number() over (order by seq) as place
                         from (select distinct receipt.seq from receipt
                                where receipt.device_id = device.id and receipt.person_id = device.person_id
                                  and receipt.seq > device.acked_through) as answered) as beyond
                where beyond.seq = device.acked_through + beyond.place
           ), device.acked_through) as through
      from device
    """
)
"""Up to where a device says that it has its answers, and on from there as long as no number is missing.

The highest number answered would be too much: what came again later has a lower one.
"""


async def answered(session: AsyncSession) -> Mapping[UUID, int]:
    """For every device the last number up to which everything has been answered."""
    return {row.id: row.through for row in await session.execute(ANSWERED)}


async def mark(session: AsyncSession, through: Mapping[UUID, int], *, until: datetime) -> None:
    """Everything up to these numbers is in a backup that was tried out, and photos received until then."""
    for device_id, number in through.items():
        durable = func.greatest(Device.durable_through, number)
        await session.execute(update(Device).where(Device.id == device_id).values(durable_through=durable))
    await session.execute(
        update(FeedEpoch).values(backed_up_until=func.greatest(FeedEpoch.backed_up_until, until))
    )
