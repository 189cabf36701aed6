"""What a list can be narrowed to: each field of a `where` input says which rows it lets through."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import strawberry
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Text,
    Uuid,
    any_,
    bindparam,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from exchange.ground.table import Table
from schema.engine.node import row_id
from schema.engine.whole import there

FILTER = "understudy.filter"
KINDS: dict[str, TypeEngine[Any]] = {"at": DateTime(timezone=True), "on": Date(), "day": Date()}


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a row with one value that comes with the question."""

    kind: TypeEngine[Any]
    convert: Callable[[Any], Any]
    condition: Callable[[FromClause, BindParameter[Any]], ColumnElement[bool]]

    def on(self, table: FromClause, name: str) -> ColumnElement[bool]:
        """The condition on this table; its value is bound under the given name."""
        return self.condition(table, bindparam(name, type_=self.kind, required=True))


def matching(says: str, passes: Filter) -> Any:
    """Make a field of a `where` input; left out or null, it lets every row through."""
    return strawberry.field(description=says, default=strawberry.UNSET, metadata={FILTER: passes})


def filters_of(where: type) -> Mapping[str, Filter]:
    """The filters of a `where` input, by the names they have in the graph."""
    made = {}
    for field in dataclasses.fields(where):
        first, *rest = field.name.split("_")
        made[first + "".join(part.title() for part in rest)] = field.metadata[FILTER]
    return made


def points_to(column: str, kind: str) -> Filter:
    """Let through the rows that point to one row of the given type."""
    return Filter(Uuid(), lambda given: row_id(given, kind)[1], lambda row, value: row.c[column] == value)


def among(column: str) -> Filter:
    """Let through the rows whose word is one of some."""
    return Filter(
        ARRAY(Text()),
        lambda given: [word.name for word in given],
        lambda row, value: row.c[column] == any_(value),
    )


def equal(column: str) -> Filter:
    """Let through the rows with exactly this text."""
    return Filter(Text(), str, lambda row, value: row.c[column] == value)


def since(column: str) -> Filter:
    """Let through the rows at or after a moment or day."""
    return Filter(KINDS[column.rpartition("_")[2]], _as_it_is, lambda row, value: row.c[column] >= value)


def before(column: str) -> Filter:
    """Let through the rows before a moment or day."""
    return Filter(KINDS[column.rpartition("_")[2]], _as_it_is, lambda row, value: row.c[column] < value)


def through(column: str, table: type[Table], theirs: str, kind: str, key: str = "id") -> Filter:
    """Let through the rows that point to a row, there to be seen, which points to one of the given type."""

    def condition(row: FromClause, value: BindParameter[Any]) -> ColumnElement[bool]:
        between = table.__table__.alias()
        return row.c[column].in_(select(between.c[key]).where(between.c[theirs] == value, there(between)))

    return Filter(Uuid(), lambda given: row_id(given, kind)[1], condition)


def points_to_seen(column: str, table: type[Table], kind: str) -> Filter:
    """Let through the rows that point to one row of the given type; none, when it is not there to be seen."""
    return through(column, table, "id", kind)


def _as_it_is(given: Any) -> Any:
    return given
