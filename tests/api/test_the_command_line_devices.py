"""The keeper's view of phones: what waits on them, which is late, one that was lost; and a backup of all."""

import hashlib
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from anyio import to_thread
from joserfc.jwk import KeySet
from sqlalchemy import select

from api.__main__ import main
from api.house import House
from api.media.tidying import sign_once
from api.settings import Settings
from api.watching import watch_once
from exchange.floor.tables import Photo
from exchange.ground.stamp import stated
from tests.api.running import Running
from tests.api.sending import sent
from tests.api.world import NOW, World


@pytest.fixture
def told(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """The environment names the small world's database."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return world


def device(world: World, person: UUID, *, seen: str, oldest: str | None) -> UUID:
    """A device that was in touch, and what it said."""
    new = uuid4()
    world.do(
        "insert into device (id, person_id, made_at, seen_at, acked_through, waiting, oldest_waiting_at)"
        " values (:id, :person, now() - interval '9 days', now() - (:seen ::text)::interval, 4, 12,"
        " now() - (:oldest ::text)::interval)",
        id=new,
        person=person,
        seen=seen,
        oldest=oldest,
    )
    return new


def test_a_device_that_nobody_has_cannot_be_lost(told: World, capsys: pytest.CaptureFixture[str]) -> None:
    mine = device(told, told.ana, seen="1 hour", oldest=None)
    for name in ("nonsense\r\n", str(uuid4())):
        assert main(["lost", name]) == 1
        assert "There is no device" in capsys.readouterr().err
    assert told.rows("select id from device where revoked_at is null") == [(mine,)]


def test_a_lost_device_and_its_person_s_sessions_are_over(
    server: Running, told: World, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = device(told, told.ana, seen="1 hour", oldest=None)
    with server.browser(told.ana) as hers, server.browser(told.olu) as his:
        assert hers.get("/auth/session").status_code == 200
        assert main(["lost", str(mine)]) == 0
        for _ in range(1000):
            if hers.get("/auth/session").status_code == 401:
                break
        assert hers.get("/auth/session").status_code == 401
        assert his.get("/auth/session").status_code == 200
    assert "signed out everywhere" in capsys.readouterr().err


def test_a_queue_is_late_when_its_phone_was_in_touch_and_it_waits_all_the_same(
    told: World, capsys: pytest.CaptureFixture[str]
) -> None:
    device(told, told.olu, seen="8 days", oldest="8 days")
    device(told, told.marit, seen="1 hour", oldest=None)
    assert main(["devices"]) == 0
    told.do("update person set name = E'Ana\\r\\nroot' where id = :ana", ana=told.ana)
    late = device(told, told.ana, seen="1 hour", oldest="2 days")
    capsys.readouterr()
    assert main(["devices"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert [line for line in lines if line.endswith("LATE")] == [lines[1]]
    assert str(late) in lines[1]
    assert "Ana??root" in lines[1]


async def test_a_late_queue_is_said_in_the_log(
    told: World, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    async with House.opened(settings, told.url) as house:
        assert await watch_once(house) == 0
        assert caplog.messages == []
    late = await to_thread.run_sync(lambda: device(told, told.ana, seen="1 hour", oldest="2 days"))
    async with House.opened(settings, told.url) as house:
        assert await watch_once(house) == 1
    [line] = caplog.messages
    assert line.startswith(f"queue late: device={late} waiting=12 oldest=20")


async def test_photos_from_before_there_were_receipts_get_theirs(told: World, settings: Settings) -> None:
    photo = await to_thread.run_sync(lambda: told.photo(b"a picture"))
    early = "update photo set state = 'VERIFIED', received_at = now() - interval '1 year'"
    await to_thread.run_sync(lambda: told.do(early))
    async with House.opened(settings, told.url) as house:
        await sign_once(house, at=NOW)
        async with house.sessions.as_steward() as session:
            signed = (await session.scalars(select(Photo))).one()
        assert signed.receipt is not None
        said = stated(signed.receipt, KeySet([house.stamp.key]))
    assert (said["entity"], said["sha256"]) == (f"Photo:{photo.id}", photo.sha256)
    assert signed.rev == 2


def test_a_backup_is_read_back_and_never_put_over_people(
    server: Running, told: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"a picture"
    photo = told.photo(content)
    with server.browser(told.ana) as browser:
        sent(browser, photo, content)
    kept = tmp_path / "kept"
    assert main(["restore", str(kept)]) == 1
    assert "There are people in this database" in capsys.readouterr().err
    assert main(["backup", str(kept)]) == 0
    assert "was read back and is whole" in capsys.readouterr().out
    [file] = [file for file in (kept / "media").rglob("*") if file.is_file()]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == photo.sha256
    assert {one.name for one in kept.iterdir()} == {"erased.txt", "media", "understudy.dump"}
