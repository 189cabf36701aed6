"""Signing in with a museum's own provider, a certified one: what opens nothing, then who is in."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from joserfc.jwk import ECKey

from exchange.people.identities import Proof
from tests.api.door import SECRET, Door, belongs, coordinated, opened, to
from tests.api.running import Running
from tests.api.world import World
from tests.clients.provider import NAVIGATED, Peer, peers

KEPT = (
    "select (select count(*) from session), (select count(*) from identity), (select count(*) from newcomer)"
)
NOTHING = [(0, 0, 0)]
DECIDED = """select distinct act, person.name from journal join person on person.id = by_id
             where act in ('join', 'appoint', 'turn away') order by act"""


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Peer, Peer]]:
    """The two museums' providers."""
    with peers() as two:
        yield two


@pytest.fixture
def home(server: Running, world: World, both: tuple[Peer, Peer]) -> Door:
    """The provider of the museum that is called Home."""
    door = opened(Door(server, world, both[0]), "Home")
    door.peer.be(clients=[door.client()])
    return door


@pytest.fixture
def browser(server: Running) -> Iterator[httpx2.Client]:
    with server.browser() as browser:
        yield browser


BENT: dict[str, dict[str, Any]] = {
    "signed with a key that is nobody's": {"unknownKey": True},
    "for somebody else": {"claims": {"aud": "another system"}},
    "for somebody else, through us": {"claims": {"aud": "another system", "azp": "understudy"}},
    "for several, and not through us": {"claims": {"aud": ["another", "understudy"], "azp": "another"}},
    "from another issuer": {"claims": {"iss": "https://evil.example"}},
    "with another nonce": {"claims": {"nonce": "another"}},
    "without a nonce": {"claims": {"nonce": None}},
    "of nobody": {"claims": {"sub": ""}},
    "over": {"claims": {"exp": 1}},
}


def test_an_id_token_that_is_not_for_us_here_and_now_opens_nothing(
    home: Door, browser: httpx2.Client, world: World
) -> None:
    belongs(world, home.peer, "ana", world.ana)
    before = world.rows(KEPT)
    for what, bent in BENT.items():
        home.peer.be(**bent)
        assert home.enter(browser, "ana") == "/signin?no=PROVIDER_WRONG", what
        assert "understudy" not in browser.cookies, what
    assert world.rows(KEPT) == before


def test_a_way_back_that_this_browser_did_not_begin_opens_nothing(
    home: Door, server: Running, browser: httpx2.Client, world: World
) -> None:
    belongs(world, home.peer, "ana", world.ana)
    before = world.rows(KEPT)
    back = home.peer.sign_in(home.leave(browser), "ana")
    state = httpx2.URL(back).params["state"]
    bent = [
        str(httpx2.URL(back).copy_remove_param("state")),
        str(httpx2.URL(back).copy_set_param("state", "x" * 43)),
        str(httpx2.URL(back).copy_set_param("state", state[:12] + "x" * 31)),
        str(httpx2.URL(back).copy_set_param("state", "../../etc")),
    ]
    for url in bent:
        assert to(home.come_back(browser, url)) == "/signin?no=WAY_LOST"
    with server.browser() as other:
        home.leave(other)
        assert to(home.come_back(other, back)) == "/signin?no=WAY_LOST"
    assert world.rows(KEPT) == before
    assert to(home.come_back(browser, back)) == "/signin?arrived"
    assert to(home.come_back(browser, back)) == "/signin?no=WAY_LOST"


def test_no_museum_answers_for_another(
    home: Door, server: Running, both: tuple[Peer, Peer], browser: httpx2.Client, world: World
) -> None:
    bode = opened(Door(server, world, both[1]), "Bode")
    bode.peer.be(clients=[bode.client(), bode.client(client_id="other")])
    belongs(world, home.peer, "ana", world.ana)
    before = world.rows(KEPT)
    at_home = httpx2.URL(home.peer.sign_in(home.leave(browser), "ana"))
    at_bode = httpx2.URL(bode.peer.sign_in(bode.leave(browser), "ana"))
    wrong_house = at_home.copy_with(path=f"{bode.path}/back")
    wrong_code = at_home.copy_set_param("code", at_bode.params["code"])
    wrong_iss = at_bode.copy_set_param("iss", home.peer.issuer)
    assert to(bode.come_back(browser, str(wrong_house))) == "/signin?no=WAY_LOST"
    assert to(home.come_back(browser, str(wrong_code))) == "/signin?no=PROVIDER_WRONG"
    assert to(bode.come_back(browser, str(wrong_iss))) == "/signin?no=PROVIDER_WRONG"
    assert world.rows(KEPT) == before


def test_an_answer_that_does_not_say_from_whom_is_not_believed(home: Door, browser: httpx2.Client) -> None:
    back = httpx2.URL(home.peer.sign_in(home.leave(browser), "noor"))
    assert to(home.come_back(browser, str(back.copy_remove_param("iss")))) == "/signin?no=PROVIDER_WRONG"


def test_who_closes_the_museum_s_page_is_told_so(home: Door, browser: httpx2.Client, world: World) -> None:
    assert home.enter(browser, None) == "/signin?no=CANCELLED"
    assert world.rows(KEPT) == NOTHING


def test_a_provider_that_is_down_is_named_as_such_going_and_coming(
    home: Door, browser: httpx2.Client, world: World
) -> None:
    back = home.peer.sign_in(home.leave(browser), "noor")
    home.peer.be(down=True)
    no = browser.post(home.path)
    assert (no.status_code, no.json()["error"]["code"]) == (503, "PROVIDER_AWAY")
    assert to(home.come_back(browser, back)) == "/signin?no=PROVIDER_AWAY"
    world.do("update identity_provider set issuer = 'http://127.0.0.1:1'")
    assert browser.post(home.path).status_code == 503
    world.do("update identity_provider set sealed = 'sealed with another key'")
    assert browser.post(home.path).status_code == 503
    assert browser.post(f"/auth/providers/{uuid4()}").status_code == 404
    assert world.rows(KEPT) == NOTHING


def test_another_site_cannot_open_the_way_back_but_as_a_page(home: Door, browser: httpx2.Client) -> None:
    url = home.peer.sign_in(home.leave(browser), "noor")
    for headers in (
        {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "origin": "https://evil.example"},
        {"sec-fetch-dest": "iframe"},
    ):
        assert browser.get(url, headers=NAVIGATED | headers).status_code == 403
    assert browser.post(home.path, headers=NAVIGATED).status_code == 403
    assert browser.get("/auth/session", headers=NAVIGATED).status_code == 403


def test_an_address_alone_never_says_who_somebody_is(
    home: Door, browser: httpx2.Client, world: World
) -> None:
    assert home.enter(browser, "ana") == "/signin?no=ACCOUNT_ELSEWHERE"
    assert world.rows(KEPT) == NOTHING
    assert home.enter(browser, "unsure") == "/signin?waiting"
    assert world.rows("select name, email from newcomer") == [("Not Ana", None)]
    assert world.rows("select * from identity") == world.rows("select * from session") == []


def test_somebody_new_waits_and_sees_nothing_until_a_coordinator_of_their_museum_admits_them(
    home: Door, server: Running, browser: httpx2.Client, world: World
) -> None:
    assert [home.enter(browser, "noor") for _ in range(2)] == ["/signin?waiting"] * 2
    assert world.rows(KEPT) == [(0, 0, 1)]
    assert "understudy" not in browser.cookies
    coordinated(world, "Bode")
    with server.browser(world.olu) as olu, server.browser(world.marit) as marit:
        assert olu.get("/auth/newcomers").json()["newcomers"] == []
        coordinated(world, "Home")
        [noor] = olu.get("/auth/newcomers").json()["newcomers"]
        assert (noor["name"], noor["email"], noor["museum"]) == ("Noor Haddad", "noor@museum.example", "Home")
        assert noor["provider"] == "Home"
        path = f"/auth/newcomers/{noor['id']}"
        assert marit.get("/auth/newcomers").json() == {"newcomers": [], "museums": []}
        assert (marit.post(path).status_code, marit.delete(path).status_code) == (404, 404)
        assert browser.post(path).status_code == 401
        world.do("update session set stepped_up_at = null")
        assert olu.post(path).json()["error"]["code"] == "STEP_UP"
        assert world.rows(KEPT) == [(2, 0, 1)]
        world.do("update session set stepped_up_at = now()")
        assert olu.post(path).status_code == 204
        assert olu.post(path).status_code == 404
    assert home.enter(browser, "noor") == "/signin?arrived"
    here = browser.get("/auth/session").json()
    assert (here["person"]["name"], here["person"]["locale"]) == ("Noor Haddad", "de")
    assert here["roles"] == ["PARTICIPANT"]
    assert world.rows(DECIDED) == [("appoint", "Olu"), ("join", "Olu")]


def test_who_was_turned_away_does_not_wait_again_and_they_alone_read_why(
    home: Door, server: Running, world: World
) -> None:
    coordinated(world, "Home")
    with server.browser() as browser, server.browser(world.olu) as olu, server.browser() as other:
        home.enter(browser, "noor")
        [noor] = olu.get("/auth/newcomers").json()["newcomers"]
        away = {"because": "  Works at another museum now.  "}
        assert olu.request("DELETE", f"/auth/newcomers/{noor['id']}", json=away).status_code == 204
        assert browser.get("/auth/turned-away").json() == {"because": None}
        assert home.enter(browser, "noor") == "/signin?no=TURNED_AWAY"
        assert browser.get("/auth/turned-away").json() == {"because": "Works at another museum now."}
        other.cookies.set("understudy-reason", "made up")
        for one in (other, olu):
            assert one.get("/auth/turned-away").json() == {"because": None}
        assert olu.get("/auth/newcomers").json()["newcomers"] == []
    assert world.rows("select turned_away_because from newcomer") == [("Works at another museum now.",)]
    assert world.rows(DECIDED) == [("turn away", "Olu")]
    assert world.rows("select count(*) from identity") == [(0,)]


def test_who_is_known_connects_their_account_having_shown_that_it_is_them(
    home: Door, server: Running, world: World
) -> None:
    with server.browser(world.ana) as ana, server.browser(world.marit) as marit, server.browser() as other:
        world.do("update session set stepped_up_at = null")
        assert ana.post(home.path, json={"connect": True}).json()["error"]["code"] == "STEP_UP"
        assert other.post(home.path, json={"connect": True}).status_code == 401
        world.do("update session set stepped_up_at = now()")
        back = home.peer.sign_in(home.leave(ana, connect=True), "ana")
        assert to(home.come_back(ana, back)) == "/settings?connected"
        assert world.rows("select subject, person_id from identity") == [("ana", world.ana)]
        [shown] = ana.get("/auth/providers").json()["providers"]
        assert (shown["name"], shown["connected"]) == ("Home", True)
        back = home.peer.sign_in(home.leave(marit, connect=True), "ana")
        assert to(home.come_back(marit, back)) == "/settings?no=IDENTITY_TAKEN"
        back = home.peer.sign_in(home.leave(ana, connect=True), "noor")
        ana.delete("/auth/session")
        assert to(home.come_back(ana, back)) == "/settings?no=WAY_LOST"
        assert len(world.rows("select * from identity")) == 1
        assert home.enter(other, "ana") == "/signin?arrived"
        assert other.get("/auth/session").json()["person"]["name"] == "Ana"
        assert other.delete(home.path).json()["error"]["code"] == "STEP_UP"
        assert len(world.rows("select * from identity")) == 1
        world.do("update session set stepped_up_at = now()")
        assert other.delete(home.path).status_code == 204
        assert world.rows("select * from identity") == []


def test_two_tabs_at_once_both_come_back_and_the_browser_s_old_session_ends(
    home: Door, server: Running, world: World
) -> None:
    belongs(world, home.peer, "ana", world.ana)
    with server.browser(world.marit) as browser:
        old = dict(browser.cookies)
        ways = [home.leave(browser) for _ in range(2)]
        backs = [home.peer.sign_in(way, "ana") for way in ways]
        assert [to(home.come_back(browser, back)) for back in backs] == ["/signin?arrived"] * 2
        assert browser.get("/auth/session").json()["person"]["name"] == "Ana"
        assert not any("-way-" in name for name in browser.cookies)
        with server.browser(cookies=old) as thief:
            assert thief.get("/auth/session").status_code == 401


HONEST: dict[str, Callable[[Peer], None]] = {
    "changed its keys": lambda peer: peer.be(rotate=True),
    "is five minutes behind": lambda peer: peer.be(shift=-290),
    "is five minutes ahead": lambda peer: peer.be(shift=290),
}


def test_a_provider_that_changes_its_keys_or_whose_clock_is_off_still_opens(
    home: Door, browser: httpx2.Client, world: World
) -> None:
    belongs(world, home.peer, "ana", world.ana)
    for how, be in HONEST.items():
        way = home.leave(browser)
        be(home.peer)
        assert to(home.come_back(browser, home.peer.sign_in(way, "ana"))) == "/signin?arrived", how
    home.peer.be(shift=2 * 3600)
    assert home.enter(browser, "ana") == "/signin?no=PROVIDER_WRONG"


def test_a_key_of_ours_proves_that_it_is_us_as_well_as_a_secret(
    server: Running, world: World, both: tuple[Peer, Peer], browser: httpx2.Client
) -> None:
    ours = ECKey.generate_key("P-256", {"kid": "ours", "use": "sig"})
    door = opened(Door(server, world, both[1]), "Bode", Proof.KEY, json.dumps(ours.as_dict(private=True)))
    known = {"jwks": {"keys": [ours.as_dict(private=False)]}, "token_endpoint_auth_method": "private_key_jwt"}
    client = door.client(**known)
    del client["client_secret"]
    door.peer.be(clients=[client])
    belongs(world, door.peer, "noor", world.marit)
    assert door.enter(browser, "noor") == "/signin?arrived"
    seen = world.rows("select seen_at from identity")
    assert seen[0][0] > datetime(2026, 1, 1, tzinfo=UTC)
    theirs = ECKey.generate_key("P-256", {"kid": "theirs", "use": "sig"})
    door.peer.be(clients=[client | {"jwks": {"keys": [theirs.as_dict(private=False)]}}])
    assert door.enter(browser, "noor") == "/signin?no=PROVIDER_WRONG"


def test_nothing_kept_or_carried_shows_a_secret(home: Door, browser: httpx2.Client, world: World) -> None:
    url = httpx2.URL(home.leave(browser))
    assert url.params["code_challenge_method"] == "S256"
    assert SECRET not in repr(world.rows("select * from identity_provider"))
    [way] = [value for name, value in browser.cookies.items() if "-way-" in name]
    assert url.params["nonce"] not in way
    assert SECRET not in str(url)
