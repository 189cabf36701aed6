"""What can be asked for at the top: pages of a list, single rows, and whatever an own reader answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.engine.filters import Filter, filters_of

ROOT = "understudy.root"
PAGING = (
    (
        "first",
        int | None,
        "Read forward: how many rows, from 1 to 100; else `BAD_PAGE_SIZE`. Without `first` and `last`: 20.",
    ),
    (
        "after",
        str | None,
        "Read forward from behind this cursor, an `endCursor` of this list in this order; else `BAD_CURSOR`.",
    ),
    (
        "last",
        int | None,
        "Read backward: how many rows, from 1 to 100, in the list's own order; with `first`: `BAD_PAGE`.",
    ),
    (
        "before",
        str | None,
        "Read backward from before this cursor, a `startCursor`; it goes with `last`, else `BAD_PAGE`.",
    ),
)


@dataclass(frozen=True, slots=True)
class Order:
    """One way to order a list: by a column, then by id in the same direction."""

    column: str
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A list that is read page by page."""

    row: type
    filters: Mapping[str, Filter]
    orders: Mapping[str, Order]


@dataclass(frozen=True, slots=True)
class Me:
    """The row of the person who asks."""

    row: type


@dataclass(frozen=True, slots=True)
class ById:
    """One row of any type, by its id, or several."""

    several: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What the rows of a list add up to, line by line, in each period of a year."""

    row: type
    of: type
    filters: Mapping[str, Filter]
    monthly: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Changes:
    """The next page of the change feed."""


def page(says: str, row: type, *, order: Order | Mapping[Enum, Order], where: type | None = None) -> Any:
    """Make a root field that reads a list page by page; the first of several orders is the default."""
    orders = {"": order} if isinstance(order, Order) else {choice.name: by for choice, by in order.items()}
    arguments = [
        argument(name, annotation, says, default=strawberry.UNSET) for name, annotation, says in PAGING
    ]
    if where:
        arguments.append(narrowed_by(where))
    if not isinstance(order, Order):
        default = next(iter(order))
        arguments.append(argument("order", type(default), "The order of the list.", default=default))
    return root(says, Page(row, filters_of(where) if where else {}, orders), *arguments)


def report(says: str, row: type, *, of: type, by: Enum, monthly: Enum, where: type) -> Any:
    """Make a root field that reads what the rows of a list add up to in a year; `by` is the usual period."""
    return root(
        says,
        Report(row, of, filters_of(where), lambda given: given is monthly),
        argument(
            "year", int, "The year, from 1900 to 2999, in the time zone of each museum; else `BAD_YEAR`."
        ),
        argument("by", type(by), "What makes a line.", default=by),
        narrowed_by(where),
    )


def narrowed_by(where: type) -> StrawberryArgument:
    """The argument that narrows a list."""
    says = "Only rows for which all of this is so; an id of another type is `BAD_ID`."
    return argument("where", where | None, says, default=strawberry.UNSET)


def root(says: str, answers: object, *arguments: StrawberryArgument) -> Any:
    """Make a root field that the engine answers."""
    field = StrawberryField(description=says, metadata={ROOT: answers})
    field.arguments = [*arguments]
    return field


def argument(name: str, annotation: Any, says: str, **default: Any) -> StrawberryArgument:
    """One argument of a root field; with a default it may be left out."""
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(annotation),
        description=says,
        **default,
    )
