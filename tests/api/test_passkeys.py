"""Passkeys: which answers prove nothing, then a door that opens without a code."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx2
import hypothesis
import pytest
from hypothesis import strategies as st

from api.auth.passkeys import NoPasskey, challenge_in, id_in
from tests.api.authenticator import PRESENT, Authenticator
from tests.api.running import Running
from tests.api.world import World


def authenticator(server: Running, **bent: Any) -> Authenticator:
    return Authenticator(**{"origin": server.url, "rp_id": "127.0.0.1", **bent})


def make(browser: httpx2.Client, passkey: Authenticator, name: str = "Ana's phone") -> httpx2.Response:
    options = browser.post("/auth/passkeys/new").json()
    return browser.post("/auth/passkeys", json={"credential": passkey.made(options), "name": name})


def enter(browser: httpx2.Client, passkey: Authenticator) -> httpx2.Response:
    options = browser.post("/auth/passkeys/challenge").json()
    return browser.post("/auth/passkeys/session", json=passkey.entered(options))


@pytest.fixture
def passkey(server: Running, world: World) -> Authenticator:
    """A passkey that Ana made; she is signed out again."""
    made = authenticator(server)
    with server.browser(world.ana) as browser:
        assert make(browser, made).status_code == 200
        browser.delete("/auth/session")
    return made


BENT: dict[str, Callable[[Authenticator], None]] = {
    "another site's origin": lambda passkey: setattr(passkey, "origin", "https://evil.example"),
    "another site's name": lambda passkey: setattr(passkey, "rp_id", "evil.example"),
    "a person nobody verified": lambda passkey: setattr(passkey, "flags", PRESENT),
    "another key": lambda passkey: setattr(passkey, "key", Authenticator("", "").key),
    "an unknown passkey": lambda passkey: setattr(passkey, "id", b"\x00" * 32),
}


@pytest.mark.parametrize("wrong", BENT)
def test_what_proves_nothing_opens_nothing(
    server: Running, world: World, passkey: Authenticator, wrong: str
) -> None:
    before = world.rows("select * from session")
    BENT[wrong](passkey)
    with server.browser() as browser:
        answer = enter(browser, passkey)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "PASSKEY_WRONG")
    assert world.rows("select * from session") == before


def test_an_answer_counts_once(server: Running, passkey: Authenticator) -> None:
    with server.browser() as browser:
        answer = passkey.entered(browser.post("/auth/passkeys/challenge").json())
        assert browser.post("/auth/passkeys/session", json=answer).status_code == 200
    with server.browser() as thief:
        assert thief.post("/auth/passkeys/session", json=answer).status_code == 401


def test_a_copied_passkey_is_found_out(server: Running, world: World, passkey: Authenticator) -> None:
    copy = authenticator(server, id=passkey.id, key=passkey.key)
    with server.browser() as browser:
        assert [enter(browser, passkey).status_code for _ in range(2)] == [200, 200]
        browser.delete("/auth/session")
        assert enter(browser, copy).status_code == 401


def test_an_old_challenge_is_over(server: Running, world: World, passkey: Authenticator) -> None:
    with server.browser() as browser:
        options = browser.post("/auth/passkeys/challenge").json()
        world.do("update passkey_challenge set expires_at = now()")
        late = browser.post("/auth/passkeys/session", json=passkey.entered(options))
    assert late.status_code == 401


def test_a_passkey_is_made_only_by_somebody_who_is_signed_in_and_for_themselves(
    server: Running, world: World
) -> None:
    passkey = authenticator(server)
    with server.browser() as nobody, server.browser(world.ana) as ana, server.browser(world.marit) as marit:
        assert nobody.post("/auth/passkeys/new").status_code == 401
        assert nobody.get("/auth/passkeys").status_code == 401
        asked_of_ana = ana.post("/auth/passkeys/new").json()
        answer = {"credential": passkey.made(asked_of_ana), "name": "Marit's phone"}
        assert nobody.post("/auth/passkeys", json=answer).status_code == 401
        assert marit.post("/auth/passkeys", json=answer).status_code == 400
        for_anybody = nobody.post("/auth/passkeys/challenge").json()
        answer = {"credential": passkey.made(for_anybody), "name": "Nobody's phone"}
        assert ana.post("/auth/passkeys", json=answer).status_code == 400
    assert world.rows("select * from passkey") == []


def test_nobody_makes_somebody_else_s_passkey_theirs(
    server: Running, world: World, passkey: Authenticator
) -> None:
    with server.browser(world.marit) as marit:
        assert make(marit, passkey).status_code == 400
    assert world.rows("select person_id from passkey") == [(world.ana,)]


def test_nobody_takes_somebody_else_s_passkey_away(
    server: Running, world: World, passkey: Authenticator
) -> None:
    [(named,)] = world.rows("select id from passkey")
    with server.browser(world.marit) as marit:
        assert marit.get("/auth/passkeys").json() == {"passkeys": []}
        assert marit.delete(f"/auth/passkeys/{named}").status_code == 204
    assert len(world.rows("select * from passkey")) == 1


@hypothesis.given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["rawId", "response"]),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["rawId", "response", "clientDataJSON"]), inner)
        ),
    )
)
def test_what_is_no_answer_at_all_is_refused(said: Any) -> None:
    with pytest.raises(NoPasskey):
        challenge_in(said)
    if not isinstance(said, dict) or not isinstance(said.get("rawId"), str):
        with pytest.raises(NoPasskey):
            id_in(said)


def test_garbage_over_the_wire_is_refused_and_keeps_nothing(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        options = browser.post("/auth/passkeys/new").json()
        good = authenticator(server).made(options)
        for broken in ("attestationObject", "clientDataJSON"):
            bent = {**good, "response": {**good["response"], broken: good["response"][broken][:-9]}}
            assert browser.post("/auth/passkeys", json={"credential": bent}).status_code == 400
        assert browser.post("/auth/passkeys", json={"credential": 7}).status_code == 400
        assert browser.post("/auth/passkeys/session", json={}).status_code == 401
    assert world.rows("select * from passkey") == []


def test_a_passkey_opens_the_door_without_a_code_until_it_is_taken_away(
    server: Running, world: World, passkey: Authenticator
) -> None:
    with server.browser() as browser:
        assert enter(browser, passkey).json()["person"]["name"] == "Ana"
        [mine] = browser.get("/auth/passkeys").json()["passkeys"]
        assert mine["name"] == "Ana's phone"
        assert mine["seenAt"] >= mine["madeAt"]
        assert browser.delete(f"/auth/passkeys/{UUID(mine['id'])}").status_code == 204
        assert enter(browser, passkey).status_code == 401
    assert world.rows("select * from passkey") == []


def test_a_browser_that_has_one_already_is_told_so(
    server: Running, world: World, passkey: Authenticator
) -> None:
    with server.browser(world.ana) as browser:
        options = browser.post("/auth/passkeys/new").json()
    assert [one["id"] for one in options["excludeCredentials"]] == [passkey.made(options)["id"]]
    assert options["authenticatorSelection"]["userVerification"] == "required"
