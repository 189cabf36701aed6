"""A network that misbehaves: a TCP proxy in front of the museum that does to a connection what radio does.

One fault for each connection, drawn by chance. Our devices use a connection for one request, so that a fault
is the fate of one request and of its answer.
"""

import asyncio
import contextlib
import random
import socket
import struct
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

Way: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]
PIECE = 65_536
NOW = struct.pack("ii", 1, 0)
"""Linger for no time at all: closing then resets the connection instead of ending it politely."""


@dataclass
class Proxy:
    """The proxy: where the museum is, how likely each fault is, and how often each one has happened."""

    museum: Callable[[], tuple[str, int]]
    chance: random.Random
    faults: Mapping[str, float]
    slowness: float = 1.0
    happened: Counter[str] = field(default_factory=Counter)
    port: int = 0
    well: bool = False
    overtaking: asyncio.Event = field(default_factory=asyncio.Event)
    open_still: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Let one connection meet its fate, at the latest when the network is taken down."""
        fate = asyncio.ensure_future(self.handle(reader, writer))
        self.open_still.add(fate)
        fate.add_done_callback(self.open_still.discard)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Choose the fate of one connection, and see it through."""
        names = ["pass", *self.faults]
        weights = [max(0.0, 1 - sum(self.faults.values())), *self.faults.values()]
        [name] = ["pass"] if self.well else self.chance.choices(names, weights)
        self.happened[name] += 1
        fates: Mapping[str, Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]] = {
            "pass": self.passed,
            "drop request": self.request_dropped,
            "drop answer": self.answer_dropped,
            "double": self.doubled,
            "delay": self.delayed,
            "reorder": self.overtaken,
            "cut request": self.request_cut,
            "cut answer": self.answer_cut,
            "trickle": self.trickled,
            "reset": self.reset,
        }
        try:
            await fates[name](reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def passed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Nothing goes wrong."""
        await self.answered(await whole_request(reader), writer)

    async def request_dropped(self, reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        """It is sent, and never arrives."""
        await whole_request(reader)

    async def answer_dropped(self, reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        """It is done, and nobody hears of it."""
        await self.ask(await whole_request(reader))

    async def doubled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """It arrives twice at the same time."""
        request = await whole_request(reader)
        first, _ = await asyncio.gather(self.ask(request), self.ask(request))
        await written(writer, first)

    async def delayed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """It takes its time, there and back."""
        request = await whole_request(reader)
        await asyncio.sleep(self.slowness * self.chance.random() * 0.2)
        answer = await self.ask(request)
        await asyncio.sleep(self.slowness * self.chance.random() * 0.2)
        await written(writer, answer)

    async def overtaken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """It arrives after one that was sent later."""
        request = await whole_request(reader)
        self.overtaking.clear()
        with contextlib.suppress(TimeoutError):  # nobody came by
            await asyncio.wait_for(self.overtaking.wait(), self.slowness * 0.5)
        await self.answered(request, writer)

    async def request_cut(self, reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        """Only the first bytes of it arrive."""
        request = await whole_request(reader)
        upstream, up = await self.connect()
        up.write(request[: self.chance.randrange(len(request))])
        await up.drain()
        broken(up)
        del upstream

    async def answer_cut(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """It is done, and only the first bytes of the answer come back."""
        answer = await self.ask(await whole_request(reader))
        await written(writer, answer[: self.chance.randrange(len(answer))] if answer else b"")
        broken(writer)

    async def trickled(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The answer comes a byte a second, until the device gives up."""
        answer = await self.ask(await whole_request(reader))
        for number in range(len(answer)):
            await written(writer, answer[number : number + 1])
            await asyncio.sleep(self.slowness)

    async def reset(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """There is no getting through."""
        broken(writer)

    async def answered(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        """Ask, and hand the answer on; whoever was held back may go now."""
        answer = await self.ask(request)
        self.overtaking.set()
        await written(writer, answer)

    async def ask(self, request: bytes) -> bytes:
        """Hand a request to the museum, and read the whole answer."""
        reader, writer = await self.connect()
        try:
            await written(writer, request)
            return await reader.read()
        finally:
            writer.close()

    async def connect(self) -> Way:
        """A connection to where the museum is now."""
        host, port = self.museum()
        return await asyncio.open_connection(host, port)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Proxy"]:
        """Listen on a port of its own until the block ends."""
        server = await asyncio.start_server(self.take, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for fate in self.open_still:
                fate.cancel()
            await asyncio.gather(*self.open_still, return_exceptions=True)


async def whole_request(reader: asyncio.StreamReader) -> bytes:
    """Head and body of one request; its body has the length that the head says."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return head + await reader.readexactly(length)


async def written(writer: asyncio.StreamWriter, content: bytes) -> None:
    """Write, and wait until it is on its way."""
    writer.write(content)
    await writer.drain()


def broken(writer: asyncio.StreamWriter) -> None:
    """Break a connection as radio does: without a word."""
    found: socket.socket | None = writer.get_extra_info("socket")
    if found is not None:
        with contextlib.suppress(OSError):  # it may be closing already
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOW)
    writer.transport.abort()
