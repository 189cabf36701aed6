"""A lane: so many are answered at once, so many more wait, and everybody else is told to come again."""

import asyncio
from types import TracebackType

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
        self.longest = longest
        self.waiting = 0
        self.working = 0

    def place(self) -> "Place":
        """A place while the block runs; refuses who would have to wait too long."""
        return Place(self)

    async def take(self) -> None:
        """Take a place; whoever took one leaves it again."""
        await self._found()
        self.working += 1

    def leave(self) -> None:
        """Make room for the next one."""
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
            async with asyncio.timeout(self.longest / 2):
                await self._places.acquire()
        except TimeoutError:
            raise NoRoomError(SOON) from None
        finally:
            self.waiting -= 1


class Place:
    """A place in a lane, which nobody keeps for longer than anything may take."""

    __slots__ = ("_lane", "_wall")

    def __init__(self, lane: Lane) -> None:
        self._lane = lane

    async def __aenter__(self) -> None:
        """Wait for the place; from here on the time runs."""
        await self._lane.take()
        self._wall = asyncio.timeout(self._lane.longest)
        await self._wall.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave it; what took too long is `TooSlowError`, however it was broken off."""
        self._lane.leave()
        try:
            await self._wall.__aexit__(kind, fault, trace)
        except TimeoutError:
            raise TooSlowError(SOON) from None
        if self._wall.expired() and isinstance(fault, TimeoutError):
            raise TooSlowError(SOON) from None
