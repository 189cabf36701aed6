"""Doing one thing of a network after the other, where two at once could both be right alone."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

LOCK = text("select pg_advisory_xact_lock(hashtextextended('governance ' || :network, 0))")


async def one_at_a_time(session: AsyncSession, network_id: UUID) -> None:
    """Wait until nobody else changes who decides what in this network; until the transaction ends."""
    await session.execute(LOCK, {"network": str(network_id)})
