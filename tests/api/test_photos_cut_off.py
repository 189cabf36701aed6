"""A photo cut off on its way, by a server that dies or a connection that hangs, goes on where it was."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

import httpx2
import pytest

from api.settings import Settings
from tests.api.running import Running
from tests.api.sending import begin, send
from tests.api.world import World

CONTENT = os.urandom(300_000)


def test_a_server_that_dies_between_two_chunks_goes_on_where_it_was(settings: Settings, world: World) -> None:
    photo = world.photo(CONTENT)
    before = Running(settings, world.url)
    with before.browser(world.ana) as browser:
        cookies = dict(browser.cookies)
        where = begin(browser, photo).headers["location"]
        send(browser, where, CONTENT[:100_000])
    before.stop()
    after = Running(settings, world.url)
    try:
        with after.browser(cookies=cookies) as browser:
            assert browser.head(where).headers["upload-offset"] == "100000"
            assert send(browser, where, CONTENT[100_000:], at=100_000).status_code == 204
    finally:
        after.stop()
    assert world.state_of(photo) != "EXPECTED"


@pytest.mark.parametrize("came, offset", [(CONTENT, len(CONTENT)), (CONTENT[::-1], 0)])
def test_what_was_whole_when_the_server_died_is_put_away_when_somebody_asks(
    server: Running, world: World, settings: Settings, came: bytes, offset: int
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser:
        where = begin(browser, photo).headers["location"]
        part = server.house.parts / where.rpartition("/")[2]
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(came)
        answer = browser.head(where)
        assert answer.headers["upload-offset"] == str(offset)
        assert (answer.headers.get("upload-complete") == "?1") == (offset > 0)
        assert (world.state_of(photo) == "EXPECTED") == (offset == 0)
        if not offset:
            send(browser, where, CONTENT)
    assert world.state_of(photo) != "EXPECTED"


@pytest.fixture(params=["the same process", "another process"])
def newer(
    request: pytest.FixtureRequest, server: Running, settings: Settings, world: World
) -> Iterator[Running]:
    """The server that a newer request comes to: this one, or one that shares its folder."""
    if request.param == "the same process":
        yield server
        return
    beside = Running(settings, world.url)
    yield beside
    beside.stop()


def test_a_newer_request_ends_the_one_that_hangs_and_keeps_what_it_brought(
    server: Running, newer: Running, world: World, eventually: Callable[[Callable[[], bool]], None]
) -> None:
    photo = world.photo(CONTENT)
    with server.browser(world.ana) as browser, newer.browser(cookies=browser.cookies) as again:
        where = begin(browser, photo).headers["location"]
        with hanging(server, where, browser) as stalled:
            stalled.sendall(CONTENT[:50_000])
            eventually(lambda: came(server, 50_000))
            assert again.head(where).headers["upload-offset"] == "50000"
            assert send(again, where, CONTENT[50_000:], at=50_000).status_code == 204
            assert b"409" in stalled.recv(4096).split(b"\r\n")[0]
    assert world.state_of(photo) != "EXPECTED"


def hanging(server: Running, where: str, browser: httpx2.Client) -> closing[socket.socket]:
    """A request that will bring a whole photo, and has not yet."""
    lines = [
        f"PATCH {where} HTTP/1.1",
        f"Host: {urlsplit(server.url).netloc}",
        f"Cookie: understudy={browser.cookies['understudy']}",
        "X-Understudy: 1",
        "Upload-Offset: 0",
        "Content-Type: application/offset+octet-stream",
        "Content-Length: 300000",
        "\r\n",
    ]
    stalled = socket.create_connection(("127.0.0.1", server.settings.port), timeout=10)
    stalled.sendall("\r\n".join(lines).encode())
    return closing(stalled)


def came(server: Running, size: int) -> bool:
    return any(part.stat().st_size == size for part in server.settings.parts_dir.glob("*"))
