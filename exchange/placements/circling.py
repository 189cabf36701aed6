"""Circles of readers: who would read an entry at an audience, and letting them in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.placements.tables import Audience

DRAW = text("select draw_circle(:placement, cast(:audience as text), :at)")
WHO = text("select who_reads(:placement, cast(:audience as text))")
REDRAW = text("select redraw_circle(placement_id, audience, :at) from circle order by scope_id")


async def draw(session: AsyncSession, placement_id: UUID, audience: Audience, *, at: datetime) -> UUID:
    """Let everybody of an audience read in its circle, which is made when the first entry comes into it.

    Whoever this transaction was entered as is the participant, or the database refuses it.
    """
    given = {"placement": placement_id, "audience": audience.value, "at": at}
    circle: UUID = await session.scalar(DRAW, given)
    return circle


async def who_reads(session: AsyncSession, placement_id: UUID, audience: Audience) -> Sequence[UUID]:
    """Everybody who would read an entry at this audience; nobody, unless the participant asks."""
    given = {"placement": placement_id, "audience": audience.value}
    return (await session.scalars(WHO, given)).all()


async def redraw(session: AsyncSession, *, at: datetime) -> None:
    """Let those in and out whose role began or ended meanwhile; steward's work, now and then."""
    await session.execute(REDRAW, {"at": at})
