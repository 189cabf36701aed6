"""Who was recognised a moment ago, so that a screen with ten requests asks the database once."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

SECONDS = 10.0
MANY = 10_000


class Remembered:
    """A short memory of recognised tokens, by their hash; an ended session is forgotten at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.people: OrderedDict[bytes, tuple[float, UUID]] = OrderedDict()
        self.looking: dict[bytes, asyncio.Task[UUID | None]] = {}

    def get(self, kept: bytes) -> UUID | None:
        """The person behind a token, if it was recognised within the last seconds."""
        until, person_id = self.people.get(kept, (0.0, None))
        return person_id if self.clock() < until else None

    def expects(self, kept: bytes) -> bool:
        """Whether a token is known, or is being looked up already."""
        return kept in self.looking or self.get(kept) is not None

    async def once(self, kept: bytes, look: Callable[[], Coroutine[Any, Any, UUID | None]]) -> UUID | None:
        """Let the first who comes with a token look it up; the crowd behind waits for the same answer."""
        under_way = self.looking.get(kept)
        if under_way is None:
            under_way = self.looking[kept] = asyncio.create_task(look())
            under_way.add_done_callback(lambda done: self.looked(kept, done))
        return await asyncio.shield(under_way)

    def looked(self, kept: bytes, done: "asyncio.Task[UUID | None]") -> None:
        """It was looked up, or could not be; whoever waited hears it."""
        self.looking.pop(kept, None)
        if not done.cancelled():
            done.exception()  # heard here too, in case that nobody waits any more

    def put(self, kept: bytes, person_id: UUID) -> None:
        """Remember a recognised token for a moment."""
        self.people[kept] = (self.clock() + SECONDS, person_id)
        self.people.move_to_end(kept)
        if len(self.people) > MANY:
            self.people.popitem(last=False)

    def forget(self, kept: bytes) -> None:
        """This token is over."""
        self.people.pop(kept, None)

    def forget_all(self) -> None:
        """News may have been missed: ask the database about everybody again."""
        self.people.clear()
