"""Writing new rows: one statement for all of them, whatever tables they are of and however many there are.

A session's own flush sends a row at a time, and a push brings twenty entries with several rows each. Rows
that are only ever written here are plain values by the names of their columns, and go as one JSON text for
each table. What refers to what is checked when all of them are there.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import orjson
import sqlalchemy
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from exchange.ground.table import Table

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]
"""New rows by the names of their tables."""


async def write(session: AsyncSession, rows: Rows) -> None:
    """Write rows of any tables."""
    await session.execute(into(tuple(rows)), texts(rows))


@lru_cache(maxsize=64)
def into(tables: tuple[str, ...]) -> TextClause:
    """The statement that writes rows of these tables, each table's given as JSON under its name."""
    return text(f"with {', '.join(map(part, tables))} select")


def part(table: str, then: str = "") -> str:
    """The part of a statement that writes the rows of a table, and has as many rows as it wrote."""
    rows = f"json_populate_recordset(null::{table}, cast(:{table} as json))"
    return f"new_{table} as (insert into {table} select * from {rows} {then} returning 1)"  # noqa: S608 - no value stands in it


def count(table: str) -> str:
    """How many rows that part wrote."""
    return f"(select count(*) from new_{table})"  # noqa: S608 - no value stands in it


def texts(rows: Rows) -> dict[str, str]:
    """Rows as JSON by the names of their tables, with what is so when nothing is said."""
    return {table: told([filled(table, row) for row in some]) for table, some in rows.items()}


def filled(table: str, row: Row) -> Row:
    """A row with its defaults; refuses what the table has no column for, because it would be left out."""
    columns, usual = form(Table.metadata.tables[table])
    if not row.keys() <= columns:
        raise TypeError(f"{table} has no {', '.join(sorted(row.keys() - columns))}.")
    return usual | row


@lru_cache(maxsize=64)
def form(table: sqlalchemy.Table) -> tuple[frozenset[str], Row]:
    """The columns of a table, and what is so when nothing is said of them."""
    return frozenset(table.c.keys()), defaults(table)


def defaults(table: sqlalchemy.Table) -> Row:
    """What is so when nothing is said; refuses what only a session's own flush would fill in."""
    found = {}
    for column in table.c:
        if isinstance(column.default, ScalarElementColumnDefault):
            found[column.name] = column.default.arg
        elif column.default is not None or column.server_default is not None:
            raise TypeError(f"{column} has a default that is no plain value: it would be left out here.")
    return found


def told(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as JSON, as PostgreSQL reads them into their columns."""
    try:
        return orjson.dumps(rows, default=plain).decode()
    except orjson.JSONEncodeError:
        # What is no Unicode stays readable to PostgreSQL, which says what is wrong with it.
        return json.dumps(rows, default=plain)


def plain(value: object) -> str:
    """A value that JSON has no form for, as PostgreSQL reads it from a text."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)
