"""A client so lean that it costs less than what it asks: HTTP/1.1 by hand, connections used again."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import orjson

Way = tuple[asyncio.StreamReader, asyncio.StreamWriter]
LONGEST_IDLE = 15.0
"""Seconds. The server hangs up after 20: who asks in that moment is reset before the request has begun."""


@dataclass(frozen=True, slots=True)
class Came:
    """An answer: its status, after how many seconds to come again, and what it says."""

    status: int
    after: float
    content: bytes

    def data(self) -> Any:
        """What it says to a question."""
        return orjson.loads(self.content)["data"]


@dataclass
class Lean:
    """Asks the graph of one server; a connection that breaks is an `OSError`."""

    port: int
    idle: list[tuple[Way, float]] = field(default_factory=list)

    async def ask(self, cookie: str, document: str, variables: Any) -> Came:
        """Ask once, on a connection of one's own while it lasts."""
        body = orjson.dumps({"query": document, "variables": variables})
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nX-Understudy: 1\r\n"
            f"Cookie: understudy={cookie}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        way = self.open_one() or await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = way
        try:
            writer.write(head.encode() + body)
            came = await answer(reader)
        except asyncio.IncompleteReadError as fault:
            writer.close()
            raise ConnectionResetError from fault
        except BaseException:
            writer.close()
            raise
        self.idle.append((way, time.monotonic()))
        return came

    def open_one(self) -> Way | None:
        """A connection that nobody uses; those that were idle for long are left to the museum to hang up."""
        while self.idle:
            (reader, writer), since = self.idle.pop()
            fresh = time.monotonic() - since < LONGEST_IDLE
            if fresh and not (reader.at_eof() or writer.is_closing()):
                return reader, writer
            writer.close()
        return None

    def close(self) -> None:
        """Hang up everywhere."""
        for (_, writer), _ in self.idle:
            writer.close()


async def answer(reader: asyncio.StreamReader) -> Came:
    """Read one answer, whose length its head says."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length, after = 0, 2.0
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line[15:])
        elif line.startswith(b"retry-after:"):
            after = float(line[12:])
    return Came(int(head[9:12]), after, await reader.readexactly(length))
