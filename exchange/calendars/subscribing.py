"""Making the address of a calendar, and ending it; the database has the hash of its secret alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.calendars.tables import CalendarFeed


async def subscribe(
    session: AsyncSession, person_id: UUID, secret_hash: bytes, *, at: datetime
) -> CalendarFeed:
    """Give somebody an address of their own; the one before it opens nothing any more."""
    await unsubscribe(session, person_id)
    feed = CalendarFeed(secret_hash=secret_hash, person_id=person_id, scope_id=person_id, made_at=at)
    session.add(feed)
    await session.flush()
    return feed


async def unsubscribe(session: AsyncSession, person_id: UUID) -> None:
    """End the address of somebody's own calendar."""
    await session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))


async def feed_of(session: AsyncSession, person_id: UUID) -> CalendarFeed | None:
    """The address of somebody's own calendar, if there is one."""
    return await session.scalar(select(CalendarFeed).where(CalendarFeed.person_id == person_id))
