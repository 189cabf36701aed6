"""Clients that hold a connection and send next to nothing are cut off, and nobody else notices them."""

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

import httpx2
import pytest

from api.edge.patience import Patience
from tests.api.running import Running
from tests.api.sending import begin, send
from tests.api.world import World

HEAD = b"POST /graphql HTTP/1.1\r\nHost: %s\r\nX-Understudy: 1\r\nContent-Type: application/json\r\n"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds become tenths, so that a test need not take a minute."""
    for name in ("head", "window"):
        monkeypatch.setattr(Patience, name, 0.3)
    monkeypatch.setattr(Patience, "rate", 10_000)
    monkeypatch.setattr(Patience, "stalled", 0.5)


@pytest.fixture
def dial(server: Running) -> Iterator[Callable[[bytes], socket.socket]]:
    """Connect, say something, and be silent."""
    opened: list[socket.socket] = []

    def connect(words: bytes) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", server.settings.port), timeout=10)
        opened.append(line)
        line.sendall(words)
        return line

    yield connect
    for line in opened:
        line.close()


def rest_of(line: socket.socket) -> bytes:
    """All that comes until the other side hangs up, however it does."""
    came = b""
    try:
        while piece := line.recv(65_536):
            came += piece
    except ConnectionResetError:
        pass
    return came


def host(server: Running) -> bytes:
    return server.url.removeprefix("http://").encode()


def test_a_head_that_never_ends_is_told_so_and_cut(
    server: Running, dial: Callable[[bytes], socket.socket]
) -> None:
    line = dial(b"GET /healthz HTTP/1.1\r\nHost: somebody\r\n")
    assert rest_of(line).startswith(b"HTTP/1.1 408 ")


def test_who_connects_and_says_nothing_is_hung_up_on(dial: Callable[[bytes], socket.socket]) -> None:
    assert rest_of(dial(b"")) == b""


def test_a_body_that_hardly_comes_is_cut_and_nothing_of_it_is_looked_at(
    server: Running, dial: Callable[[bytes], socket.socket]
) -> None:
    line = dial(HEAD % host(server) + b'Content-Length: 5000\r\n\r\n{"query": "')
    begun = time.monotonic()
    came = rest_of(line)
    assert b"200 OK" not in came
    assert time.monotonic() - begun < 5


def test_an_answer_that_nobody_takes_is_not_kept_for_ever(
    server: Running, world: World, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    with server.browser(world.ana) as browser:
        content = bytes(8_000_000)
        photo = world.photo(content)
        where = begin(browser, photo).headers["location"]
        for at in range(0, len(content), 1_000_000):
            assert send(browser, where, content[at : at + 1_000_000], at=at).status_code == 204
        token = browser.cookies["understudy"]
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", server.settings.port))
        ask = f"GET /media/photos/{photo.id}/original HTTP/1.1\r\nHost: {host(server).decode()}\r\n"
        line.sendall(f"{ask}Cookie: understudy={token}\r\n\r\n".encode())
        assert line.recv(12) == b"HTTP/1.1 200"
        eventually(lambda: server.server.server_state.connections == set())


def test_many_of_them_at_once_do_not_keep_anybody_else_waiting(
    server: Running, dial: Callable[[bytes], socket.socket]
) -> None:
    slow = [dial(HEAD % host(server)) for _ in range(150)]
    answers = [httpx2.get(f"{server.url}/healthz").status_code for _ in range(20)]
    assert answers == [200] * 20
    assert all(rest_of(line).startswith(b"HTTP/1.1 408 ") for line in slow)


def test_a_body_that_comes_slowly_but_comes_is_taken(
    server: Running, dial: Callable[[bytes], socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Patience, "rate", 100)
    question = b'{"query": "{ __typename }"}'.ljust(600)
    line = dial(HEAD % host(server) + b"Connection: close\r\nContent-Length: 600\r\n\r\n")
    for at in range(0, 600, 60):
        line.sendall(question[at : at + 60])
        time.sleep(0.06)  # the slowness of this client, longer than a window in all
    assert rest_of(line).startswith(b"HTTP/1.1 ")


def test_a_connection_that_rests_between_two_questions_is_left_alone(server: Running) -> None:
    with httpx2.Client(base_url=server.url) as browser:
        first = browser.get("/healthz")
        time.sleep(0.8)  # longer than a head may take
        again = browser.get("/healthz")
        assert (first.status_code, again.status_code) == (200, 200)
        port = first.extensions["network_stream"].get_extra_info("client_addr")
        assert again.extensions["network_stream"].get_extra_info("client_addr") == port


def test_ten_thousand_tiny_pieces_are_too_many(
    server: Running, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytes(range(250))
    photo = world.photo(content)
    house = cast("Any", server.server.config.app).state.house
    monkeypatch.setattr(house.writers.pieces, "a_minute", 60)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        answers = [send(browser, where, content[at : at + 1], at=at) for at in range(70)]
        assert [answer.status_code for answer in answers[:60]] == [204] * 60
        late = next(answer for answer in answers if answer.status_code == 429)
        assert int(late.headers["retry-after"]) >= 1
        taken = [answer.status_code for answer in answers].count(204)
        assert browser.head(where).headers["upload-offset"] == str(taken)
    assert world.state_of(photo) == "EXPECTED"
