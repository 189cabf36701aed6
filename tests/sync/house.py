"""A small house for the tests of the floor: a participant, her mentor, and another pair beside them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import text

from exchange.floor.planning import plan_day
from exchange.floor.tables import ShadowingDay
from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions
from exchange.people.joining import add_museum, found_network, join
from exchange.people.tables import Museum, Network, Person
from exchange.placements.placing import place
from exchange.placements.tables import Placement, PlacementState
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Programme

MORNING = datetime(2026, 10, 8, 9, 31, 4, 123456, UTC)


@dataclass(frozen=True)
class House:
    """Noor is lent to Turku, Mats shows her round; Ines and Otto are another pair, Vera coordinates."""

    sessions: Sessions
    noor: UUID
    mats: UUID
    ines: UUID
    otto: UUID
    vera: UUID
    placement: UUID
    other_placement: UUID
    day: UUID
    other_day: UUID

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
    """Build the house in an empty database."""
    async with sessions.as_steward() as session:
        network = await found_network(session, Network(id=uuid7(MORNING), name="Baltic"), at=MORNING)
        turku, gdansk = [
            await add_museum(
                session,
                Museum(
                    id=uuid7(MORNING),
                    network_id=network.id,
                    name=f"Museum of {town}",
                    town=town,
                    country=country,
                    time_zone="Europe/Helsinki",
                    zones=[],
                ),
                at=MORNING,
            )
            for town, country in (("Turku", "FI"), ("Gdańsk", "PL"))
        ]
        names = ("Noor", "Mats", "Ines", "Otto", "Vera")
        people = {}
        for name in names:
            person = Person(id=uuid7(MORNING), network_id=network.id, name=name, locale="en")
            people[name] = (await join(session, person, f"{name}@example.org", at=MORNING)).id
        programme = Programme(
            id=uuid7(MORNING),
            network_id=network.id,
            name="Autumn",
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 12, 1),
        )
        await open_programme(
            session, programme, objectives=["Handling"], coordinators=[people["Vera"]], at=MORNING
        )
        placements, days = [], []
        for participant, mentor in (("Noor", "Mats"), ("Ines", "Otto")):
            placement = Placement(
                id=uuid7(MORNING),
                programme_id=programme.id,
                participant_id=people[participant],
                mentor_id=people[mentor],
                home_id=gdansk.id,
                host_id=turku.id,
                title=participant,
                starts_on=date(2026, 10, 5),
                ends_on=date(2026, 10, 16),
                state=PlacementState.UNDER_WAY,
            )
            placements.append((await place(session, placement, at=MORNING)).id)
            day = ShadowingDay(
                id=uuid7(MORNING),
                placement_id=placement.id,
                on_date=date(2026, 10, 8),
                purpose="Hanging the loans",
            )
            days.append((await plan_day(session, day, at=MORNING)).id)
    everybody = [people[name] for name in names]
    return House(sessions, *everybody, *placements, *days)
