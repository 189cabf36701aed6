"""Reporting a device lost: from that moment it sends and reads nothing, and hears why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.synced import Device
from exchange.ground.refusals import not_here

END_SESSIONS = text("select end_my_sessions(:sparing, :at)")
IS_LOST = select(func.is_lost(text(":id")))


async def report_lost(
    session: AsyncSession, device_id: UUID, *, by: UUID, sparing: bytes | None, at: datetime
) -> datetime:
    """Since when a device of this person's own is lost; reported twice, it is since the first time.

    No session knows the device it was opened on, so all of the person's end, but for the one that reports it.
    """
    lost = (
        update(Device)
        .where(Device.id == device_id, Device.person_id == by)
        .values(revoked_at=func.coalesce(Device.revoked_at, at))
        .returning(Device.revoked_at)
    )
    since = await session.scalar(lost)
    if since is None:
        raise not_here()
    await session.execute(END_SESSIONS, {"sparing": sparing, "at": at})
    return since


async def is_lost(session: AsyncSession, device_id: UUID) -> bool:
    """Whether this device was reported lost, whoever asks."""
    return bool(await session.scalar(IS_LOST, {"id": device_id}))
