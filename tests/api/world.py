"""A small world for the tests of the edge: Ana is lent to Bode and learns from Marit; Olu works next door."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.tables import Observation, ObservationKind, Photo, PhotoState, ReviewState
from exchange.ground.sessions import Sessions
from exchange.people.joining import add_museum, appoint, found_network, join
from exchange.people.tables import Museum, Network, Person, Role
from exchange.placements.placing import place
from exchange.placements.tables import Audience, Placement, PlacementState
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Programme

Result = TypeVar("Result")
NOW = datetime.now(UTC)


@dataclass
class World:
    """Who is there, and what the database holds."""

    url: str
    ana: UUID = field(default_factory=uuid4)
    marit: UUID = field(default_factory=uuid4)
    olu: UUID = field(default_factory=uuid4)
    placement: UUID = field(default_factory=uuid4)

    def within(self, act: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
        """Do something in a transaction of the steward."""

        async def run() -> Result:
            sessions = Sessions.at(self.url, size=1)
            try:
                async with sessions.as_steward() as session:
                    return await act(session)
            finally:
                await sessions.close()

        return asyncio.run(run())

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What a statement answers."""

        async def ask(session: AsyncSession) -> list[Any]:
            return list((await session.execute(text(sql), values)).all())

        return self.within(ask)

    def do(self, sql: str, **values: Any) -> None:
        """Change something behind the server's back, as the database's owner."""

        async def act(session: AsyncSession) -> None:
            await session.execute(text("set local role none"))
            await session.execute(text(sql), values)

        self.within(act)

    def photo(self, content: bytes, *, mime: str = "image/jpeg", only_me: bool = False) -> Photo:
        """Ana captured something and pushed it; the bytes of its photo are still on her phone."""
        note = Observation(
            id=uuid4(),
            scope_id=self.ana if only_me else self.placement,
            placement_id=self.placement,
            author_id=self.ana,
            kind=ObservationKind.HANDLING,
            note="Two people, one cushion, nobody speaks.",
            audience=Audience.ONLY_ME if only_me else Audience.MENTOR,
            state=ReviewState.SUBMITTED,
            captured_at=NOW,
            captured_zone="Europe/Berlin",
            received_at=NOW,
            changed_at=NOW,
        )
        photo = Photo(
            id=uuid4(),
            scope_id=note.scope_id,
            observation_id=note.id,
            author_id=self.ana,
            position=1,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            mime=mime,
            width=640,
            height=480,
            state=PhotoState.EXPECTED,
        )

        async def act(session: AsyncSession) -> None:
            session.add(note)
            await session.flush()
            session.add(photo)

        self.within(act)
        return photo

    def state_of(self, photo: Photo) -> str:
        """Where the bytes of a photo are, as its row has it."""
        return str(self.rows("select state from photo where id = :id", id=photo.id)[0][0])


def told(url: str) -> World:
    """Found the network and place Ana beside Marit."""
    world = World(url)

    async def act(session: AsyncSession) -> None:
        network = await found_network(session, Network(id=uuid4(), name="Spree"), at=NOW)
        museums = [
            await add_museum(
                session,
                Museum(
                    id=uuid4(),
                    network_id=network.id,
                    name=name,
                    town="Berlin",
                    country="DE",
                    time_zone="Europe/Berlin",
                    zones=["Depot"],
                ),
                at=NOW,
            )
            for name in ("Home", "Bode")
        ]
        cast = (
            (world.ana, "Ana", Role.PARTICIPANT, museums[0]),
            (world.marit, "Marit", Role.MENTOR, museums[1]),
            (world.olu, "Olu", Role.MENTOR, museums[1]),
        )
        for person_id, name, role, museum in cast:
            person = Person(id=person_id, network_id=network.id, name=name, locale="en")
            await join(session, person, f"{name.lower()}@museum.example", at=NOW)
            await appoint(session, person, museum, role, since=date(2026, 1, 1), at=NOW)
        programme = Programme(
            id=uuid4(),
            network_id=network.id,
            name="2026",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
        )
        await open_programme(session, programme, objectives=["Look"], coordinators=[], at=NOW)
        placement = Placement(
            id=world.placement,
            programme_id=programme.id,
            participant_id=world.ana,
            mentor_id=world.marit,
            home_id=museums[0].id,
            host_id=museums[1].id,
            title="Packing glass",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            state=PlacementState.UNDER_WAY,
        )
        await place(session, placement, at=NOW)

    world.within(act)
    return world
