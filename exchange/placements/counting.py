"""Counting how often somebody was lent before, and which placements count at all."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.placements.tables import Placement


def takes_place() -> ColumnElement[bool]:
    """Whether there is anything left of a placement: not where it was called off from its first day on."""
    return Placement.called_off_from.is_distinct_from(Placement.starts_on)


async def placements_before(session: AsyncSession, person_id: UUID, *, on: date) -> int:
    """How many placements somebody had begun by this day, as whoever asks may see them."""
    begun = Placement.participant_id == person_id, Placement.starts_on <= on, takes_place()
    return await session.scalar(select(func.count()).select_from(Placement).where(*begun)) or 0
