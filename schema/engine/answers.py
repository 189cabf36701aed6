"""What a reader is asked with, and what it answers with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

import asyncpg
from graphql import GraphQLError

from exchange.ground.sealing import Seal
from schema.engine.missing import Path, PromisedError
from schema.engine.planning import Variables
from schema.engine.reading import Reading
from schema.engine.statement import Statement


class Brought(Protocol):
    """What the engine wants of a context."""

    @property
    def person_id(self) -> UUID | None:
        """Who asks."""

    @property
    def reading(self) -> Reading:
        """Where statements are read."""

    @property
    def seal(self) -> Seal:
        """What makes cursors opaque."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One question at the top: who asks, with which variables, and where the answer goes."""

    brought: Brought
    variables: Variables
    path: Path

    async def row(self, statement: Statement, given: Mapping[str, Any]) -> "asyncpg.Record":
        """The one row of a statement, as the person who asks may see it."""
        values = statement.values(given, self.variables)
        row = await self.brought.reading.row(self.brought.person_id, statement.entering, values)
        if row is None:
            raise LookupError("A statement of the engine always has one row.")
        return row


@dataclass(frozen=True, slots=True)
class Answer:
    """Finished JSON or what is encoded to it as it is, and the errors of places that had to become null."""

    json: Any
    errors: Sequence[GraphQLError] = field(default=())


def whole(make: Callable[[], Any], errors: Sequence[GraphQLError]) -> Any:
    """What is made; a promised row that is missing all the way up is the error of the whole answer."""
    try:
        return make()
    except PromisedError:
        raise errors[-1] from None
