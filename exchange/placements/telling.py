"""Telling of a change of a placement: to who belongs to it, to its programme, and to whoever reads of it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed
from exchange.placements.tables import Circle, Placement


async def told_of(session: AsyncSession, placement: Placement) -> list[Changed]:
    """The lines of the feed that tell of a placement, the circles of its readers among them."""
    drawn = select(Circle.scope_id).where(Circle.placement_id == placement.id).order_by(Circle.scope_id)
    scopes = [placement.id, placement.programme_id, *await session.scalars(drawn)]
    return [Changed(scope, "Placement", placement.id) for scope in scopes]
