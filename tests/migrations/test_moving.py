"""The way from an empty database to today's, and back."""

from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from exchange.tables import METADATA
from migrations import moving

pytestmark = pytest.mark.anyio


async def asked(url: str, question: Callable[[Connection], object]) -> object:
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


def tables(connection: Connection) -> set[str]:
    names = connection.execute(text("select tablename from pg_tables where schemaname = 'public'"))
    return set(names.scalars())


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    return list(compare_metadata(context, METADATA))


async def test_a_migrated_database_has_exactly_the_tables_of_the_model(database_url: str) -> None:
    assert await asked(database_url, differences) == []
    assert await asked(database_url, moving.current) == moving.head()


async def test_the_way_down_leaves_nothing_and_the_way_up_again_leaves_everything(
    database_url: str,
) -> None:
    await moving.downgrade(database_url, "base")
    assert await asked(database_url, tables) == set()

    await moving.upgrade(database_url)
    assert await asked(database_url, tables) == set(METADATA.tables)
    assert await asked(database_url, differences) == []


async def test_migrating_twice_changes_nothing(database_url: str) -> None:
    await moving.upgrade(database_url)
    assert await asked(database_url, moving.current) == moving.head()
