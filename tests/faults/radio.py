"""A weak radio link: slow both ways, packets that have to be sent again, and cuts at any moment."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.faults.proxy import broken, written

PACKET = 1_400


@dataclass
class Radio:
    """The link: where it leads, bytes a second up and down, seconds between cuts, packets lost of each."""

    museum: tuple[str, int]
    chance: random.Random
    speed: float
    cut_every: float
    loss: float
    up: int = 0
    cuts: int = 0
    port: int = 0
    open_now: set[asyncio.StreamWriter] = field(default_factory=set)
    air: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until it ends or is cut."""
        there, on = await asyncio.open_connection(*self.museum)
        self.open_now |= {writer, on}
        try:
            await asyncio.gather(
                self.carry(reader, on, upwards=True), self.carry(there, writer, upwards=False)
            )
        except OSError:
            pass
        finally:
            self.open_now -= {writer, on}
            writer.close()
            on.close()

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, upwards: bool
    ) -> None:
        """Carry packets one way, each as long as it takes; a lost one takes twice as long, and a pause."""
        while packet := await reader.read(PACKET):
            async with self.air:  # one channel for everybody
                tries = 1
                while self.chance.random() < self.loss:
                    tries += 1
                await asyncio.sleep(tries * len(packet) / self.speed)
            self.up += len(packet) if upwards else 0
            await written(writer, packet)
        if not upwards:
            writer.close()
        elif writer.can_write_eof():
            writer.write_eof()

    async def cut(self) -> None:
        """Now and then everything that is open breaks."""
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / self.cut_every))
            if self.open_now:
                self.cuts += 1
            for one in list(self.open_now):
                broken(one)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Radio"]:
        """Carry until the block ends."""
        server = await asyncio.start_server(self.handle, "127.0.0.1", 0, limit=2 * PACKET)
        self.port = server.sockets[0].getsockname()[1]
        cutting = asyncio.create_task(self.cut())
        try:
            yield self
        finally:
            cutting.cancel()
            server.close()
            with suppress(asyncio.CancelledError):
                await cutting
