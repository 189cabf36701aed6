"""Listening for pokes as a client does: graphql-transport-ws, by hand."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx2
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.api.running import Running

POKE = "subscription ($device: UUID!) { poke(deviceId: $device) { at } }"
SPOKEN = "graphql-transport-ws"
SOON = 30.0
"""Long enough for the slowest machine; a test that waits it out has failed."""


class Ear:
    """One WebSocket of one client."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def say(self, **message: Any) -> None:
        """Send one message."""
        self.socket.send(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        """The next message."""
        message: dict[str, Any] = json.loads(self.socket.recv(SOON))
        return message

    def greet(self, **payload: str) -> None:
        """Say who this is, and be welcome."""
        self.say(type="connection_init", payload=payload)
        assert self.hear() == {"type": "connection_ack"}

    def listen(self, name: str = "1", query: str = POKE) -> None:
        """Ask for pokes."""
        asked = {"query": query, "variables": {"device": str(uuid4())}}
        self.say(type="subscribe", id=name, payload=asked)

    def poked(self, name: str = "1") -> None:
        """Hear one poke, and nothing else in it than when."""
        message = self.hear()
        at = message["payload"]["data"]["poke"].pop("at")
        assert datetime.fromisoformat(at).tzinfo is not None
        assert message == {"type": "next", "id": name, "payload": {"data": {"poke": {}}}}

    def hears_nothing_but(self, name: str) -> None:
        """Ask something with a known answer, and hear nothing before it."""
        self.listen(name, "subscription { nonsense }")
        assert (answer := self.hear())["id"] == name, answer
        assert answer["type"] == "error"

    def closed(self) -> int:
        """Whatever still comes, the code with which the server hung up."""
        with suppress(ConnectionClosed):
            while True:
                self.socket.recv(SOON)
        code = self.socket.close_code
        assert code is not None
        return code


def handshake(server: Running, **more: str) -> dict[str, str]:
    """What a client begins with."""
    return {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-protocol": SPOKEN,
        "host": server.url.partition("://")[2],
        **more,
    }


def masked(said: bytes, kind: int = 0x81) -> bytes:
    """A frame as a client sends it, of less than 126 bytes."""
    return bytes([kind, 0x80 | len(said), 0, 0, 0, 0]) + said


def flood(server: Running, frame: bytes, most: int, **headers: str) -> int:
    """Send one frame again and again and read nothing; how many bytes went out until the server let go."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(SOON)
        line.connect(("127.0.0.1", server.settings.port))
        said = "".join(f"{name}: {value}\r\n" for name, value in handshake(server, **headers).items())
        line.sendall(f"GET /graphql HTTP/1.1\r\n{said}\r\n".encode())
        assert line.recv(1024).startswith(b"HTTP/1.1 101 ")
        line.sendall(masked(b'{"type":"connection_init"}'))
        sent, many = 0, frame * (65_536 // len(frame))
        with suppress(ConnectionError):
            while sent < most:
                line.sendall(many)
                sent += len(many)
    return sent


@contextmanager
def ear(server: Running, browser: httpx2.Client | None = None, **headers: str) -> Iterator[Ear]:
    """Open a WebSocket, from our own page when a browser is given."""
    said = (
        {"cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items())} if browser else {}
    )
    origin = headers.pop("origin", server.url if browser else "")
    with connect(
        server.url.replace("http", "ws") + "/graphql",
        subprotocols=[Subprotocol(headers.pop("speaks", SPOKEN))],
        origin=Origin(origin) if origin else None,
        additional_headers={**said, **headers},
        compression=None,
        proxy=None,
    ) as socket:
        yield Ear(socket)
