"""Who may see a row is written once, and the database agrees with what is written."""

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import create_async_engine

from exchange.ground.sessions import Sessions
from exchange.tables import METADATA
from exchange.visibility import SEEN, WRITTEN, policies
from tests.cast import AMARA, seat_everyone

pytestmark = pytest.mark.anyio

RULES = text(
    """
    select tablename, policyname, roles::text, cmd, qual, with_check
      from pg_policies where schemaname = 'public' order by 1, 2
    """
)
RIGHTS = text(
    """
    select table_name, grantee, privilege_type from information_schema.role_table_grants
     where table_schema = 'public' and grantee like 'understudy%' order by 1, 2, 3
    """
)
FORCED = text(
    """
    select relname from pg_class
     where relkind in ('r', 'p', 'm') and relnamespace = 'public'::regnamespace
       and not (relrowsecurity and relforcerowsecurity)
    """
)


async def test_every_table_has_forced_row_level_security(sessions: Sessions) -> None:
    async with sessions.as_steward() as session:
        assert (await session.scalars(FORCED)).all() == []


async def test_without_a_person_every_table_reads_empty(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    async with sessions.as_steward() as session:
        kept = {
            table: await session.scalar(text(f"select count(*) from {table}")) for table in METADATA.tables
        }
    assert sum(1 for count in kept.values() if count) >= 10, "seat more people: too little to hide"

    async with sessions.app.begin() as session:
        seen = {
            table: await session.scalar(text(f"select count(*) from {table}")) for table in METADATA.tables
        }
    assert set(seen.values()) == {0}


async def test_nobody_lets_themselves_into_a_scope(sessions: Sessions) -> None:
    await seat_everyone(sessions)
    entering = text("update scope_member set left_at = null where person_id = :me")
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with sessions.as_person(AMARA.id) as session:
            await session.execute(entering, {"me": AMARA.id})


@pytest.mark.parametrize("log", ["feed", "journal", "scope"])
async def test_nobody_takes_back_what_stands_in_a_log(sessions: Sessions, log: str) -> None:
    await seat_everyone(sessions)
    for taking in (f"delete from {log}", f"update {log} set position = 0"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with sessions.as_person(AMARA.id) as session:
                await session.execute(text(taking))


async def test_the_next_transaction_on_a_connection_does_not_inherit_the_person(
    sessions: Sessions,
) -> None:
    await seat_everyone(sessions)
    async with sessions.as_person(AMARA.id) as session:
        assert await session.scalar(text("select count(*) from person")) != 0
    async with sessions.app.begin() as session:
        assert await session.scalar(text("select count(*) from person")) == 0


async def test_the_migrated_policies_and_rights_are_those_that_are_written(
    sessions: Sessions, database_url: str
) -> None:
    """Build the tables from the model and the policies from `exchange.visibility`, and compare."""
    migrated = await rules_and_rights(database_url)

    name = "as_written"
    connection = await asyncpg.connect(database_url)
    await connection.execute(f"create database {name}")
    written_url = make_url(database_url).set(database=name)
    engine = create_async_engine(written_url.set(drivername="postgresql+asyncpg"))
    async with engine.begin() as written:
        await written.run_sync(METADATA.create_all)
        for function in (
            "me() returns uuid return null::uuid",
            "my_scopes() returns uuid[] return null::uuid[]",
            "took_part() returns uuid[] return null::uuid[]",
            "shown_to_me() returns uuid[] return null::uuid[]",
            "may_read_matter(asked uuid) returns boolean return null::boolean",
        ):
            await written.execute(text(f"create function {function}"))
        for statement in policies(METADATA.tables):
            await written.execute(text(statement.replace(":", r"\:")))
    await engine.dispose()
    try:
        assert await rules_and_rights(written_url.render_as_string(hide_password=False)) == migrated
    finally:
        await connection.execute(f"drop database {name}")
        await connection.close()


def test_what_may_be_written_may_also_be_seen() -> None:
    assert set(WRITTEN) <= set(SEEN) <= set(METADATA.tables)


async def rules_and_rights(url: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    async with engine.connect() as connection:
        rules = [tuple(row) for row in await connection.execute(RULES)]
        rights = [tuple(row) for row in await connection.execute(RIGHTS)]
    await engine.dispose()
    return rules, rights
