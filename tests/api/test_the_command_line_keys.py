"""The keys of partners and the epoch after a restore, as their keeper commands them."""

from collections.abc import Callable

import httpx2
import pytest

from api.__main__ import main
from api.settings import Settings
from tests.api.running import Running
from tests.api.world import World

Eventually = Callable[[Callable[[], bool]], None]


@pytest.fixture
def told(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> World:
    """The environment names the small world's database."""
    monkeypatch.setenv("DATABASE_URL", world.url)
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    return world


def make(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["token", "--for", "ana@museum.example", "--name", name]) == 0
    return capsys.readouterr().out.strip()


def test_a_key_that_is_not_there_cannot_be_revoked(told: World, capsys: pytest.CaptureFixture[str]) -> None:
    make("HR", capsys)
    assert main(["revoke", "CMS"]) == 1
    assert "`tokens` lists them" in capsys.readouterr().err
    assert told.rows("select ended_at from access_token") == [(None,)]


def test_of_two_keys_with_one_name_neither_is_guessed(
    told: World, capsys: pytest.CaptureFixture[str]
) -> None:
    make("HR", capsys)
    make("HR", capsys)
    assert main(["revoke", "HR"]) == 1
    said = capsys.readouterr().err
    ids = [str(row[0]) for row in told.rows("select id from access_token")]
    assert all(key_id in said for key_id in ids)
    assert told.rows("select ended_at from access_token") == [(None,), (None,)]
    assert main(["revoke", ids[0]]) == 0
    assert main(["revoke", "HR"]) == 0


def test_a_revoked_key_opens_nothing_even_where_it_was_known_a_moment_ago(
    server: Running, told: World, capsys: pytest.CaptureFixture[str], eventually: Eventually
) -> None:
    key = make("HR", capsys)

    def answer() -> int:
        headers = {"authorization": f"Bearer {key}"}
        return httpx2.get(f"{server.url}/auth/session", headers=headers).status_code

    assert answer() == 200
    assert main(["revoke", "HR"]) == 0
    eventually(lambda: answer() == 401)


def test_keys_are_listed_without_what_opens_the_door(told: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens"]) == 0
    assert "There is no key yet" in capsys.readouterr().err
    keys = [make(name, capsys) for name in ("HR", "CMS", "old")]
    told.do("update access_token set expires_at = now() - interval '1 day' where name = 'old'")
    assert main(["revoke", "CMS"]) == 0
    capsys.readouterr()
    assert main(["tokens"]) == 0
    said = capsys.readouterr().out
    lines = {line.split()[1]: line for line in said.splitlines()}
    assert all("Ana" in lines[name] and "never" in lines[name] for name in ("HR", "CMS", "old"))
    assert "revoked" in lines["CMS"]
    assert "(over)" in lines["old"]
    assert not any(key in said for key in keys)


def test_an_empty_database_was_not_restored(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert main(["restored"]) == 1
    assert "restore the dump first" in capsys.readouterr().err
    assert World(database_url).rows("select * from feed_epoch") == []


def test_after_a_restore_a_new_epoch_begins(told: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = told.rows("select epoch from feed_epoch")
    assert main(["restored"]) == 0
    [(epoch,)] = after = told.rows("select epoch from feed_epoch")
    assert after != before
    assert str(epoch) in capsys.readouterr().out
