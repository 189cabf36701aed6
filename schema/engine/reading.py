"""Reading: one statement in one round trip, entered as the person who asks.

The statement enters by itself, so that it needs no transaction around it: `enter_as` stands before the rest
as the outer side of a lateral join, and the rest waits for it (`ENTERED`). What it sets ends with the
statement. Read without having entered, every table is empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import asyncpg

from exchange.ground.sessions import APP, patience

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
ENTERED = "entered.done = 1"
"""The condition on which everything behind the entrance waits: it is known when the person has entered."""
ENTRANCE = "enter_as($%d) with ordinality as %s(nothing, done)"
LENT = """select length(set_config('app.scopes', array_remove(my_scopes(), me())::text, true)) * 0 + 1 as done
          where known.done = 1"""
"""Goes on without the person's own scope: a key that somebody lends does not open what they keep alone."""


@dataclass(frozen=True, slots=True)
class Entering:
    """A statement that enters first, as oneself or by a key that somebody lent."""

    own: str
    lent: str

    @classmethod
    def before(cls, rest: str, values: int) -> Self:
        """Put the entrance before a statement of so many values, whose rows wait for `ENTERED`."""
        person = values + 1
        own, lent = ENTRANCE % (person, "entered"), ENTRANCE % (person, "known")
        return cls(
            f"select answer.* from {own} cross join lateral ({rest}) as answer",  # noqa: S608 - all ours
            f"select answer.* from {lent} cross join lateral ({LENT}) as entered "  # noqa: S608 - all ours
            f"cross join lateral ({rest}) as answer",
        )


class Reading:
    """A pool of connections that can only read, and only what the person entered may see."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", *, own: bool = True) -> None:
        """Read through this pool; `at` opens one. Without `own`, nobody's own scope is read."""
        self._pool, self._own = pool, own
        self.statements = 0

    @classmethod
    async def at(cls, url: str, *, size: int = 8, longest: float = 10) -> Self:
        """Open a pool on one database, `postgresql://…`; no statement takes `longest` seconds."""
        return cls(
            await asyncpg.create_pool(
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
        )

    def for_partners(self) -> "Reading":
        """The same pool for a key that somebody lent: what they keep for themselves stays out of reach."""
        return Reading(self._pool, own=False)

    async def row(
        self, person_id: UUID | None, statement: Entering, values: Sequence[Any]
    ) -> "asyncpg.Record | None":
        """The one row of a statement, as this person may see it; nobody may see nothing."""
        self.statements += 1
        text = statement.own if self._own else statement.lent
        if self._own or len(text) <= LENT_KEPT:
            return await self._pool.fetchrow(text, *values, person_id)
        async with self._pool.acquire() as connection:
            once = await connection.prepare(text)
            return await once.fetchrow(*values, person_id)

    async def close(self) -> None:
        """Give every connection back."""
        await self._pool.close()


async def _put_on_role(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.execute(f"set role {APP}")


async def _leave_nothing(_connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Nothing is left to undo: what a statement set has ended with it."""
