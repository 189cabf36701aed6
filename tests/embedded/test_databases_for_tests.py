"""The fixtures everybody leans on."""

import socket

import asyncpg
import pytest

ADDRESSES = [("192.0.2.1", 80), ("example.org", 443)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_test_reaches_the_outside_world(address: tuple[str, int]) -> None:
    with pytest.raises(AssertionError, match="tests talk to this machine only"):
        socket.create_connection(address, timeout=0.1)


@pytest.mark.parametrize("turn", ["first", "second"])
async def test_each_test_has_a_database_of_its_own(database_url: str, turn: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("create table mine (turn text)")
        assert await connection.fetchval("select count(*) from migration.alembic_version") == 1
    finally:
        await connection.close()
