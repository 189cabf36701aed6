"""Beginning a new life of the database: after a restore, so that devices send again what it has not seen."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.tables import FeedEpoch


async def begin_epoch(session: AsyncSession, *, at: datetime) -> UUID | None:
    """Begin a new epoch of the change feed; None where there is no network yet, so none to begin."""
    begun = update(FeedEpoch).values(epoch=uuid7(at)).returning(FeedEpoch.epoch)
    return await session.scalar(begun)
