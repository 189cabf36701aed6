"""Writing new rows: one statement for each table, however many there are.

A session's own flush sends a row at a time, and a push brings twenty entries with several rows each. What
stands in the session as new is taken out of it and written from one JSON text, in the order in which tables
refer to each other.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy
from sqlalchemy import TextClause, inspect, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from exchange.ground.table import Table


async def write(session: AsyncSession) -> None:
    """Write what was added to the session, which then knows nothing of it any more."""
    by_table: dict[sqlalchemy.Table, list[Mapping[str, Any]]] = defaultdict(list)
    for row in list(session.new):
        table = inspect(type(row)).local_table
        by_table[table].append(defaults(table) | values(row))
        session.expunge(row)
    for table in sorted(by_table, key=places(Table.metadata).__getitem__):
        await session.execute(into(table.name), {"rows": told(by_table[table])})


@lru_cache(maxsize=64)
def into(table: str, then: str = "") -> TextClause:
    """The statement that writes rows of this table, given as JSON."""
    rows = f"json_populate_recordset(null::{table}, cast(:rows as json))"
    return text(f"insert into {table} select * from {rows} {then}")  # noqa: S608 - no value stands in it


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


def values(row: Table) -> dict[str, Any]:
    """What was said of a new row, under the names of its columns."""
    names = columns(type(row))
    return {names[name]: value for name, value in vars(row).items() if name != "_sa_instance_state"}


@lru_cache(maxsize=64)
def columns(kind: type[Table]) -> Mapping[str, str]:
    """The columns of a table, by the names of the attributes that they stand under."""
    return {attribute.key: attribute.columns[0].name for attribute in inspect(kind).column_attrs}


@lru_cache(maxsize=64)
def defaults(table: sqlalchemy.Table) -> dict[str, Any]:
    """What is so when nothing is said; refuses what only a session's own flush would fill in."""
    found = {}
    for column in table.c:
        if isinstance(column.default, ScalarElementColumnDefault):
            found[column.name] = column.default.arg
        elif column.default is not None or column.server_default is not None:
            raise TypeError(f"{column} has a default that is no plain value: it would be left out here.")
    return found


@lru_cache(maxsize=1)
def places(metadata: sqlalchemy.MetaData) -> Mapping[sqlalchemy.Table, int]:
    """The order in which tables refer to each other."""
    return {table: number for number, table in enumerate(metadata.sorted_tables)}
