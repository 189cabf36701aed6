"""Reading: a read-only transaction, entered as the person who asks, with one statement in it."""

from collections.abc import Sequence
from typing import Any, Self
from uuid import UUID

import asyncpg

from exchange.ground.sessions import APP, LEAVE_OWN, patience

NOBODY = "begin read only"
SETTINGS = {
    "jit": "off",
    "timezone": "UTC",
    "application_name": "understudy reading",
    "default_transaction_read_only": "on",
}


class Reading:
    """A pool of connections that can only read, and only what the person entered may see."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]", *, own: bool = True) -> None:
        """Read through this pool; `at` opens one. Without `own`, nobody's own scope is read."""
        self._pool = pool
        self._enter = "begin read only; select enter_as('{}')" + ("" if own else f"; {LEAVE_OWN}")
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
                statement_cache_size=500,
                max_cached_statement_lifetime=0,
                max_cacheable_statement_size=0,
                command_timeout=longest,
            )
        )

    def for_partners(self) -> "Reading":
        """The same pool for a key that somebody lent: what they keep for themselves stays out of reach."""
        return Reading(self._pool, own=False)

    async def row(
        self, person_id: UUID | None, statement: str, values: Sequence[Any]
    ) -> "asyncpg.Record | None":
        """The one row of a statement, as this person may see it; nobody may see nothing."""
        begin = self._enter.format(person_id) if person_id else NOBODY
        self.statements += 1
        async with self._pool.acquire() as connection:
            try:
                await connection.execute(begin)
                row = await connection.fetchrow(statement, *values)
                await connection.execute("commit")
            except BaseException:
                # Also when the client has hung up, or a field beside this one has failed.
                if not connection.is_closed():
                    await connection.execute("rollback")
                raise
            return row

    async def close(self) -> None:
        """Give every connection back."""
        await self._pool.close()


async def _put_on_role(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.execute(f"set role {APP}")


async def _leave_nothing(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """A transaction that was broken off must not lend its person to the next one."""
    if connection.is_in_transaction():
        await connection.execute("rollback")
