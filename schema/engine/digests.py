"""Digests: for each scope, how many numbered rows stand in it and one number made of all of them.

A device reckons the same over what it keeps. Where the two differ, it reads that scope again: whatever went
wrong on the way, here or there, is mended by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import FieldNode
from sqlalchemy import ColumnElement, Select, Text, cast, func, literal_column, select, union_all

from schema.engine.fitting import RowType
from schema.engine.planning import Planner
from schema.engine.pointing import FOLLOWED_SCOPES
from schema.engine.statement import Json, Writer, listed, word
from schema.engine.whole import SCOPE, there, whole_is_there

NUMBER = "rev"
SEEN: ColumnElement[int] = literal_column(
    "('x' || left(encode(sha256(convert_to(line, 'UTF8')), 'hex'), 16))::bit(64)::bigint"
)
"""The first eight bytes of the hash of one row's id and number."""


def digests(writer: Writer, planner: Planner, nodes: Sequence[FieldNode]) -> ColumnElement[Any]:
    """The list of digests, one for each scope that is the person's now, as it was asked for."""
    found = union_all(*(numbered(writer, kind) for kind in numbered_kinds(planner))).subquery("numbered")
    scope = FOLLOWED_SCOPES
    mixed = func.to_hex(func.coalesce(func.bit_xor(SEEN), 0))
    each = (
        select(
            scope.c.id,
            func.count(found.c.line).label("many"),
            func.lpad(mixed, 16, "0").label("hash"),
        )
        .select_from(scope.outerjoin(found, found.c.scope_id == scope.c.id))
        .group_by(scope.c.id)
        .subquery("digested")
    )
    told = {"scope": each.c.id, "count": each.c.many, "hash": each.c.hash}
    parts: list[ColumnElement[Any]] = []
    for key, group in planner.collect("ScopeDigest", nodes).items():
        name = group[0].name.value
        parts += (word(key), cast(word("ScopeDigest"), Text) if name == "__typename" else told[name])
    return select(listed(Json(*parts), each.c.id)).select_from(each).scalar_subquery()


def numbered_kinds(planner: Planner) -> Iterator[RowType]:
    """The types whose rows stand in a scope and count their changes for everybody to see."""
    for kind in planner.graph.rows.values():
        if NUMBER in kind.fields and SCOPE in kind.table.c:
            yield kind


def numbered(writer: Writer, kind: RowType) -> Select[Any]:
    """Each row of a type that is there: its scope, and its id with its number."""
    row = writer.aliased(kind.table)
    line = word(f"{kind.name}:").concat(cast(row.c.id, Text)).concat("|").concat(cast(row.c[NUMBER], Text))
    return select(row.c[SCOPE].label("scope_id"), line.label("line")).where(
        there(row), *whole_is_there(row, kind.table)
    )
