"""What rows add up to: a field that counts them or finds their median, narrowed by the `where` of their list.

A type made of such fields stands beside the tables: `@lines(table)` names the columns of a line that are
not added up, and `aggregate` says in one line what is added up over which rows. What is not asked for is
not computed.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import strawberry
from sqlalchemy import ColumnElement, Double, FromClause, Numeric, cast, func, literal_column
from sqlalchemy import Table as SqlTable

from schema.engine.filters import Filter, filters_of
from schema.engine.mapping import WHERE_FROM
from schema.engine.roots import narrowed_by

Type = TypeVar("Type", bound=type)
Total = Callable[[tuple[ColumnElement[bool], ...]], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that are added up: where they stand, which belong to a line, which table `where` narrows."""

    rows: FromClause
    belong: Callable[[FromClause], ColumnElement[bool]]
    narrowed: FromClause


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The value is what the rows of a source add up to."""

    total: Total
    source: Source
    filters: Mapping[str, Filter]


def lines(table: SqlTable) -> Callable[[Type], Type]:
    """Make a type of the graph whose objects add rows up; its docstring is its description."""

    def decorate(cls: Type) -> Type:
        made = strawberry.type(cls, description=inspect.getdoc(cls))
        made.__row_of__ = table  # type: ignore[attr-defined]
        return made

    return decorate


def aggregate(says: str, total: Total, over: Source, *, where: type | None = None) -> Any:
    """Make a field that adds up the rows of a source."""
    filters = filters_of(where) if where else {}
    field = strawberry.field(description=says, metadata={WHERE_FROM: Aggregate(total, over, filters)})
    field.arguments = [narrowed_by(where)] if where else []
    return field


def count(of: ColumnElement[Any] | None = None) -> Total:
    """How many rows there are, or how many different values."""
    counted = func.count() if of is None else func.count(of.distinct())
    return lambda only: counted.filter(*only) if only else counted


def median(span: ColumnElement[Any], unit: int) -> Total:
    """The median of a span of time, in units of so many seconds, rounded to a tenth; null without rows."""
    seconds = cast(func.date_part(literal_column("'epoch'"), span), Double)
    middle: Any = func.percentile_cont(literal_column("0.5")).within_group(seconds)

    def total(only: tuple[ColumnElement[bool], ...]) -> ColumnElement[Any]:
        value = middle.filter(*only) if only else middle
        return func.round(cast(value, Numeric) / literal_column(str(unit)), literal_column("1"))

    return total
