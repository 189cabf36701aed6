"""Guessing: from many places, behind proxies, at secrets, and by watching what an answer costs."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from sqlalchemy import event

from api.embedded import WillNotStart
from api.settings import Settings
from api.starting import serve
from api.strength import insist
from tests.api.running import OURS, Running
from tests.api.world import World

ANA, NOBODY = "ana@museum.example", "nobody@museum.example"
GUESSES = 10_000 if os.environ.get("NIGHTLY") else 100
TIMES = 500
WEAK = ["short", "a" * 64, "0123" * 16, "password password"]


@pytest.mark.parametrize("secret", WEAK)
def test_outside_a_demo_nothing_begins_with_a_weak_secret(tmp_path: Path, secret: str) -> None:
    real = Settings(data_dir=tmp_path, secret_key=secret, demo=False, port=0)
    with pytest.raises(WillNotStart, match="SECRET_KEY is too weak"):
        serve(real)
    assert list(tmp_path.iterdir()) == []
    insist(real.model_copy(update={"demo": True}))


def test_nor_with_a_file_that_somebody_emptied(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(WillNotStart, match="secret is too weak"):
        insist(Settings(data_dir=tmp_path))
    insist(Settings(data_dir=tmp_path / "fresh"))


def test_a_code_is_tried_five_times_however_many_places_the_tries_come_from(
    server: Running, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with server.browser() as browser:
        browser.post("/auth/code", json={"email": ANA})
        [code] = re.findall(r"For ana@museum\.example: (\w{4}-\w{4}) ", caplog.text)
        server.house.everybody.per_window = 2 * GUESSES
        for number in range(GUESSES):
            place = {"x-forwarded-for": f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"}
            guess = {"email": ANA, "code": f"{number:08}"}
            assert browser.post("/auth/session", json=guess, headers=place).status_code == 401
        assert browser.post("/auth/session", json={"email": ANA, "code": code}).status_code == 401
    assert world.rows("select * from session") == []


def test_all_places_together_are_asked_to_wait(server: Running) -> None:
    server.house.everybody.per_window = 40
    with server.browser() as browser:
        answers = [
            browser.post("/auth/code", json={}, headers={"x-forwarded-for": f"10.0.0.{number}"}).status_code
            for number in range(41)
        ]
    assert answers == [400] * 40 + [429]


def test_who_writes_addresses_into_a_header_is_still_one_place(settings: Settings, world: World) -> None:
    def knocks(server: Running, said: str) -> list[int]:
        with server.browser() as browser:
            return [
                browser.post(
                    "/auth/code", json={}, headers={"x-forwarded-for": said.format(number)}
                ).status_code
                for number in range(31)
            ]

    for believed, said in (("10.9.9.9", "203.0.113.{}"), ("127.0.0.1", "203.0.113.{}, 198.51.100.7")):
        server = Running(settings.model_copy(update={"forwarded_allow_ips": believed}), world.url)
        try:
            assert knocks(server, said) == [400] * 30 + [429], believed
        finally:
            server.stop()


@contextmanager
def statements(server: Running) -> Iterator[list[str]]:
    """What the database is asked about signing in meanwhile."""
    heard = list[str]()

    def hear(*given: Any) -> None:
        statement = str(given[2])
        # The server tidies up meanwhile, whoever asks.
        if "sign_in" in statement and "delete" not in statement.lower():
            heard.append(statement)

    engines = [engine.sync_engine for engine in server.house.sessions.engines]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield heard
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)


def test_an_address_that_nobody_has_makes_the_same_work(server: Running) -> None:
    done = list[list[str]]()
    for email in (ANA, NOBODY):
        with server.browser(headers=OURS) as browser, statements(server) as heard:
            browser.post("/auth/code", json={"email": email})
            browser.post("/auth/session", json={"email": email, "code": "00000000"})
        done.append(heard)
    assert done[0] == done[1]
    assert len(done[0]) >= 5


@pytest.mark.skipif(
    "NIGHTLY" not in os.environ,
    reason="Compares clocks, which a machine that does other work falsifies, so it runs in `make nightly`."
    " That answers are equal, and the work for an address nobody has, is compared every time: above and in"
    " tests/matrix.",
)
def test_what_is_not_there_and_what_is_not_yours_take_the_same_time(settings: Settings, world: World) -> None:
    """Asked in turn, hundreds of times: the middle of what each takes differs by less than a tenth."""
    hidden = world.photo(b"Ana's own", only_me=True)
    server = Running(settings.model_copy(update={"budget": 0}), world.url)
    try:
        with server.browser(world.marit) as marit:
            for way in (photo_at, row_of):
                took: dict[UUID, list[float]] = {hidden.id: [], uuid4(): []}
                for _ in range(TIMES):
                    for named, times in took.items():
                        begun = time.perf_counter()
                        assert way(marit, named)
                        times.append(time.perf_counter() - begun)
                middle = [median(times) for times in took.values()]
                assert max(middle) / min(middle) < 1.1, middle
    finally:
        server.stop()


def photo_at(browser: httpx2.Client, named: UUID) -> bool:
    """Ask for the bytes of a photo; whether there are none."""
    return browser.get(f"/media/photos/{named}/original").status_code == 404


def row_of(browser: httpx2.Client, named: UUID) -> bool:
    """Ask for a photo's row; whether there is none."""
    asked = {"query": f'{{ node(id: "Photo:{named}") {{ id }} }}'}
    return bool(browser.post("/developers/graphql", json=asked).json().get("data") == {"node": None})
