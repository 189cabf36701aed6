"""A lane: so many are answered at once, so many more wait, and everybody else is told to come again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from schema.gate import NoRoomError, TooSlowError

WAITING = 8
"""How many times as many may wait as are answered at once."""
SOON = 1_000


class Lane:
    """The places of one kind of work."""

    def __init__(self, places: int, longest: float) -> None:
        """Nobody waits or works longer than `longest` seconds."""
        self._places = asyncio.Semaphore(places)
        self._most_waiting = WAITING * places
        self._longest = longest
        self.waiting = 0
        self.working = 0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place while the block runs; refuses who would have to wait too long."""
        await self._found()
        self.working += 1
        wall = asyncio.timeout(self._longest)
        try:
            async with wall:
                yield
        except TimeoutError:
            if wall.expired():
                raise TooSlowError(SOON) from None
            raise
        finally:
            self.working -= 1
            self._places.release()

    async def _found(self) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        if self.waiting >= self._most_waiting:
            raise NoRoomError(SOON)
        self.waiting += 1
        try:
            async with asyncio.timeout(self._longest / 2):
                await self._places.acquire()
        except TimeoutError:
            raise NoRoomError(SOON) from None
        finally:
            self.waiting -= 1
