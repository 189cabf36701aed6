"""One writer per upload: who comes later is the one whose connection still lives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio


@dataclass(eq=False, slots=True)
class Writer:
    """A request that holds an upload."""

    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    gone: anyio.Event = field(default_factory=anyio.Event)


class Writers:
    """The requests that hold an upload in this process."""

    def __init__(self) -> None:
        self.holding: dict[str, Writer] = {}

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
