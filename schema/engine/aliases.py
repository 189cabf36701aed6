"""Tables under names of their own, each made once for all statements: copying its columns costs most."""

from functools import lru_cache

from sqlalchemy import FromClause, Table

MOST = 2048


@lru_cache(maxsize=MOST)
def renamed(table: Table, ending: str) -> FromClause:
    """A table under its name with this ending."""
    return table.alias(f"{table.name}_{ending}")
