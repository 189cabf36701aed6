"""The gate as one request finds it: whose budget it is, and which lanes there are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from api.edge.budgets import Budget, neighbourhood
from api.edge.lanes import Lane, Place
from api.settings import Settings
from exchange.floor.pushes import MOST_OPS
from schema.gate import OverBudgetError

STRANGERS = 10
"""A stranger has this fraction of what somebody known has."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The budgets and lanes of one process; the buckets stand in its memory."""

    questions: Budget
    strangers: Budget
    pushes: Budget
    answering: Lane
    pushing: Lane

    @classmethod
    def of(cls, settings: Settings) -> "Measures":
        """As the settings say."""
        return cls(
            Budget("questions", "points", settings.budget),
            Budget("strangers", "points", settings.budget // STRANGERS),
            Budget("pushes", "operations", settings.push_budget),
            Lane(settings.questions_at_once, settings.longest),
            Lane(settings.pushes_at_once, settings.longest),
        )

    def gate(self, client: str, *, known: bool) -> "ClientGate":
        """The gate of one client."""
        return ClientGate(self, client, self.questions if known else self.strangers)

    def stranger(self, address: str) -> "ClientGate":
        """The gate of whoever comes from this address without a name."""
        return self.gate(neighbourhood(address), known=False)


@dataclass(slots=True)
class ClientGate:
    """The gate of one client during one request."""

    measures: Measures
    client: str
    points: Budget
    counted: Budget | None = field(default=None)
    """The budget that this request drew on."""
    at_the_door: int = field(default=0)
    """What a push has paid before it was read; it counts as a part of what the push costs."""

    def pay(self, points: int) -> None:
        """Take points from the budget."""
        self.counted = self.points
        self.points.take(self.client, points)

    def give_back(self, points: int) -> None:
        """Give back what was taken from somebody who did not have to pay."""
        self.points.fine(self.client, -points)

    def left(self) -> int | None:
        """How many points are left."""
        return max(0, int(self.points.left(self.client))) if self.points.a_minute else None

    def answering(self) -> Place:
        """A place among the questions."""
        return self.measures.answering.place()

    def before_push(self) -> None:
        """Take one; turn away who pushed on until the bucket was half as far below nothing as it is deep."""
        pushes = self.measures.pushes
        self.counted = pushes
        if pushes.a_minute and pushes.left(self.client) < -pushes.a_minute / 2:
            raise OverBudgetError(pushes.wait(self.client))
        # What nobody can read is paid for as well, also by those who have nothing left.
        self.at_the_door = 1
        pushes.fine(self.client, self.at_the_door)

    @asynccontextmanager
    async def pushing(self, ops: int) -> AsyncIterator[None]:
        """A place among the pushes; who pushes in spite of an empty budget has less of it afterwards."""
        pushes = self.measures.pushes
        pushes.fine(self.client, -self.at_the_door)
        self.at_the_door = 0
        try:
            pushes.take(self.client, 1 + ops)
        except OverBudgetError:
            pushes.fine(self.client, MOST_OPS)
            raise
        async with self.measures.pushing.place():
            yield

    def told(self) -> list[tuple[bytes, bytes]]:
        """What the answer's headers say about the budget that was drawn on."""
        if self.counted is None or not self.counted.a_minute:
            return []
        told = self.counted.told(self.client)
        return [(b"ratelimit-policy", self.counted.policy.encode()), (b"ratelimit", told.encode())]


def client_of(person_id: UUID | None, key: bytes | None, address: str) -> str:
    """Whose budget a request draws on: the key's, the person's, or that of a stranger's address."""
    if person_id is None:
        return neighbourhood(address)
    return key.hex() if key else str(person_id)
