"""Rows without bytes are asked for again; bytes without a row go, much later; a wrong store is noticed."""

import os
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import anyio
import pytest

from api.house import House
from api.media.reconciling import UNNAMED, reconcile
from api.media.storage import key_of
from api.settings import Settings
from exchange.floor.tables import Photo
from exchange.ground.ids import moment_of, uuid7
from tests.api.world import NOW, World

pytestmark = pytest.mark.anyio
LATER = NOW + UNNAMED + timedelta(days=1)


@pytest.fixture
async def house(settings: Settings, world: World) -> AsyncIterator[House]:
    """What a server would hold open."""
    async with House.opened(settings, world.url) as opened:
        yield opened


async def kept(house: House, world: World, *, small: bool = True) -> Photo:
    """A photo of Ana's that was received, and its bytes."""
    content = os.urandom(100)
    photo = await anyio.to_thread.run_sync(world.photo, content)
    for shape in ("original", "screen", "thumb") if small else ("original",):
        await house.storage.put(key_of(world.ana, photo.sha256, shape), content)
    await say(world, photo, "VERIFIED")
    return photo


async def say(world: World, photo: Photo, state: str) -> None:
    """Put the row of a photo into a state."""
    statement = "update photo set state = :state, received_at = now(), receipt = 'x' where id = :id"
    await anyio.to_thread.run_sync(lambda: world.do(statement, state=state, id=photo.id))


async def rows(world: World, statement: str, **values: object) -> list[tuple[object, ...]]:
    """What the database answers."""
    found = await anyio.to_thread.run_sync(lambda: world.rows(statement, **values))
    return [tuple(row) for row in found]


async def test_a_store_that_is_not_the_right_one_changes_nothing(
    house: House, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(21):
        photo = await anyio.to_thread.run_sync(world.photo, os.urandom(20))
        await say(world, photo, "VERIFIED")
    await reconcile(house, at=NOW)
    assert "21 of 21" in caplog.text
    assert await rows(world, "select distinct state, receipt from photo") == [("VERIFIED", "x")]


@pytest.mark.parametrize("state", ["RECEIVED", "VERIFIED", "QUARANTINED"])
async def test_what_is_gone_is_asked_for_again_and_everybody_hears_it(
    house: House, world: World, state: str
) -> None:
    _, gone, short = [await kept(house, world) for _ in range(3)]
    await house.storage.drop(key_of(world.ana, gone.sha256))
    await house.storage.put(key_of(world.ana, short.sha256), b"half")
    for photo in (gone, short):
        await say(world, photo, state)
    await reconcile(house, at=NOW)
    expected = await rows(world, "select id from photo where state = 'EXPECTED'")
    assert {photo for (photo,) in expected} == {gone.id, short.id}
    assert await rows(world, "select distinct receipt from photo where state = 'EXPECTED'") == [(None,)]
    acts = await rows(world, "select entity_id from feed where kind = 'Photo'")
    assert {photo for (photo,) in acts} == {gone.id, short.id}


async def test_smaller_pictures_that_are_gone_are_made_again(house: House, world: World) -> None:
    photo = await kept(house, world, small=False)
    await reconcile(house, at=NOW)
    assert await rows(world, "select id, state, receipt from photo") == [(photo.id, "RECEIVED", "x")]


async def test_what_was_taken_off_is_kept_and_not_asked_for(house: House, world: World) -> None:
    photo = await kept(house, world)
    await anyio.to_thread.run_sync(world.do, "update photo set removed_at = now()")
    await reconcile(house, at=LATER)
    assert await house.storage.size(key_of(world.ana, photo.sha256)) == 100
    await house.storage.drop(key_of(world.ana, photo.sha256))
    await reconcile(house, at=LATER)
    assert await rows(world, "select state from photo") == [("VERIFIED",)]


async def test_bytes_without_a_row_go_after_fifteen_days_and_nothing_else_does(
    house: House, world: World
) -> None:
    photo = await kept(house, world)
    nobody_s, stranger_s = key_of(world.ana, "a" * 64), key_of(uuid4(), "b" * 64, "thumb")
    for key in (nobody_s, stranger_s, "backups/of-somebody", f"{world.ana}/notes.txt"):
        await house.storage.put(key, b"something")
    await reconcile(house, at=NOW + UNNAMED - timedelta(hours=1))
    assert await house.storage.size(nobody_s) == 9
    await reconcile(house, at=LATER)
    assert [await house.storage.size(key) for key in (nobody_s, stranger_s)] == [None, None]
    assert await house.storage.size("backups/of-somebody") == 9
    assert await house.storage.size(f"{world.ana}/notes.txt") == 9
    assert await house.storage.size(key_of(world.ana, photo.sha256, "thumb")) == 100


async def test_after_a_restore_phones_have_time_to_bring_the_rows(house: House, world: World) -> None:
    epoch = uuid7(LATER - timedelta(days=1))
    await anyio.to_thread.run_sync(lambda: world.do("update feed_epoch set epoch = :epoch", epoch=epoch))
    key = key_of(world.ana, "a" * 64)
    await house.storage.put(key, b"something")
    await reconcile(house, at=LATER)
    assert await house.storage.size(key) == 9
    assert abs(moment_of(UUID(str(epoch))) - (LATER - timedelta(days=1))) < timedelta(seconds=1)
