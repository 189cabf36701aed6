"""What a type of the graph says about its table.

A type stays an ordinary Strawberry class. `@rows(table)` names its table, and every field says in one
line where its value stands: `column` (the default name is the field's own), `computed` (an SQL
expression), `one` (a row this row points to) or `many` (rows that point to this one).
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import EnumMeta
from typing import Any, TypeVar

import strawberry
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy import Table as SqlTable
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.enum import has_enum_definition

from exchange.ground.table import Table

WHERE_FROM = "understudy.where_from"
PAGE = 100
"""Nobody reads more rows of one list at once."""

Expression = Callable[[FromClause], ColumnElement[Any]]
Type = TypeVar("Type", bound=type)
Choice = TypeVar("Choice", bound=EnumMeta)


@dataclass(frozen=True, slots=True)
class Column:
    """The value stands in a column of the row."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """The value is an SQL expression over the row."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class One:
    """The value is the row that a column of this row points to."""

    by: str | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """The value is a list of rows that point to this row, in an order that ends with their id."""

    by: str
    order: tuple[str, ...]
    first: int


def rows(table: type[Table]) -> Callable[[Type], Type]:
    """Make a type of the graph whose objects are the rows of a table; its docstring is its description."""

    def decorate(cls: Type) -> Type:
        made = strawberry.type(cls, description=inspect.getdoc(cls))
        made.__row_of__ = table.__table__  # type: ignore[attr-defined]
        return made

    return decorate


def table_of(cls: type) -> SqlTable | None:
    """The table whose rows are this type's objects, if it has one."""
    return getattr(cls, "__row_of__", None)


def column(says: str, *, name: str | None = None) -> Any:
    """Make a field that is a column of the row."""
    return strawberry.field(description=says, metadata={WHERE_FROM: Column(name)})


def computed(says: str, expression: Expression) -> Any:
    """Make a field that PostgreSQL computes from the row."""
    return strawberry.field(description=says, metadata={WHERE_FROM: Computed(expression)})


def one(says: str, *, by: str | None = None) -> Any:
    """Make a field that is one other row; its column is the field's name with `_id`, unless `by` names it."""
    return strawberry.field(description=says, metadata={WHERE_FROM: One(by)})


def many(says: str, *, by: str, order: tuple[str, ...], first: int = PAGE) -> Any:
    """Make a field that is a list of rows: `first` of them unless another number is asked for."""
    field = strawberry.field(
        description=f"{says} At most `first` of them.",
        metadata={WHERE_FROM: Many(by, (*order, "id"), first)},
    )
    field.arguments = [
        StrawberryArgument(
            python_name="first",
            graphql_name=None,
            type_annotation=StrawberryAnnotation(int),
            default=first,
            description=f"How many at most, from 1 to {PAGE}; else `BAD_PAGE_SIZE`.",
        )
    ]
    return field


def choice(cls: Choice, **says: str) -> Choice:
    """Make an enumeration of the exchange one of the graph, with a sentence for each of its values."""
    # An input that was read before may have made it one already: that one is described, not a second one.
    if not has_enum_definition(cls):
        strawberry.enum(cls)
    definition = vars(cls)["__strawberry_definition__"]
    definition.description = inspect.getdoc(cls)
    for value in definition.values:
        value.description = says[value.name]
    return cls
