"""The feed loses nothing: many write at once on real PostgreSQL, and somebody reads all the time.

The pauses are no waiting: they hold a transaction open, so that others overtake it.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select

from exchange.ground.recording import Changed, record
from exchange.ground.sessions import Sessions
from exchange.ground.tables import Feed
from tests.sync.house import MORNING, House

WRITERS = 12
SECONDS = 6.0


class Stumble(Exception):
    """A writer falls over after it recorded."""


async def write(house: House, sessions: Sessions, until: float, number: int, told: list[UUID]) -> None:
    """Record into one scope or two, in either order, sometimes slowly, sometimes in vain."""
    chance = random.Random(number)
    scopes = [house.placement, house.amara, house.ingrid]
    while time.monotonic() < until:
        entry = uuid4()
        into = chance.sample(scopes, chance.choice((1, 2)))
        try:
            async with sessions.as_steward() as session:
                if chance.random() < 0.3:
                    await session.execute(select(1))
                    await asyncio.sleep(chance.random() * 0.004)
                changed = [Changed(scope, "Observation", entry) for scope in into]
                await record(session, "write", changed, by=house.amara, at=MORNING)
                if chance.random() < 0.3:
                    await asyncio.sleep(chance.random() * 0.004)
                if chance.random() < 0.05:
                    raise Stumble
        except Stumble:
            continue
        told.extend([entry] * len(into))


@dataclass
class Reader:
    """Reads one scope's feed on from the last position it saw, and remembers what it heard."""

    scope: UUID
    cursor: int
    positions: list[int] = field(default_factory=list)
    heard: list[UUID] = field(default_factory=list)

    async def page(self, sessions: Sessions) -> bool:
        """Read one page; whether there was anything on it."""
        query = select(Feed.position, Feed.entity_id).where(
            Feed.scope_id == self.scope, Feed.position > self.cursor
        )
        async with sessions.as_steward() as session:
            lines = (await session.execute(query.order_by(Feed.position).limit(50))).all()
        for position, entity_id in lines:
            self.cursor = position
            self.positions.append(position)
            self.heard.append(entity_id)
        return bool(lines)

    async def follow(self, sessions: Sessions, done: asyncio.Event) -> None:
        """Read all the time, and once more when everybody has finished."""
        while not done.is_set():
            await self.page(sessions)
        while await self.page(sessions):
            pass


async def test_twelve_write_and_one_who_reads_all_the_time_misses_nothing(
    house: House, database_url: str
) -> None:
    sessions = Sessions.at(database_url, size=2 * (WRITERS + 3))
    starts = {row[0]: row[1] for row in await house.rows("select id, position from scope")}
    scopes = (house.placement, house.amara, house.ingrid)
    readers = [Reader(scope, int(str(starts[scope]))) for scope in scopes]
    firsts = [reader.cursor + 1 for reader in readers]
    done, told = asyncio.Event(), list[UUID]()
    following = [asyncio.create_task(reader.follow(sessions, done)) for reader in readers]
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(write(house, sessions, until, number, told) for number in range(WRITERS)))
    done.set()
    await asyncio.gather(*following)
    await sessions.close()
    assert len(told) > 100
    assert sorted(told) == sorted(entry for reader in readers for entry in reader.heard)
    for first, reader in zip(firsts, readers, strict=True):
        assert reader.positions == list(range(first, first + len(reader.positions)))
