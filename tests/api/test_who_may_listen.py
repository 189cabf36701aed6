"""WebSockets that are refused, ended or let go of, and what they cost until then."""

from asyncio import create_task
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import anyio
import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from api.auth.caller import Caller
from api.auth.remembered import Remembered
from api.pokes.board import NAMELESS, Board, Line
from api.pokes.conversation import Conversation
from schema.gate import LEAST
from tests.api.ear import SOON, ear, flood, handshake, masked
from tests.api.running import Running
from tests.api.world import World

PING = masked(b"x" * 125, 0x89)
ASKED_TO_PONG = masked(b'{"type":"ping"}')
ENDLESS = 64 * 2**20
NO_MESSAGES: list[tuple[str | bytes, int]] = [
    (b"{}", 4400),
    ("{", 4400),
    ("7", 4400),
    ('{"type": "hello"}', 4400),
    ('{"type": "subscribe", "id": 7, "payload": {}}', 4400),
    ('{"type": "subscribe", "id": "1", "payload": {"query": 7}}', 4400),
    ('{"type": "ping", "payload": ' + "[" * 40 + "]" * 40 + "}", 4400),
    ('{"type": "ping", "payload": "\\ud800"}', 4400),
    ('{"type": "ping", "payload": "' + "x" * 70_000 + '"}', 1009),
    ('{"type": "subscribe", "id": "1", "payload": {"query": "subscription { poke }"}}', 4401),
]


def test_a_handshake_from_another_site_is_refused(server: Running, world: World) -> None:
    foreign: list[dict[str, str]] = [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
    ]
    with server.browser(world.ana) as browser:
        for headers in foreign:
            with pytest.raises(InvalidStatus) as no, ear(server, browser, **headers):
                pass
            assert no.value.response.status_code == 403
    with pytest.raises(InvalidStatus), ear(server, origin="https://evil.example"):
        pass
    for path, host, status in (("/elsewhere", {}, 404), ("/graphql", {"host": "evil.example"}, 421)):
        assert httpx2.get(server.url + path, headers=handshake(server, **host)).status_code == status


def test_what_is_no_message_ends_the_conversation(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        for said, code in NO_MESSAGES:
            with ear(server, browser) as ana:
                ana.socket.send(said)
                assert ana.closed() == code
        with ear(server, browser, speaks="graphql-ws") as ana:
            assert ana.closed() == 4406
    assert server.house.board.strangers == 0


def test_nobody_listens_without_a_name(server: Running, world: World) -> None:
    with ear(server) as stranger:
        stranger.say(type="connection_init")
        assert stranger.closed() == 4403
    with ear(server) as liar:
        liar.say(type="connection_init", payload={"authorization": "Bearer ust_nobody"})
        assert liar.closed() == 4403
    server.house.board.patience = 0.1
    with server.browser(world.ana) as browser, ear(server, browser) as silent:
        assert silent.closed() == 4408
    assert server.house.board.strangers == 0


def test_who_brings_many_wrong_keys_is_not_listened_to(server: Running) -> None:
    strangers = server.house.measures.strangers
    strangers.take("127.0.0.1", strangers.a_minute + LEAST)
    with ear(server) as liar:
        liar.say(type="connection_init", payload={"authorization": "Bearer ust_nobody"})
        assert liar.closed() == 1013
    assert server.house.board.strangers == 0


def test_one_address_does_not_take_the_places_of_everybody(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser, ExitStack() as silent:
        for _ in range(NAMELESS):
            silent.enter_context(ear(server))
        with pytest.raises(InvalidStatus) as no, ear(server, browser):
            pass
        assert no.value.response.status_code == 503
    board = Board()
    for number in range(NAMELESS):
        board.come(f"2001:db8::{number}")
    assert not board.has_room("2001:db8::ffff")
    assert board.has_room("2001:db8:0:1::1")
    board.name("2001:db8::3")
    assert board.has_room("2001:db8::ffff")
    assert board.strangers == NAMELESS - 1


def test_a_doubt_that_comes_while_it_is_asked_is_not_lost(world: World) -> None:
    line = Line(Caller(world.ana, partner=False, token=b"s"))

    class Ending(Remembered):
        """The session ends just behind the look at it."""

        def get(self, kept: bytes) -> UUID | None:
            """Ana, and from then on nobody."""
            if self.looking:
                return None
            self.looking[kept] = create_task(nobody())
            line.doubt()
            return world.ana

    async def nobody() -> None:
        return None

    async def watched() -> tuple[int, str] | None:
        house: Any = SimpleNamespace(board=Board(asked_every=3_600), remembered=Ending())
        one = Conversation(cast("Any", None), house, cast("Any", None))
        with anyio.move_on_after(SOON):
            async with anyio.create_task_group() as one.tasks:
                one.tasks.start_soon(one.watch, line)
                await anyio.wait_all_tasks_blocked()
                line.doubt()
        return one.goodbye

    assert anyio.run(watched) == (4403, "Nobody is signed in here any more.")


def test_a_name_is_said_once_and_an_id_used_once(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser:
        with ear(workshop, browser) as ana:
            ana.greet()
            ana.say(type="connection_init")
            assert ana.closed() == 4429
        with ear(workshop, browser) as ana:
            ana.greet()
            ana.listen("1")
            ana.listen("1")
            assert ana.closed() == 4409


def test_everything_but_a_subscription_is_asked_over_http(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser, ear(workshop, browser) as ana:
        ana.greet()
        for query in (
            "{ me { name } }",
            "mutation { push(input: {}) { __typename } }",
            "subscription { poke }",
            "{",
            "subscription { a: __typename }",
        ):
            ana.listen("1", query)
            answer = ana.hear()
            assert (answer["type"], answer["id"]) == ("error", "1")
            assert "Ana" not in str(answer)


def test_over_http_a_subscription_is_refused(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser:
        asked = {"query": 'subscription { poke(deviceId: "00000000-0000-4000-8000-000000000001") { at } }'}
        strict = {"accept": "application/graphql-response+json"}
        answers = [
            browser.post("/graphql", json=asked, headers=strict),
            browser.get("/graphql", params=asked, headers=strict),
        ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert "WebSocket" in answers[0].text


def test_the_app_listens_only_with_what_it_was_built_with(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser, ear(server, browser) as ana:
        ana.greet()
        ana.listen()
        assert ana.hear()["payload"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


def test_nobody_listens_without_end(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser, ear(workshop, browser) as ana:
        ana.greet()
        for number in range(10):
            ana.listen(str(number))
        ana.listen("one more")
        heard = [ana.hear() for _ in range(11)]
        assert [one["type"] for one in heard if one["id"] == "one more"] == ["error"]
        ana.say(type="complete", id="3")
        ana.listen("one instead")
        assert ana.hear()["type"] == "next"


def test_nobody_listens_in_too_many_places(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser, ExitStack() as places:
        for _ in range(20):
            places.enter_context(ear(server, browser)).greet()
        with ear(server, browser) as one_more:
            one_more.say(type="connection_init")
            assert one_more.closed() == 1013
        with server.browser(world.marit) as hers, ear(server, hers) as marit:
            marit.greet()


def test_whoever_does_not_read_is_let_go_of(server: Running, world: World) -> None:
    server.house.board.patience = 0.3
    with server.browser(world.ana) as browser:
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    for frame in (PING, ASKED_TO_PONG):
        assert flood(server, frame, ENDLESS, cookie=cookie, origin=server.url) < ENDLESS
    assert server.house.board.strangers == 0
