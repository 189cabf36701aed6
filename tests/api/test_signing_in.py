"""Codes, sessions and keys: what does not open the door, then what does."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import httpx2
import hypothesis
import pytest
from hypothesis import strategies as st

from api.auth.codes import CHARACTERS, LENGTH, as_typed, spelled
from api.auth.signing import give_token
from api.settings import Settings
from tests.api.running import Running
from tests.api.world import NOW, World

ANA = "ana@museum.example"


@pytest.fixture
def browser(server: Running) -> Iterator[httpx2.Client]:
    """The browser Ana asks for her code in."""
    with server.browser() as browser:
        yield browser


@pytest.fixture
def code(browser: httpx2.Client, caplog: pytest.LogCaptureFixture) -> str:
    """The code Ana asked for, read out of the log as its keeper would."""
    assert browser.post("/auth/code", json={"email": " Ana@Museum.example "}).status_code == 204
    return code_in(caplog.text)


def code_in(log: str) -> str:
    found = re.findall(r"For ana@museum\.example: (\w{4}-\w{4}) ", log)
    return str(found[-1])


def another(code: str) -> str:
    return code[:-1] + ("2" if code[-1] != "2" else "3")


def try_code(browser: httpx2.Client, code: str, email: str = ANA) -> httpx2.Response:
    return browser.post("/auth/session", json={"email": email, "code": code})


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(
    browser: httpx2.Client, world: World, code: str
) -> None:
    wrong = [try_code(browser, another(code)).status_code for _ in range(5)]
    right = try_code(browser, code)
    assert wrong == [401] * 5
    assert right.status_code == 401
    assert right.json()["error"]["code"] == "CODE_WRONG"
    assert world.rows("select * from session") == []


def test_an_old_code_is_worth_nothing(browser: httpx2.Client, world: World, code: str) -> None:
    world.do("update sign_in_code set expires_at = now() - interval '1 second'")
    assert try_code(browser, code).status_code == 401
    assert world.rows("select * from session") == []


def test_a_code_somebody_read_over_a_shoulder_opens_nothing_elsewhere_and_is_not_used_up_there(
    server: Running, browser: httpx2.Client, world: World, code: str
) -> None:
    with server.browser() as other:
        assert [try_code(other, code).status_code for _ in range(6)] == [401] * 6
        other.post("/auth/code", json={"email": ANA})
        assert [try_code(other, code).status_code for _ in range(6)] == [401] * 6
    assert world.rows("select * from session") == []
    assert try_code(browser, code).status_code == 200


def test_a_code_opens_once_and_only_its_own_address(
    server: Running, browser: httpx2.Client, world: World, code: str
) -> None:
    mark = dict(browser.cookies)
    assert try_code(browser, code, "marit@museum.example").status_code == 401
    assert try_code(browser, code).status_code == 200
    with server.browser(cookies=mark) as again:
        assert try_code(again, code).status_code == 401
    assert len(world.rows("select * from session")) == 1


@pytest.mark.parametrize("typing", [str.lower, lambda code: code.replace("-", " "), " {} ".format])
def test_a_code_may_be_typed_as_people_type(
    browser: httpx2.Client, code: str, typing: Callable[[str], str]
) -> None:
    assert try_code(browser, typing(code)).status_code == 200


def test_letters_that_look_like_digits_count_as_those() -> None:
    assert as_typed("o1lI-zZ0O") == "0111ZZ00"


@hypothesis.given(st.text(CHARACTERS, min_size=LENGTH, max_size=LENGTH))
def test_every_code_reads_back_as_it_was_made(code: str) -> None:
    assert as_typed(spelled(code)) == code


def test_an_unknown_address_gets_the_same_answer_and_no_code(
    server: Running, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with server.browser() as browser:
        unknown = browser.post("/auth/code", json={"email": "nobody@museum.example"})
        known = browser.post("/auth/code", json={"email": ANA})
    assert unknown.status_code == known.status_code == 204
    assert set(unknown.headers) == set(known.headers)
    assert "nobody@" not in caplog.text
    assert len(world.rows("select * from sign_in_code")) == 2


def test_nobody_is_sent_more_than_five_codes_an_hour(server: Running, world: World) -> None:
    with server.browser() as browser:
        answers = {browser.post("/auth/code", json={"email": ANA}).status_code for _ in range(8)}
    assert answers == {204}
    assert len(world.rows("select * from sign_in_code")) == 5


def test_somebody_elsewhere_does_not_use_up_what_its_owner_may_ask_for(
    server: Running, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = {"x-forwarded-for": "203.0.113.7"}
    with server.browser() as stranger:
        for _ in range(8):
            stranger.post("/auth/code", json={"email": ANA}, headers=elsewhere)
    caplog.clear()
    with server.browser() as browser:
        browser.post("/auth/code", json={"email": ANA})
        assert try_code(browser, code_in(caplog.text)).status_code == 200


def test_nor_when_they_are_asked_for_at_the_same_moment(server: Running, world: World) -> None:
    with server.browser() as browser, ThreadPoolExecutor(12) as at_once:
        asked = [at_once.submit(browser.post, "/auth/code", json={"email": ANA}) for _ in range(24)]
        assert {one.result().status_code for one in asked} == {204}
    assert len(world.rows("select * from sign_in_code")) == 5


def test_who_keeps_knocking_is_asked_to_wait(server: Running) -> None:
    with server.browser() as browser:
        answers = [try_code(browser, "000000") for _ in range(31)]
    assert answers[-2].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_nothing_kept_opens_a_door(browser: httpx2.Client, world: World, code: str) -> None:
    mark = browser.cookies["understudy-asking"]
    try_code(browser, code)
    cookie = browser.cookies["understudy"]
    kept = repr(world.rows("select * from sign_in_code")) + repr(world.rows("select * from session"))
    assert as_typed(code) not in kept
    assert mark not in kept
    assert cookie not in kept


def test_a_session_tells_who_is_here_and_ends_for_good(
    server: Running, browser: httpx2.Client, world: World, code: str
) -> None:
    signed_in = try_code(browser, code)
    assert signed_in.json()["person"] == {"id": str(world.ana), "name": "Ana", "locale": "en"}
    assert signed_in.json()["roles"] == ["PARTICIPANT"]
    assert signed_in.json()["feedEpoch"]
    cookie = signed_in.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))
    stolen = dict(browser.cookies)
    assert "understudy-asking" not in stolen
    assert browser.get("/auth/session").json() == signed_in.json()
    assert browser.delete("/auth/session").status_code == 204
    assert browser.get("/auth/session").status_code == 401
    with server.browser(cookies=stolen) as thief:
        assert thief.get("/auth/session").status_code == 401


def test_the_key_to_what_somebody_left_on_a_device_is_theirs_alone_and_kept_nowhere(
    server: Running, world: World
) -> None:
    def key_of(person: UUID) -> str:
        with server.browser(person) as browser:
            return str(browser.get("/auth/session").json()["lock"])

    key = key_of(world.ana)
    assert len(b64decode(key)) == 32
    assert key_of(world.ana) == key
    assert key_of(world.marit) != key
    assert key not in repr(world.rows("select * from session")) + repr(world.rows("select * from person"))
    with server.browser() as stranger:
        assert "lock" not in stranger.get("/auth/session").json()


def test_a_session_nobody_used_for_45_days_is_over(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        world.do("update session set seen_at = now() - interval '46 days'")
        assert browser.get("/auth/session").status_code == 401


def test_signing_in_again_ends_the_browser_s_old_session(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        old = dict(browser.cookies)
        browser.post("/auth/demo", json={"person": str(world.marit)})
        assert browser.get("/auth/session").json()["person"]["name"] == "Marit"
    with server.browser(cookies=old) as browser:
        assert browser.get("/auth/session").status_code == 401


def test_outside_a_demo_nobody_signs_in_by_name(world: World, settings: Settings) -> None:
    server = Running(settings.model_copy(update={"demo": False}), world.url)
    try:
        with server.browser() as browser:
            assert browser.get("/auth/people").json() == {"people": []}
            answer = browser.post("/auth/demo", json={"person": str(world.ana)})
    finally:
        server.stop()
    assert answer.status_code == 404
    assert world.rows("select * from session") == []


def test_a_demo_shows_who_can_be_tried(server: Running) -> None:
    with server.browser() as browser:
        people = browser.get("/auth/people").json()["people"]
    assert [(one["name"], one["role"], one["note"]) for one in people] == [
        ("Ana", "PARTICIPANT", "Packing glass"),
        ("Marit", "MENTOR", "Packing glass"),
        ("Olu", "MENTOR", ""),
    ]


def test_an_expired_or_made_up_key_opens_nothing(server: Running, world: World) -> None:
    key = a_key(world, timedelta(seconds=-1))
    for given in (key, "ust_made-up"):
        answer = httpx2.get(f"{server.url}/auth/session", headers={"authorization": f"Bearer {given}"})
        assert answer.status_code == 401


def test_a_key_reads_for_its_person_and_is_kept_nowhere(server: Running, world: World) -> None:
    key = a_key(world, timedelta(days=1))
    answer = httpx2.get(f"{server.url}/auth/session", headers={"authorization": f"Bearer {key}"})
    assert answer.json()["person"]["name"] == "Ana"
    assert world.rows("select name, scopes from access_token") == [("CMS", ["read"])]
    assert key not in repr(world.rows("select * from access_token"))


def a_key(world: World, life: timedelta) -> str:
    return world.within(lambda session: give_token(session, world.ana, name="CMS", life=life, at=NOW))


def test_a_cookie_is_not_a_key(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        token = browser.cookies["understudy"]
    answer = httpx2.get(f"{server.url}/auth/session", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 401
