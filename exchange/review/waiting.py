"""What waits for mentors: how much, and since when; never whose it is, nor what it says."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

LOADS = text("select * from mentor_loads(:museum)")


async def loads(session: AsyncSession, museum_id: UUID) -> Sequence[Row[tuple[object, ...]]]:
    """What waits for each mentor of a museum: all of them for its coordinators, for a mentor their own."""
    return (await session.execute(LOADS, {"museum": museum_id})).all()
