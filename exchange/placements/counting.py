"""Counting how often somebody was lent before."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.placements.tables import Placement


async def placements_before(session: AsyncSession, person_id: UUID, *, on: date) -> int:
    """How many placements somebody had begun by this day, as whoever asks may see them."""
    begun = Placement.participant_id == person_id, Placement.starts_on <= on
    return await session.scalar(select(func.count()).select_from(Placement).where(*begun)) or 0
