"""Who was recognised a moment ago, so that a screen with ten requests asks the database once."""

import time
from collections import OrderedDict
from collections.abc import Callable
from uuid import UUID

SECONDS = 10.0
MANY = 10_000


class Remembered:
    """A short memory of recognised tokens, by their hash; an ended session is forgotten at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.people: OrderedDict[bytes, tuple[float, UUID]] = OrderedDict()

    def get(self, kept: bytes) -> UUID | None:
        """The person behind a token, if it was recognised within the last seconds."""
        until, person_id = self.people.get(kept, (0.0, None))
        return person_id if self.clock() < until else None

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
