"""One writer per upload: who comes later is the one whose connection still lives."""

import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import anyio

from api.edge.budgets import Budget
from exchange.floor.uploads import Upload

MANY = 4096
PIECES = 1200
"""How many pieces one person may send in a minute: each costs a request, however small it is."""


@dataclass(eq=False, slots=True)
class Progress:
    """What this process knows of an upload: its row, and the hash of its first bytes."""

    upload: Upload
    seen: Any = field(default_factory=hashlib.sha256)
    at: int = 0


@dataclass(eq=False, slots=True)
class Writer:
    """A request that holds an upload."""

    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    gone: anyio.Event = field(default_factory=anyio.Event)
    writes: bool = False
    """Whether it has the part file, or still waits for it."""


class Writers:
    """The requests that hold an upload in this process."""

    def __init__(self) -> None:
        self.holding: dict[str, Writer] = {}
        self.under_way: OrderedDict[str, Progress] = OrderedDict()
        self.pieces = Budget("pieces", "requests", PIECES)

    def remember(self, upload: Upload) -> None:
        """The row as the database has it now, so that the next piece need not ask for it."""
        known = self.under_way.get(upload.id)
        if upload.finished_at is not None:
            self.under_way.pop(upload.id, None)
        elif known is not None:
            known.upload = upload
        else:
            self.under_way[upload.id] = Progress(upload)
            if len(self.under_way) > MANY:
                self.under_way.popitem(last=False)

    def has_part(self, name: str) -> None:
        """Whoever holds this upload writes now."""
        self.holding[name].writes = True

    def end(self, name: str) -> None:
        """A newer request came to another process; whoever writes here has a dead connection."""
        if (holder := self.holding.get(name)) and holder.writes:
            holder.scope.cancel()

    @asynccontextmanager
    async def only(self, name: str) -> AsyncIterator[anyio.CancelScope]:
        """Hold the upload; whoever held it before is ended first, and what they wrote stays."""
        while older := self.holding.get(name):
            older.scope.cancel()
            await older.gone.wait()
        mine = self.holding[name] = Writer()
        try:
            with mine.scope:
                yield mine.scope
        finally:
            if self.holding.get(name) is mine:
                del self.holding[name]
            mine.gone.set()
