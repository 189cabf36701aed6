"""A database named in DATABASE_URL: what is wrong with it is one sentence, and nothing was begun."""

import logging
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from api.__main__ import main
from api.embedded import Postgres
from api.external import missing
from tests.api.world import World
from tests.conftest import sql


@pytest.fixture
def foreign(postgres: Postgres, migrated: str) -> Iterator[str]:
    """The address of an empty database whose owner may not create roles, on a server that has ours."""
    sql(postgres, "create role keeper login password 'open'")
    sql(postgres, "create database foreign_house owner keeper")
    yield of(postgres.url, "keeper:open", "foreign_house")
    sql(postgres, "drop database foreign_house with (force)")
    sql(postgres, "drop role keeper")


def of(url: str, login: str, database: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=f"{login}@{parts.netloc.split('@')[1]}", path=f"/{database}").geturl()


def said(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str = "migrate"
) -> str:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("PORT", "0")
    assert main([verb]) == 1
    sentence = capsys.readouterr().err
    assert "Traceback" not in sentence
    return sentence


@pytest.mark.parametrize(
    "wrong, next_step",
    [
        (("keeper:wrong", "foreign_house"), "Correct both in DATABASE_URL"),
        (("stranger:x", "foreign_house"), "Correct both in DATABASE_URL"),
        (("keeper:open", "nowhere"), "createdb"),
    ],
)
def test_a_wrong_login_or_name_is_told(
    foreign: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wrong: tuple[str, str],
    next_step: str,
) -> None:
    assert next_step in said(of(foreign, *wrong), monkeypatch, capsys)


def test_nobody_answers_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    sentence = said(f"postgresql://u:p@127.0.0.1:{port}/x", monkeypatch, capsys)
    assert "Is it running" in sentence


def test_an_address_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "DATABASE_URL" in said("postgresql://u:p@127.0.0.1:many/x", monkeypatch, capsys)


def test_roles_made_by_another_login_are_told_and_how_to_share_them(
    foreign: str, postgres: Postgres, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = said(foreign, monkeypatch, capsys)
    assert "made by another login" in sentence
    grant = 'grant understudy_app, understudy_steward to "keeper" with admin option'
    assert grant in sentence
    sql(postgres, grant)
    assert main(["migrate"]) == 0


def test_a_login_that_may_build_nothing_is_told(
    foreign: str, postgres: Postgres, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sql(postgres, "grant understudy_app, understudy_steward to keeper with admin option")
    sql(postgres, "alter database foreign_house owner to understudy")
    assert 'alter database "foreign_house" owner to "keeper"' in said(foreign, monkeypatch, capsys)


@pytest.mark.parametrize(
    "as_found, next_step",
    [
        ({"major": 17}, "name one of version 18 or newer"),
        ({"roles": 0, "makes_roles": False}, 'alter role "keeper" createrole'),
        ({"roles": 0, "begun": True}, "restore the dump once more"),
        ({"roles": 2, "begun": True, "puts_on": False}, "grant understudy_app, understudy_steward"),
    ],
)
def test_what_else_may_be_missing_is_told(as_found: dict[str, object], next_step: str) -> None:
    fine = {"login": "keeper", "name": "house", "major": 18, "begun": False, "builds": True}
    fine |= {"makes_roles": True, "roles": 0, "puts_on": False, "grants": False}
    assert next_step in (missing(fine | as_found) or "")
    assert missing(fine) is None


def test_a_server_does_not_start_on_a_database_that_may_forget(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = said(database_url, monkeypatch, capsys, "serve")  # the tests' own database is such a one
    assert "fsync, full_page_writes and synchronous_commit off" in sentence
    assert World(database_url).rows("select * from network") == []


def test_where_one_develops_it_is_only_a_warning(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("DEVELOPMENT", "1")
    monkeypatch.setenv("DEMO", "1")
    with caplog.at_level(logging.WARNING):
        assert "DEMO=0" in said(world.url, monkeypatch, capsys, "serve")
    assert "fsync" in caplog.text
