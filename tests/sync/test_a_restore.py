"""The server's disk dies: what was acknowledged after the last backup comes back from the phones."""

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from strawberry import Some

from api.backup.backing_up import back_up
from api.backup.programs import DUMP, run
from api.backup.restoring import restore
from api.embedded import Postgres
from api.embedded.trouble import WillNotStart
from api.media.storage import Storage, key_of
from exchange.floor.answers import Applied
from exchange.floor.marking import answered
from exchange.floor.pushes import Op, Outcome
from exchange.floor.receiving import receive_photo
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from migrations.moving import current, head, upgrade
from schema.floor.recording_ops import RecordingInput
from tests.cast import STAMP
from tests.conftest import named, sql
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, edited, photo, seen

BYTES = b"a picture, as far as anybody here cares"
SHA256 = hashlib.sha256(BYTES).hexdigest()


async def with_photo(house: House, amara: Phone, storage: Storage) -> Op:
    """Amara captures something, and the bytes of its photo arrive."""
    shot = photo(sha256=SHA256, size=len(BYTES))
    op = amara.op(seen(house.placement, photos=[shot]))
    await amara.send(op)
    await storage.put(key_of(house.amara, SHA256), BYTES)
    async with house.sessions.as_person(house.amara) as session:
        await receive_photo(session, shot.id, by=house.amara, stamp=STAMP, at=MORNING)
    return op


async def told(phone: Phone) -> Outcome:
    """What a push without operations is told."""
    outcome = await phone.push()
    assert isinstance(outcome, Outcome)
    return outcome


async def test_a_backup_that_lacks_a_photo_lets_no_phone_forget(
    house: House, database_url: str, amara: Phone, storage: Storage, tmp_path: Path
) -> None:
    await with_photo(house, amara, storage)
    await storage.put(key_of(house.amara, SHA256), BYTES[::-1])
    [trouble] = await back_up(house.sessions, storage, database_url, tmp_path / "kept", at=MORNING)
    assert "were changed" in trouble
    outcome = await told(amara)
    assert (outcome.durable_through, outcome.backed_up_until) == (0, None)
    assert not (tmp_path / "kept" / DUMP).exists()


async def test_a_backup_that_lacks_a_recording_is_not_whole_either(
    house: House, database_url: str, amara: Phone, storage: Storage, tmp_path: Path
) -> None:
    hum: dict[str, Any] = {"mime": "audio/webm", "duration_ms": 900, "words": None, "position": 0}
    recording = RecordingInput(id=uuid7(MORNING), sha256=SHA256, size=len(BYTES), **hum)
    await amara.done(seen(house.placement, recordings=[recording]))
    async with house.sessions.as_steward() as session:
        await session.execute(text("update recording set state = 'VERIFIED'"))
    kept = tmp_path / "kept"
    [trouble] = await back_up(house.sessions, storage, database_url, kept, at=MORNING)
    assert trouble == f"The bytes of recording {recording.id} are gone."
    await storage.put(key_of(house.amara, SHA256), BYTES)
    assert await back_up(house.sessions, storage, database_url, kept, at=MORNING) == []
    assert (kept / "media" / key_of(house.amara, SHA256)).read_bytes() == BYTES


async def test_what_came_late_is_not_durable_because_of_what_came_early(house: House, amara: Phone) -> None:
    first, late, third = (amara.op(seen(house.placement)) for _ in range(3))
    await amara.send(first, third)
    async with house.sessions.as_steward() as session:
        assert await answered(session) == {amara.device_id: 1}
    await amara.send(late)
    async with house.sessions.as_steward() as session:
        assert await answered(session) == {amara.device_id: 3}
    await amara.send(replace(amara.op(seen(house.placement)), seq=9), ack_through=7)
    async with house.sessions.as_steward() as session:
        assert await answered(session) == {amara.device_id: 7}


async def test_nothing_is_put_back_over_people_nor_out_of_an_empty_folder(
    house: House, database_url: str, elsewhere: str, storage: Storage, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="an empty one only"):
        await restore(house.sessions, storage, database_url, tmp_path, at=MORNING)
    sessions = Sessions.at(elsewhere, size=1)
    with pytest.raises(Refused, match="There is no understudy"):
        await restore(sessions, storage, elsewhere, tmp_path, at=MORNING)
    (tmp_path / DUMP).write_bytes(b"no dump at all")
    with pytest.raises(WillNotStart, match="pg_restore could not finish"):
        await restore(sessions, storage, elsewhere, tmp_path, at=MORNING)
    await sessions.close()
    assert await house.count("person") > 0


async def test_a_dump_of_an_earlier_release_is_brought_up_to_date(
    postgres: Postgres, elsewhere: str, storage: Storage, tmp_path: Path
) -> None:
    sql(postgres, "create database earlier")
    earlier = named(postgres, "earlier")
    await upgrade(earlier, "first_light")
    sessions = Sessions.at(earlier, size=1)
    async with sessions.as_steward() as session:
        await session.execute(text("insert into feed_epoch values (true, gen_random_uuid())"))
    await sessions.close()
    await run("pg_dump", earlier, "--format=custom", f"--file={tmp_path / DUMP}")
    sql(postgres, "drop database earlier with (force)")

    sessions = Sessions.at(elsewhere, size=1)
    epoch = await restore(sessions, storage, elsewhere, tmp_path, at=MORNING)
    async with sessions.as_steward() as session:
        here = (await session.execute(text("select epoch, backed_up_until from feed_epoch"))).one()
        revision = await (await session.connection()).run_sync(current)
    assert (tuple(here), revision) == ((epoch, None), head())
    await sessions.close()


def losing_names_in(folder: Path) -> Callable[[int], None]:
    """A disk that writes everything down but the names in one folder."""
    flush = os.fsync

    def flushed(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").resolve() == folder.resolve():
            raise OSError(errno.EIO, f"The names in {folder} were not written down")
        flush(handle)

    return flushed


@pytest.mark.parametrize("where", [".", "media", "media/OWNER/PREFIX"])
async def test_a_backup_whose_names_a_power_cut_may_take_lets_no_phone_forget(
    database_url: str, amara: Phone, storage: Storage, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    assert storage.folder is not None
    house, kept = amara.house, storage.folder.with_name("kept")
    await with_photo(house, amara, storage)
    (kept / "media").mkdir(parents=True)
    folder = kept / where.replace("OWNER", str(house.amara)).replace("PREFIX", SHA256[:2])
    monkeypatch.setattr(os, "fsync", losing_names_in(folder))
    with pytest.raises(OSError, match="not written down"):
        await back_up(house.sessions, storage, database_url, kept, at=MORNING)
    outcome = await told(amara)
    assert (outcome.durable_through, outcome.backed_up_until) == (0, None)


async def test_a_photo_that_a_power_cut_may_take_is_not_put_back(
    database_url: str, elsewhere: str, amara: Phone, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert storage.folder is not None
    house, kept, disk = amara.house, storage.folder.with_name("kept"), storage.folder.with_name("new disk")
    await with_photo(house, amara, storage)
    assert await back_up(house.sessions, storage, database_url, kept, at=MORNING) == []
    fresh, sessions = Storage(disk.as_uri()), Sessions.at(elsewhere, size=1)
    place = disk / key_of(house.amara, SHA256)
    monkeypatch.setattr(os, "fsync", losing_names_in(place.parent))
    with pytest.raises(OSError, match="not written down"):
        await restore(sessions, fresh, elsewhere, kept, at=MORNING)
    assert await replace(house, sessions=sessions).count("person") == 0
    await sessions.close()
    assert (kept / "media" / key_of(house.amara, SHA256)).read_bytes() == BYTES


async def test_a_restore_that_was_cut_short_is_done_again(
    database_url: str, elsewhere: str, amara: Phone, storage: Storage
) -> None:
    assert storage.folder is not None
    house, kept, disk = amara.house, storage.folder.with_name("kept"), storage.folder.with_name("new disk")
    await with_photo(house, amara, storage)
    assert await back_up(house.sessions, storage, database_url, kept, at=MORNING) == []
    before = await told(amara)

    sessions = Sessions.at(elsewhere, size=1)
    restored = replace(house, sessions=sessions)
    fresh = Storage(disk.as_uri())
    in_the_way = disk / str(house.amara)
    in_the_way.write_bytes(b"where the photos of Amara belong")
    with pytest.raises(OSError, match=str(house.amara)):
        await restore(sessions, fresh, elsewhere, kept, at=MORNING)
    assert await restored.count("person") == 0

    in_the_way.unlink()
    whole = (kept / DUMP).read_bytes()
    (kept / DUMP).write_bytes(whole[: len(whole) * 9 // 10])
    with pytest.raises(WillNotStart, match="pg_restore could not finish"):
        await restore(sessions, fresh, elsewhere, kept, at=MORNING)
    (kept / DUMP).write_bytes(whole)
    epoch = await restore(sessions, fresh, elsewhere, kept, at=MORNING)
    assert await fresh.digest(key_of(house.amara, SHA256)) == SHA256
    assert await restored.count("observation") == 1
    amara.house = restored
    assert (await told(amara)).feed_epoch == epoch != before.feed_epoch
    await sessions.close()


async def test_after_a_restore_the_phones_bring_what_the_backup_lacks(
    house: House, database_url: str, elsewhere: str, amara: Phone, storage: Storage
) -> None:
    assert storage.folder is not None
    kept = storage.folder.with_name("kept")
    first = seen(house.placement, note="One two three")
    ops = [await with_photo(house, amara, storage), amara.op(first)]
    await amara.send(ops[1])
    assert await back_up(house.sessions, storage, database_url, kept, at=MORNING) == []
    before = await told(amara)
    assert before.durable_through == 2
    assert before.backed_up_until is not None
    assert before.backed_up_until < MORNING

    ops += [
        amara.op(seen(house.placement)),
        amara.op(edited(first.id, 1, note=Some("One two four"))),
        amara.op(seen(house.placement)),
    ]
    assert all(isinstance(one.answer, Applied) for one in await amara.send(*ops[2:]))
    everything = await house.rows("select id, note, rev from observation order by id")

    sessions = Sessions.at(elsewhere)
    fresh = Storage(storage.folder.with_name("new disk").as_uri())
    epoch = await restore(sessions, fresh, elsewhere, kept, at=MORNING)
    restored = replace(house, sessions=sessions)
    assert await restored.count("observation") == 2
    assert await fresh.digest(key_of(house.amara, SHA256)) == SHA256

    amara.house = restored
    after = await told(amara)
    assert after.feed_epoch == epoch != before.feed_epoch
    again = [op for op in ops if op.seq > after.durable_through]
    answers = await amara.send(*again)
    assert all(isinstance(one.answer, Applied) for one in answers)
    assert await restored.rows("select id, note, rev from observation order by id") == everything
    assert all(one.duplicate for one in await amara.send(*ops))
    assert await restored.rows("select state from photo") == [("RECEIVED",)]
    await sessions.close()
