"""Room on the disk under the embedded database, asked for before it is gone: then PostgreSQL stops."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1024 * 1024
AGAIN = 1.0  # seconds for which an answer is good


class Room:
    """Whether there is room for more. A database of somebody else's says itself when its disk is full."""

    def __init__(
        self, folder: Path | None, megabytes: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.folder = folder
        self.least = megabytes * MEGABYTE
        self.clock = clock
        self.until = 0.0
        self.there = True

    def is_there(self) -> bool:
        """Whether something may be written down."""
        if self.folder is None:
            return True
        if self.clock() >= self.until:
            self.there = shutil.disk_usage(self.folder).free >= self.least
            self.until = self.clock() + AGAIN
        return self.there
