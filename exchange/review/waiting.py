"""What waits for mentors: how much, and since when; never whose it is, nor what it says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

LOADS = text(
    "select museum.id as museum_id, load.mentor_id, load.name, load.waiting, load.oldest"
    " from unnest(cast(:museums as uuid[])) with ordinality as museum (id, place),"
    " mentor_loads(museum.id) with ordinality as load (mentor_id, name, waiting, oldest, place)"
    " order by museum.place, load.place"
)


@dataclass(frozen=True, slots=True)
class Load:
    """What waits for one mentor at one museum."""

    museum_id: UUID
    mentor_id: UUID
    name: str
    waiting: int
    oldest: datetime | None


async def loads(session: AsyncSession, museum_ids: Collection[UUID]) -> list[Load]:
    """What waits for each mentor of these museums: all of them for coordinators, for a mentor their own."""
    return [Load(*row) for row in await session.execute(LOADS, {"museums": list(museum_ids)})]
