"""How often one address may knock at the sign-in door."""

import time
from collections import OrderedDict
from collections.abc import Callable

PER_WINDOW = 30
ALL_TOGETHER = 6_000
"""Knocks of all callers in one window: ten a second, for one process."""
WINDOW = 600.0
REMEMBERED = 10_000


class Allowance:
    """Counts knocks per caller, in windows of ten minutes; forgets the oldest callers first."""

    def __init__(self, per_window: int = PER_WINDOW, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_window = per_window
        self.clock = clock
        self.knocks: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def take(self, caller: str) -> float:
        """Count one knock; the seconds to wait, or nothing when it may pass."""
        now = self.clock()
        began, count = self.knocks.pop(caller, (now, 0))
        if now - began >= WINDOW:
            began, count = now, 0
        self.knocks[caller] = (began, count + 1)
        if len(self.knocks) > REMEMBERED:
            self.knocks.popitem(last=False)
        return 0.0 if count < self.per_window else WINDOW - (now - began)
