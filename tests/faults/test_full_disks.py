"""Disks that are really full: said in plain words, nothing half kept, and all goes on by itself then."""

import asyncio
import hashlib
import os
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from api.auth.signing import begin_session
from exchange.ground.sessions import Sessions
from tests.cast import AMARA
from tests.faults.device import Device, Lost
from tests.faults.lines import Listener, Wire
from tests.faults.museum import Museum, own_mounts, until
from tests.faults.pens import Story, capture, new
from tests.faults.photos import TUS, b64
from tests.sync.house import House, build

pytestmark = pytest.mark.skipif(
    own_mounts() == (),
    reason="A disk that is really full is a small tmpfs of the test's own: that takes Linux, and root or user"
    " namespaces (`unshare --user --mount true` must work). macOS and locked containers have neither.",
)
MEGABYTE = 1024 * 1024
PIECE = 64 * 1024


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(timeout=20) as client:
        yield client


def fill(museum: Museum, leave: int) -> Path:
    """Fill the disk of the data folder until so many bytes are left."""
    filler = museum.inside / "filler"
    with filler.open("wb", buffering=0) as file:
        while (room := free(museum) - leave) > 0:
            try:
                file.write(bytes(min(room, MEGABYTE)))
            except OSError:
                break
    return filler


def free(museum: Museum) -> int:
    found = os.statvfs(museum.inside)
    return found.f_bavail * found.f_frsize


async def test_without_room_for_photos_words_are_taken_and_the_photo_goes_on_where_it_was(
    house: House, database_url: str, short_tmp: Path, client: httpx2.AsyncClient
) -> None:
    museum = Museum(short_tmp / "data", {"DATABASE_URL": database_url}, room=4)
    await asyncio.to_thread(museum.start)
    try:
        async with house.sessions.as_steward() as session:
            cookies = {AMARA.id: await begin_session(session, AMARA.id, at=datetime.now(UTC))}
        story, phone = Story(), Device(AMARA.id)
        wire = Wire(client, lambda: museum.url, cookies, Listener(story))
        content = random.Random(1).randbytes(MEGABYTE)
        photo = announce(phone, story, content)
        assert await phone.push(wire, phone.queue) is None
        filler = await asyncio.to_thread(fill, museum, 300_000)
        where = await begin(wire, photo, content)
        statuses = await send(wire, where, content)
        assert statuses[-1] == 507
        assert 204 in statuses
        for _ in range(3):
            capture(story, phone, random.Random(2))
            assert await phone.push(wire, phone.queue) is None
        assert (await client.get(f"{museum.url}/readyz")).status_code == 200
        await asyncio.to_thread(filler.unlink)
        at = await offset(wire, where)
        assert 0 < at < len(content)
        assert set(await send(wire, where, content)) == {204}
        assert await house.rows("select state from photo where id = :id", id=photo["id"]) != [("EXPECTED",)]
        assert museum.process
        assert museum.process.poll() is None
    finally:
        await asyncio.to_thread(museum.stop)


def announce(phone: Device, story: Story, content: bytes) -> dict[str, str]:
    """Capture something with this photo."""
    digest = hashlib.sha256(content).hexdigest()
    photo = {"id": str(new()), "sha256": digest}
    op = capture(story, phone, random.Random(1))
    size = {"size": len(content), "width": 4, "height": 3, "position": 0, "decorative": True}
    op["do"]["captureObservation"]["photos"] = [{**photo, "mime": "image/jpeg", **size}]
    return photo


async def begin(wire: Wire, photo: dict[str, str], content: bytes) -> str:
    meta = f"photoId {b64(photo['id'])},sha256 {b64(photo['sha256'])}"
    wish = {**wire.headers(AMARA.id), **TUS, "upload-length": str(len(content)), "upload-metadata": meta}
    begun = await wire.client.post(f"{wire.address()}/media/uploads", headers=wish)
    return wire.address() + begun.headers["location"]


async def offset(wire: Wire, where: str) -> int:
    head = await wire.client.head(where, headers={**wire.headers(AMARA.id), **TUS})
    return int(head.headers["upload-offset"])


async def send(wire: Wire, where: str, content: bytes) -> list[int]:
    """Send what is missing, piece by piece, until it is whole or a piece is not taken."""
    at, statuses = await offset(wire, where), list[int]()
    said = {**wire.headers(AMARA.id), **TUS, "content-type": "application/offset+octet-stream"}
    while at < len(content) and statuses[-1:] in ([], [204]):
        part = content[at : at + PIECE]
        answer = await wire.client.patch(where, content=part, headers={**said, "upload-offset": str(at)})
        statuses.append(answer.status_code)
        at += len(part)
    return statuses


async def embedded(museum: Museum, client: httpx2.AsyncClient) -> tuple[Wire, Device, Story]:
    """The house in the museum's own database, and Amara's phone."""
    await asyncio.to_thread(museum.start)
    sessions = Sessions.at(museum.database, size=2)
    await build(sessions)
    await sessions.close()
    story = Story()
    cookies = await museum.sign_in(AMARA.id)
    return Wire(client, lambda: museum.url, cookies, Listener(story)), Device(AMARA.id), story


async def test_before_the_database_s_disk_is_full_nothing_more_is_taken_in_but_all_is_read(
    short_tmp: Path, client: httpx2.AsyncClient
) -> None:
    museum = Museum(short_tmp / "data", {"KEEP_FREE": "32"}, room=200)
    try:
        wire, phone, story = await embedded(museum, client)
        capture(story, phone, random.Random(1))
        assert await phone.push(wire, phone.queue) is None
        filler = await asyncio.to_thread(fill, museum, 20 * MEGABYTE)
        await until(lambda: has_room(museum, client, room=False))
        capture(story, phone, random.Random(1))
        await until(lambda: says(phone, wire, "READ_ONLY"))
        assert len(phone.queue) == 1
        await phone.catch_up(wire)
        assert len([key for key in phone.rows if key.startswith("Observation:")]) == 1
        assert await asyncio.to_thread(museum.is_ready), "A proxy must not turn away those who read."
        await asyncio.to_thread(filler.unlink)
        await until(lambda: says(phone, wire, None))
        assert phone.queue == []
    finally:
        await asyncio.to_thread(museum.stop)


async def has_room(museum: Museum, client: httpx2.AsyncClient, *, room: bool) -> bool:
    return bool((await client.get(f"{museum.url}/readyz")).json()["room"]) is room


async def says(phone: Device, wire: Wire, word: str | None) -> bool:
    try:
        return await phone.push(wire, phone.queue) == word and (word is not None or not phone.queue)
    except Lost:
        return False


async def test_a_database_without_a_byte_left_loses_nothing_and_comes_back_by_itself(
    short_tmp: Path, client: httpx2.AsyncClient
) -> None:
    museum, chance = Museum(short_tmp / "data", {"KEEP_FREE": "0"}, room=200), random.Random(1)
    try:
        wire, phone, story = await embedded(museum, client)
        filler = await asyncio.to_thread(fill, museum, 0)
        for _ in range(400):
            long_words(phone, story, chance)
            try:
                if await phone.push(wire, phone.queue[:5]):
                    break
            except Lost:
                break
        assert phone.blocked, "The disk never was full."
        assert set(phone.blocked) <= {"READ_ONLY", "MAINTENANCE"}
        assert phone.queue
        await asyncio.to_thread(filler.unlink)
        await until(lambda: says(phone, wire, None))
        told = {said["id"] for _, said in phone.acknowledged()}
        stand = {str(one) for (one,) in await museum.rows("select id from observation")}
        assert told == stand == {str(one.id) for one in story.entries}
        await asyncio.to_thread(museum.wait)
    finally:
        await asyncio.to_thread(museum.stop)


def long_words(phone: Device, story: Story, chance: random.Random) -> None:
    """An entry of several pages that cannot be pressed smaller."""
    op = capture(story, phone, chance)
    op["do"]["captureObservation"] |= {"note": chance.randbytes(4_900).hex(), "photos": [], "tags": []}
