"""Whether a row is still there, and the entry that it is a part of: a row read by its own id asks for both.

A part is a row that stands in the scope of another row by a foreign key. In a list it hangs on that row,
and nobody needs to ask.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, FromClause, Table, or_, select, true

from schema.engine.aliases import renamed

SCOPE = "scope_id"
REMOVED = "removed_at"


def there(row: FromClause) -> ColumnElement[bool]:
    """The row was not removed; whether it may be seen is the database's to say."""
    return row.c[REMOVED].is_(None) if REMOVED in row.c else true()


def whole_is_there(row: FromClause, table: Table) -> Iterator[ColumnElement[bool]]:
    """The conditions that what this row is a part of was not removed."""
    for key in table.foreign_key_constraints:
        of = key.referred_table
        columns = [name for name in key.column_keys if name != SCOPE]
        if len(columns) == len(key.column_keys) or REMOVED not in of.c:
            continue
        (named,) = (row.c[name] for name in columns)
        whole = renamed(of, "whole")
        here = select(whole.c.id).where(whole.c.id == named, there(whole)).correlate(row)
        yield or_(named.is_(None), here.exists())
