"""The command line: a mistake is told with the next step, and a key is shown once."""

import socket
from pathlib import Path

import pytest

from api.__main__ import main
from api.media.storage import Storage, key_of
from api.settings import Settings, explained
from tests.api.world import World


@pytest.fixture
def told(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """The environment names the small world's database."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return world


@pytest.mark.parametrize(
    "name, value",
    [
        ("PORT", "many"),
        ("PUBLIC_URL", "understudy.example"),
        ("MEDIA_URL", "/var/photos"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setenv(name, value)
    assert main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert f"{name} cannot be '{value}'" in said
    assert "--help" in said


def test_a_port_in_use_is_told_before_anything_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
        assert main(["serve"]) == 1
    assert "PORT=8001" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_database_that_is_not_postgresql_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///x")
    assert main(["migrate"]) == 1
    assert "postgresql://" in capsys.readouterr().err


def test_a_demo_does_not_open_where_real_people_are(
    told: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("DEVELOPMENT", "1")  # the tests' database may forget
    for verb in ("demo", "serve"):
        assert main([verb]) == 1
        assert "DEMO=0" in capsys.readouterr().err
    assert told.rows("select count(*) from network") == [(1,)]


def test_a_key_for_nobody_is_not_made(told: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "--for", "nobody@museum.example", "--name", "CMS"]) == 1
    assert "ana@museum.example" in capsys.readouterr().err
    assert main(["token", "--for", "ana@museum.example", "--name", "CMS", "--days", "9999"]) == 1
    assert told.rows("select * from access_token") == []


def test_a_key_is_shown_once(told: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "--for", "Ana@museum.example", "--name", "CMS", "--days", "30"]) == 0
    key = capsys.readouterr().out.strip()
    assert key.startswith("ust_")
    assert key not in repr(told.rows("select * from access_token"))
    assert told.rows("select person_id, name from access_token") == [(told.ana, "CMS")]


def test_a_changed_journal_and_a_lost_photo_are_found(
    told: World, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    content = b"bytes"
    photo = told.photo(content)
    assert main(["verify"]) == 0
    told.do("update photo set state = 'RECEIVED'")
    assert main(["verify"]) == 1
    assert f"photo {photo.id} are gone" in capsys.readouterr().out
    place = settings.data_dir / "media" / key_of(told.ana, photo.sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    assert main(["verify"]) == 0
    place.write_bytes(b"other")
    told.do("update journal set line = line || ' ' where act = 'place'")
    assert main(["verify"]) == 1
    said = capsys.readouterr().out
    assert "were changed" in said
    assert "The journal of scope" in said
    assert Storage(settings.media_address).folder is not None


def test_who_makes_a_backup_hears_what_is_not_in_it(
    told: World, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = str(tmp_path / "kept")
    assert main(["backup", kept]) == 0
    said = capsys.readouterr().out
    assert "DATA_DIR/receipt-keys.json" in said
    assert "DATA_DIR/secret" in said

    assert main(["restore", kept]) == 1
    assert "There are people in this database" in capsys.readouterr().err
    assert told.rows("select count(*) from network") == [(1,)]


def test_every_setting_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(name.upper() in said for name in Settings.model_fields)
    assert explained() in said
