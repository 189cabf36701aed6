"""Pages by key: where a page begins, and the sealed cursors that say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    DateTime,
    FromClause,
    Text,
    Uuid,
    bindparam,
    cast,
    tuple_,
)

from exchange.ground.sealing import NotSealedHereError, Seal
from schema.engine.mapping import PAGE
from schema.engine.planning import bad_size
from schema.engine.roots import Order

USUAL = 20
UUID_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list make the page: how many, in which direction, from which place."""

    forward: bool
    size: int
    place: tuple[Any, UUID] | None


def window(arguments: Mapping[str, Any], purpose: str, order: Order, row: FromClause, seal: Seal) -> Window:
    """Read the paging arguments of a list; refuses contradictions and cursors of other lists."""
    first, last = arguments.get("first"), arguments.get("last")
    after, before = arguments.get("after"), arguments.get("before")
    if first is not None and last is not None:
        raise mixed("`first` reads forward and `last` backward: give one of them.")
    forward = last is None and (first is not None or before is None)
    if (before if forward else after) is not None:
        raise mixed("`after` goes with `first`, and `before` with `last`.")
    size = first if forward else last
    if size is None:
        size = USUAL
    if not 1 <= size <= PAGE:
        raise bad_size("first" if forward else "last", PAGE)
    cursor = after if forward else before
    return Window(forward, size, None if cursor is None else _place(cursor, purpose, order, row, seal))


def mixed(sentence: str) -> GraphQLError:
    """The refusal of paging arguments that contradict each other."""
    return GraphQLError(sentence, extensions={"code": "BAD_PAGE"})


def place_of(row: FromClause, order: Order) -> ColumnElement[str]:
    """The place of a row in its list, as text: its id, then what it is ordered by."""
    return cast(row.c.id, Text).concat(" ").concat(cast(row.c[order.column], Text))


def behind(row: FromClause, order: Order, *, forward: bool) -> ColumnElement[bool]:
    """The rows behind a place, in the direction of reading."""
    key: BindParameter[Any] = bindparam("place_key", type_=row.c[order.column].type, required=True)
    stands = tuple_(row.c[order.column], row.c.id)
    place = tuple_(key, bindparam("place_id", type_=Uuid(), required=True))
    return stands < place if order.newest == forward else stands > place


def directed(row: FromClause, order: Order, *, forward: bool) -> tuple[ColumnElement[Any], ...]:
    """The order of reading: the list's own, or backward."""
    columns = (row.c[order.column], row.c.id)
    return tuple(column.desc() if order.newest == forward else column.asc() for column in columns)


def _place(cursor: str, purpose: str, order: Order, row: FromClause, seal: Seal) -> tuple[Any, UUID]:
    try:
        place = seal.open(purpose, cursor).decode()
    except NotSealedHereError:
        raise GraphQLError(
            "This cursor does not belong to this list in this order: begin again without it.",
            extensions={"code": "BAD_CURSOR"},
        ) from None
    return _read(place[UUID_LENGTH + 1 :], row.c[order.column]), UUID(place[:UUID_LENGTH])


def _read(text: str, column: ColumnElement[Any]) -> Any:
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(text)
    if isinstance(column.type, Date):
        return date.fromisoformat(text)
    return text
