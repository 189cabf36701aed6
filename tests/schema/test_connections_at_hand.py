"""Connections are borrowed once and used again and again: one that is gone is replaced."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from schema.engine.reading import Reading

WHO = "select pg_backend_pid()"


@pytest.fixture
async def reading(database_url: str) -> AsyncIterator[Reading]:
    """One single connection."""
    one = await Reading.at(database_url, size=1)
    yield one
    await one.close()


async def backend(reading: Reading) -> int:
    """The process of PostgreSQL behind the one connection."""
    row = await reading.hand.row(WHO)
    assert row is not None
    found: int = row[0]
    return found


async def test_a_connection_is_used_again_also_after_a_statement_that_was_refused(reading: Reading) -> None:
    first = await backend(reading)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await reading.hand.row("select 1 / 0")
    assert await backend(reading) == first


async def test_a_connection_that_the_database_ended_is_replaced(reading: Reading, database_url: str) -> None:
    first = await backend(reading)
    (mine,) = reading.hand._free
    ended = asyncio.Event()
    mine.add_termination_listener(lambda _connection: ended.set())
    other = await asyncpg.connect(database_url)
    await other.execute("select pg_terminate_backend($1, 5000)", first)
    await other.close()
    await ended.wait()
    second = await backend(reading)
    assert second != first
