"""Five devices, a network that does its worst, and kill -9 on the way.

The real server and the real PostgreSQL in processes of their own. `NIGHTLY=1` lets each device do two hundred
operations, lets twice as many blows fall, and goes on for `NIGHTLY_MINUTES`; `SEED` begins elsewhere.
"""

import asyncio
import os
import random
import time
from pathlib import Path

import httpx2

from exchange.ground.sessions import Sessions
from tests.cast import AMARA, INGRID, LEYLA
from tests.faults.device import Device
from tests.faults.invariants import all_hold
from tests.faults.lines import Listener, Wire
from tests.faults.museum import Museum, until
from tests.faults.pens import Story
from tests.faults.photos import send_photos
from tests.faults.proxy import Proxy
from tests.faults.swarm import live, settle
from tests.sync.house import build

PEOPLE = (AMARA.id, AMARA.id, INGRID.id, LEYLA.id, LEYLA.id)
NIGHTLY = bool(os.environ.get("NIGHTLY"))
OPERATIONS = 200 if NIGHTLY else 80
BLOWS = ["server", "postgres", "server", "postgres at once"] if NIGHTLY else ["server", "postgres at once"]
MINUTES = float(os.environ.get("NIGHTLY_MINUTES", "30")) if NIGHTLY else 0.0
FAULTS = {
    "drop request": 0.05,
    "drop answer": 0.06,
    "double": 0.06,
    "delay": 0.06,
    "reorder": 0.05,
    "cut request": 0.05,
    "cut answer": 0.05,
    "trickle": 0.01,
    "reset": 0.05,
}


# Whoever was killed over a photo holds it for a minute: here the minute is over.
LEASES_ARE_OVER = "update photo set next_try_at = now() where state = 'RECEIVED' returning id"


async def blows(museum: Museum, devices: list[Device], chance: random.Random) -> None:
    """Kill the server and PostgreSQL, at moments that chance chooses."""
    kinds = chance.sample(BLOWS, len(BLOWS))
    total = len(PEOPLE) * OPERATIONS
    marks = sorted(chance.sample(range(total // 10, total * 8 // 10), len(kinds)))
    for kind, mark in zip(kinds, marks, strict=True):
        await until(lambda mark=mark: so_far(devices, mark))
        match kind:
            case "server":
                museum.kill()
                museum.begin()
            case "postgres":
                museum.kill_postgres()
            case _:
                museum.stop_postgres_at_once()
        await until(lambda: asyncio.to_thread(museum.is_ready))


async def so_far(devices: list[Device], mark: int) -> bool:
    return sum(len(one.told) for one in devices) >= mark


async def one_night(folder: Path, seed: int) -> None:
    """The whole of it, once, and every promise asked in the end."""
    chance = random.Random(seed)
    museum = Museum(folder / "data")
    museum.start()
    try:
        sessions = Sessions.at(museum.database, size=2)
        await build(sessions)
        await sessions.close()
        cookies = await museum.sign_in(*set(PEOPLE))
        story = Story()
        listener = Listener(story)
        devices = [Device(person_id) for person_id in PEOPLE]
        proxy = Proxy(lambda: museum.address, chance, FAULTS, slowness=0.3)
        async with proxy.open(), httpx2.AsyncClient(timeout=5) as client:
            line = Wire(client, lambda: f"http://127.0.0.1:{proxy.port}", cookies, listener)
            await asyncio.gather(
                blows(museum, devices, chance),
                *(live(one, story, line, chance, OPERATIONS) for one in devices),
            )
            await send_photos(line, devices, story)
            proxy.well = True
            await settle(devices, line)
            await send_photos(line, devices, story)
            await museum.rows(LEASES_ARE_OVER)
            await until(lambda: pictures_are_done(museum))
            await settle(devices, line)
        assert set(FAULTS) <= set(proxy.happened), proxy.happened
        await all_hold(devices, museum.rows, listener)
        missing = await museum.rows(
            "select p.id from photo p join observation o on o.id = p.observation_id"
            " where p.state = 'EXPECTED' and p.removed_at is null and o.removed_at is null"
        )
        assert missing == [], "I13"
        assert museum.verified() == "", "I13"
    finally:
        museum.stop()


async def pictures_are_done(museum: Museum) -> bool:
    return await museum.rows("select 1 from photo where state = 'RECEIVED' limit 1") == []


async def test_every_operation_comes_through_once_whatever_breaks(short_tmp: Path) -> None:
    begun, seed = time.monotonic(), int(os.environ.get("SEED", "1"))
    await one_night(short_tmp / str(seed), seed)
    while time.monotonic() - begun < 60 * MINUTES:
        seed += 1
        await one_night(short_tmp / str(seed), seed)
