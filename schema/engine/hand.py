"""Connections at hand: borrowed from the pool once, and given back when one of them is no longer in order.

To borrow and give back for every statement is a task of its own each time, and dearer than a small statement.
"""

import asyncio
from contextlib import suppress
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

Connection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"


class Hand:
    """The connections of one pool, as many as it has."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        """Nothing is borrowed before it is needed."""
        self._pool = pool
        self._size = pool.get_max_size()
        self._places = asyncio.Semaphore(self._size)
        self._free: list[Connection] = []

    async def row(self, text: str, *values: object, kept: bool = True) -> "asyncpg.Record | None":
        """The first row of a statement, which stays prepared unless it is not to be `kept`."""
        async with self._places:
            connection = await self._taken()
            try:
                if kept:
                    row = await connection.fetchrow(text, *values)
                else:
                    row = await (await connection.prepare(text)).fetchrow(*values)
            except BaseException:
                # Broken, or broken off half way: the pool knows how to wait for what is still under way.
                await self._pool.release(connection)
                raise
            self._free.append(connection)
            return row

    async def close(self) -> None:
        """Wait for who still reads, and give everything back."""
        for _ in range(self._size):
            await self._places.acquire()
        while self._free:
            await self._pool.release(self._free.pop())
        await self._pool.close()

    async def _taken(self) -> Connection:
        while self._free:
            connection = self._free.pop()
            # The pool has already taken back one that has ended, and what was lent out no longer answers.
            with suppress(asyncpg.InterfaceError):
                if not connection.is_closed():
                    return connection
        return await self._pool.acquire()
