"""The house of the cast: what really stands in its database, and what each of them sees of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from exchange.floor.planning import plan_day
from exchange.floor.tables import ShadowingDay
from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions
from tests.cast import ADWOA, AMARA, DAY, DIMITRA, HERS, INGRID, LEYLA, MORNING, THEIRS, seat_everyone

__all__ = ["MORNING", "House", "build"]


@dataclass(frozen=True)
class House:
    """Amara is lent beside Ingrid; Leyla and Adwoa are another pair, and Dimitra coordinates both."""

    sessions: Sessions
    other_day: UUID
    placement: UUID = HERS
    other_placement: UUID = THEIRS
    day: UUID = DAY
    amara: UUID = AMARA.id
    ingrid: UUID = INGRID.id
    leyla: UUID = LEYLA.id
    adwoa: UUID = ADWOA.id
    dimitra: UUID = DIMITRA.id

    async def rows(self, query: str, **values: object) -> list[tuple[object, ...]]:
        """What really stands in the database, seen by the steward."""
        async with self.sessions.as_steward() as session:
            return [tuple(row) for row in await session.execute(text(query), values)]

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(str((await self.rows(f"select count(*) from {table}"))[0][0]))

    async def seen_by(self, person_id: UUID, query: str, **values: object) -> list[tuple[object, ...]]:
        """What one person sees."""
        async with self.sessions.as_person(person_id) as session:
            return [tuple(row) for row in await session.execute(text(query), values)]


async def build(sessions: Sessions) -> House:
    """Seat everybody in an empty database, and plan a day of the other placement too."""
    await seat_everyone(sessions)
    async with sessions.as_steward() as session:
        day = ShadowingDay(
            id=uuid7(MORNING),
            placement_id=THEIRS,
            on_date=date(2026, 10, 8),
            purpose="A registry without paper",
        )
        await plan_day(session, day, at=MORNING)
    return House(sessions, day.id)
