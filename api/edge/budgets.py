"""What one client may ask for in a minute: a bucket that fills evenly, and may be overdrawn once."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from schema.gate import OverBudgetError

MINUTE = 60
REMEMBERED = 10_000


class Budget:
    """The buckets of all clients; who has not come for longest is forgotten first."""

    def __init__(
        self, name: str, unit: str, a_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Give everybody this much a minute; nothing means that nobody counts."""
        self.name = name
        self.a_minute = a_minute
        self.policy = f'"{name}";q={a_minute};qu="{unit}";w={MINUTE}'
        self._clock = clock
        self._filled: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, client: str) -> float:
        """How much a client has left; less than nothing after an overdraft."""
        held, at = self._filled.get(client, (self.a_minute, 0.0))
        grown = max(0.0, self._clock() - at) * self.a_minute / MINUTE
        return min(self.a_minute, held + grown)

    def take(self, client: str, much: int) -> None:
        """Take from a bucket that holds anything at all; refuses an empty one, and says how long to wait."""
        if not self.a_minute:
            return
        left = self.left(client)
        if left <= 0:
            raise OverBudgetError(self._wait(-left + 1))
        self._put(client, left - much)

    def fine(self, client: str, much: int) -> None:
        """Take from an empty bucket too, down to one full bucket below nothing."""
        if self.a_minute:
            self._put(client, max(self.left(client) - much, -self.a_minute))

    def wait(self, client: str) -> int:
        """After how many milliseconds there is something in the bucket again."""
        return self._wait(max(0.0, 1 - self.left(client)))

    def told(self, client: str) -> str:
        """How much is left, and in how many seconds the bucket is full, as a response header says it."""
        left = self.left(client)
        full = math.ceil((self.a_minute - left) * MINUTE / self.a_minute)
        return f'"{self.name}";r={max(0, int(left))};t={full}'

    def _wait(self, much: float) -> int:
        return math.ceil(much * MINUTE / self.a_minute * 1000) if self.a_minute else 0

    def _put(self, client: str, left: float) -> None:
        self._filled[client] = (left, self._clock())
        self._filled.move_to_end(client)
        if len(self._filled) > REMEMBERED:
            self._filled.popitem(last=False)


def neighbourhood(address: str) -> str:
    """Who counts as one stranger: an IPv4 address, or the /64 that one household has of IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.exploded[:19] if isinstance(found, IPv6Address) else address
