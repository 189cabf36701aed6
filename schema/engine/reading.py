"""Reading: one statement in one round trip, entered as the person who asks.

The statement enters by itself, so that it needs no transaction around it: `enter_as` stands before the rest
as the outer side of a lateral join, and the rest waits for it. What it sets ends with the
statement. Read without having entered, every table is empty. Who enters by a key that somebody lent leaves
that person's own scope out: it does not open what they keep alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import asyncpg

from exchange.ground.sessions import APP, patience
from schema.engine.hand import Hand

SETTINGS = {
    "jit": "off",
    "timezone": "UTC",
    "application_name": "understudy reading",
    "default_transaction_read_only": "on",
    # Every statement looks where its values point: to plan it anew for them costs more than it saves.
    "plan_cache_mode": "force_generic_plan",
    # A page is read along an index, in the index's order; to gather and sort a whole list costs its length.
    "enable_bitmapscan": "off",
}
KEPT_STATEMENTS = 50
"""How many statements each connection keeps prepared; a character of one takes PostgreSQL some 75 bytes."""
LONGEST_KEPT = 64 * 1024
LENT_KEPT = 12 * 1024
"""A longer statement of somebody with a key is prepared each time: they may think of ever new ones."""
ENTRANCE = "(select enter_as($%d, %s) as done) as entered"
BEHIND = "lateral (select here.* from (%s) as here where entered.done offset 0) as answer"
"""Without its `offset 0` the planner might choose to begin with what stands behind the entrance."""


@dataclass(frozen=True, slots=True)
class Entering:
    """A statement that enters first, as oneself or by a key that somebody lent."""

    own: str
    lent: str

    @classmethod
    def before(cls, rest: str, values: int) -> Self:
        """Put the entrance before a statement of so many values."""
        doors = (ENTRANCE % (values + 1, own) for own in ("true", "false"))
        return cls(*(f"select answer.* from {door} cross join {BEHIND % rest}" for door in doors))  # noqa: S608 - all ours


class Reading:
    """Connections that can only read, and only what the person entered may see."""

    def __init__(self, hand: Hand, *, own: bool = True) -> None:
        """Read over these connections; `at` opens some. Without `own`, nobody's own scope is read."""
        self.hand, self._own = hand, own
        self._lent = Reading(hand, own=False) if own else self
        self.statements = 0

    @classmethod
    async def at(cls, url: str, *, size: int = 8, longest: float = 10) -> Self:
        """Open a pool on one database, `postgresql://…`; no statement takes `longest` seconds."""
        pool = await asyncpg.create_pool(
            url,
            min_size=min(2, size),
            max_size=size,
            init=_put_on_role,
            reset=_leave_nothing,
            server_settings=SETTINGS | patience(longest),
            statement_cache_size=KEPT_STATEMENTS,
            max_cached_statement_lifetime=0,
            max_cacheable_statement_size=LONGEST_KEPT,
            command_timeout=longest,
        )
        return cls(Hand(pool))

    def for_partners(self) -> "Reading":
        """The same connections for a key that somebody lent: what they keep alone stays out of reach."""
        return self._lent

    async def row(
        self, person_id: UUID | None, statement: Entering, values: Sequence[Any]
    ) -> "asyncpg.Record | None":
        """The one row of a statement, as this person may see it; nobody may see nothing."""
        self.statements += 1
        if self._own:
            return await self.hand.row(statement.own, *values, person_id)
        lent = statement.lent
        return await self.hand.row(lent, *values, person_id, kept=len(lent) <= LENT_KEPT)

    async def close(self) -> None:
        """Give every connection back."""
        await self.hand.close()


async def _put_on_role(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.execute(f"set role {APP}")


async def _leave_nothing(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Nothing is left to undo: what a statement set has ended with it."""
