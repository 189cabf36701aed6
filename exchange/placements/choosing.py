"""Choosing, once, who reads a new entry of a placement when nothing else is said."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import record
from exchange.ground.refusals import Refused, not_here
from exchange.placements.audiences import FIRST
from exchange.placements.belonging import still_belongs
from exchange.placements.tables import Audience, Placement
from exchange.placements.telling import told_of


async def choose_audience(
    session: AsyncSession, placement_id: UUID, audience: Audience, *, by: UUID, at: datetime
) -> Placement:
    """The participant chooses at the start; after that it stays, so that nobody is surprised."""
    held = select(Placement).where(Placement.id == placement_id, still_belongs(by, at=at)).with_for_update()
    placement = await session.scalar(held)
    if placement is None or placement.participant_id != by:
        raise not_here()
    if placement.default_audience is audience:
        return placement
    if audience not in FIRST:
        raise Refused("INVALID", "New entries are for you alone, or for you and your mentor.", "audience")
    if placement.default_audience is not None:
        raise Refused("INVALID", "This was chosen at the start of the placement, and stays.", "audience")
    placement.default_audience = audience
    placement.rev += 1
    await session.flush()
    changed = await told_of(session, placement)
    await record(session, "choose audience", changed, by=by, at=at, detail={"audience": audience.value})
    return placement
