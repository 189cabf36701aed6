"""The gate of a question: can its asker afford it, and is there room for it just now."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

LEAST = 100
"""Whatever it asks for, a question takes this many points; one of the app's own never takes more."""
READING = 10
"""What each character of a document takes that was not asked before: nothing is dearer than to read it."""


class NotNowError(Exception):
    """Nothing was looked at and nothing changed; the same may be asked again later."""

    def __init__(self, after_ms: int) -> None:
        """Say after how many milliseconds."""
        super().__init__(after_ms)
        self.after_ms = after_ms


class OverBudgetError(NotNowError):
    """The asker has used up what they may ask for in this time."""


class NoRoomError(NotNowError):
    """Too many are being answered already, and too many wait."""


class TooSlowError(NotNowError):
    """It took longer than anything may take."""


class Gate(Protocol):
    """What every question passes; each step may say `NotNowError`."""

    def pay(self, points: int) -> None:
        """Take points from the asker's budget, before the work is done."""

    def answering(self) -> AbstractAsyncContextManager[None]:
        """A place among the questions that are answered now, for as long as an answer may take."""

    def before_push(self) -> None:
        """Turn away who goes on pushing though they were told to wait, before a push is read."""

    def pushing(self, ops: int) -> AbstractAsyncContextManager[None]:
        """A place among the pushes: they have budgets and places of their own."""

    def left(self) -> int | None:
        """How many points the asker has left; None where nobody counts."""


class OpenGate:
    """Lets everybody through: where there is no edge, as in tests and on the command line."""

    def pay(self, points: int) -> None:
        """Cost nothing."""

    def before_push(self) -> None:
        """Turn nobody away."""

    def left(self) -> int | None:
        """Count nothing."""
        return None

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """There is always room."""
        yield

    @asynccontextmanager
    async def pushing(self, ops: int) -> AsyncIterator[None]:
        """There is always room."""
        yield


OPEN: Gate = OpenGate()
