"""My devices: whose sessions nobody else ends, and what an ended one is still good for: nothing."""

import uuid
from contextlib import ExitStack
from typing import Any

import httpx2
import pytest

from api.auth.device_names import device_of
from tests.api.ear import ear
from tests.api.running import OURS, Running
from tests.api.world import World

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Mobile/15E148 Safari/604.1"
)
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"
)
LIVING = "select count(*) from session where ended_at is null"


def places(browser: httpx2.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get("/auth/places").json()["places"]
    return found


def on(user_agent: str) -> dict[str, dict[str, str]]:
    return {"headers": {**OURS, "user-agent": user_agent}}


def test_nobody_sees_or_ends_where_somebody_else_is_signed_in(
    server: Running, world: World, key: dict[str, str]
) -> None:
    with server.browser(world.ana) as ana, server.browser(world.marit) as marit, server.browser() as nobody:
        [hers] = places(ana)
        assert [one["id"] for one in places(marit)] != [hers["id"]]
        answers = [
            nobody.get("/auth/places"),
            nobody.delete("/auth/places"),
            nobody.delete(f"/auth/places/{hers['id']}"),
            httpx2.delete(f"{server.url}/auth/places", headers=key),
            httpx2.delete(f"{server.url}/auth/places/{hers['id']}", headers=key),
        ]
        assert [one.status_code for one in answers] == [401] * 5
        foreign = marit.delete(f"/auth/places/{hers['id']}")
        unknown = marit.delete(f"/auth/places/{uuid.uuid4()}")
        assert (foreign.status_code, foreign.json()) == (unknown.status_code, unknown.json())
        assert foreign.status_code == 404
    assert world.rows(LIVING) == [(2,)]


def test_what_is_listed_opens_no_door(server: Running, world: World) -> None:
    with server.browser(world.ana) as ana:
        listed = ana.get("/auth/places").text
        [(kept,)] = world.rows("select encode(token_hash, 'hex') from session")
        assert ana.cookies["understudy"] not in listed
        assert kept not in listed
        for made_up in (places(ana)[0]["id"], kept):
            with server.browser(cookies={"understudy": made_up}) as thief:
                assert thief.get("/auth/session").status_code == 401


def test_a_device_signed_out_from_elsewhere_is_refused_at_its_next_request_and_its_socket_is_closed(
    server: Running, world: World
) -> None:
    with server.browser(world.ana, **on(IPHONE)) as phone, server.browser(world.ana, **on(WINDOWS)) as desk:
        with ear(server, phone) as listening:
            listening.greet()
            here, there = places(desk)
            assert (here["device"], here["here"]) == ("Edge · Windows", True)
            assert (there["device"], there["here"]) == ("Safari · iPhone", False)
            assert desk.delete(f"/auth/places/{there['id']}").status_code == 204
            assert listening.closed() == 4403
        assert phone.get("/auth/session").status_code == 401
        assert desk.get("/auth/session").status_code == 200
        assert len(places(desk)) == 1


def test_signing_out_everywhere_else_leaves_this_one_open(server: Running, world: World) -> None:
    with ExitStack() as stack:
        people = (world.ana, world.ana, world.ana, world.marit)
        browsers = [stack.enter_context(server.browser(person)) for person in people]
        assert browsers[2].delete("/auth/places").status_code == 204
        open_to = [one.get("/auth/session").status_code for one in browsers]
    assert open_to == [401, 401, 200, 200]


def test_what_is_over_is_not_listed_and_a_session_ends_after_180_days_however_much_it_is_used(
    server: Running, world: World
) -> None:
    with (
        server.browser(world.ana) as old,
        server.browser(world.ana) as idle,
        server.browser(world.ana) as ana,
    ):
        hashes = {
            name: bytes.fromhex(kept)
            for name, kept in zip(
                ("old", "idle"),
                [
                    row[0]
                    for row in world.rows("select encode(token_hash, 'hex') from session order by made_at")
                ],
                strict=False,
            )
        }
        ago = "update session set {} where token_hash = :kept"
        world.do(ago.format("made_at = now() - interval '181 days'"), kept=hashes["old"])
        world.do(ago.format("seen_at = now() - interval '46 days'"), kept=hashes["idle"])
        server.house.remembered.forget_all()
        assert [one.get("/auth/session").status_code for one in (old, idle, ana)] == [401, 401, 200]
        assert len(places(ana)) == 1


def test_a_cookie_that_somebody_planted_never_becomes_a_session(server: Running, world: World) -> None:
    planted = "A" * 43
    with server.browser(cookies={"understudy": planted}) as victim:
        answer = victim.post("/auth/demo", json={"person": str(world.ana)})
        assert planted not in answer.headers["set-cookie"]
    with server.browser(cookies={"understudy": planted}) as thief:
        assert thief.get("/auth/session").status_code == 401


@pytest.mark.parametrize(
    "said, shown",
    [
        (IPHONE, "Safari · iPhone"),
        (WINDOWS, "Edge · Windows"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox · Android"),
        ("curl/8.16.0", None),
        ("<script>alert(1)</script>", None),
        ("", None),
    ],
)
def test_a_device_is_named_in_words_of_ours_alone(said: str, shown: str | None) -> None:
    assert device_of(said) == shown
