"""The database stopped, crashed or gone: said at once and clearly, nothing lost, and nobody has to help."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from api.embedded import Postgres
from api.settings import Settings
from exchange.ground.sessions import Sessions
from migrations.moving import upgrade
from tests.api.running import Running
from tests.cast import AMARA
from tests.faults.device import Device, Lost
from tests.faults.lines import Listener, Wire
from tests.faults.museum import Museum, until
from tests.faults.pens import Story, capture
from tests.sync.house import build

AT_ONCE = 1.0  # seconds: that no answer hangs is the point here


@dataclass
class Place:
    """A server in this process over a PostgreSQL that the test may stop, and Amara's phone."""

    postgres: Postgres
    server: Running
    wire: Wire
    phone: Device
    story: Story

    def write(self) -> None:
        capture(self.story, self.phone, random.Random(1))


@pytest.fixture
async def place(short_tmp: Path) -> AsyncIterator[Place]:
    postgres = Postgres(short_tmp / "postgres")
    await asyncio.to_thread(postgres.start)
    await upgrade(postgres.url)
    sessions = Sessions.at(postgres.url, size=2)
    await build(sessions)
    await sessions.close()
    settings = Settings(data_dir=short_tmp / "data", demo=True, development=True, secret_key="not much")
    server = await asyncio.to_thread(Running, settings, postgres.url)
    story = Story()
    async with httpx2.AsyncClient(timeout=20, headers={"x-understudy": "1"}) as client:
        answer = await client.post(f"{server.url}/auth/demo", json={"person": str(AMARA.id)})
        cookies = {AMARA.id: answer.cookies["understudy"]}
        wire = Wire(client, lambda: server.url, cookies, Listener(story))
        yield Place(postgres, server, wire, Device(AMARA.id), story)
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(postgres.stop)


async def refused_at_once(place: Place) -> None:
    """Neither a push nor a page of the feed hangs, and nothing leaves the queue."""
    begun, waiting = time.monotonic(), len(place.phone.queue)
    try:
        said = await place.phone.push(place.wire, place.phone.queue)
    except Lost as lost:
        said = lost.args[0]
    assert said in ("MAINTENANCE", 503)
    with pytest.raises(Lost):
        await place.phone.ask_page(place.wire, 10)
    assert time.monotonic() - begun < 2 * AT_ONCE
    assert len(place.phone.queue) == waiting


async def test_while_it_is_away_everything_says_so_at_once_and_afterwards_all_is_taken(place: Place) -> None:
    place.write()
    assert await place.phone.push(place.wire, place.phone.queue) is None
    await asyncio.to_thread(place.postgres.stop)
    place.write()
    for _ in range(3):
        await refused_at_once(place)
    answer = await place.wire.client.get(f"{place.server.url}/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert (await place.wire.client.get(f"{place.server.url}/healthz")).status_code == 200
    await asyncio.to_thread(place.postgres.start)
    assert await place.phone.push(place.wire, place.phone.queue) is None
    await place.phone.catch_up(place.wire)
    assert len([key for key in place.phone.rows if key.startswith("Observation:")]) == 2
    assert (await place.wire.client.get(f"{place.server.url}/readyz")).status_code == 200


async def test_after_a_crash_it_comes_back_with_everything_that_was_acknowledged(short_tmp: Path) -> None:
    museum, story = Museum(short_tmp / "data"), Story()
    museum.start()
    try:
        sessions = Sessions.at(museum.database, size=2)
        await build(sessions)
        await sessions.close()
        async with httpx2.AsyncClient(timeout=20) as client:
            cookies = await museum.sign_in(AMARA.id)
            wire = Wire(client, lambda: museum.url, cookies, Listener(story))
            phones = [Device(AMARA.id) for _ in range(4)]
            crash = asyncio.create_task(crash_under_load(museum, phones))
            await asyncio.gather(*(keep_capturing(phone, story, wire, crash) for phone in phones))
        told = {said["id"] for phone in phones for _, said in phone.acknowledged()}
        stand = {str(one) for (one,) in await museum.rows("select id from observation")}
        assert len(told) > 30
        assert told <= stand
        assert museum.verified() == ""
    finally:
        museum.stop()


async def crash_under_load(museum: Museum, phones: list[Device]) -> None:
    """`pg_ctl stop -m immediate` in the middle of pushes; the server starts PostgreSQL again."""
    await until(lambda: so_many(phones, 20))
    before = museum.postgres_pid
    museum.stop_postgres_at_once()
    await until(lambda: asyncio.to_thread(came_back, museum, before))
    told = sum(len(phone.told) for phone in phones)
    await until(lambda: so_many(phones, told + 10))


def came_back(museum: Museum, before: int) -> bool:
    try:
        return museum.postgres_pid != before and bool(museum.is_ready())
    except OSError:  # its folder has no process id at the moment
        return False


async def so_many(phones: list[Device], answers: int) -> bool:
    return sum(len(phone.told) for phone in phones) >= answers


async def keep_capturing(phone: Device, story: Story, wire: Wire, until_done: asyncio.Task[None]) -> None:
    chance = random.Random(7)
    while not until_done.done():
        capture(story, phone, chance)
        try:
            await phone.push(wire, phone.queue[:5])
        except Lost:
            await asyncio.sleep(0.02)
    await until_done
