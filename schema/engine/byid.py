"""Reading rows by their ids, whatever their type: one statement, which looks only where the ids point."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from graphql import GraphQLError
from sqlalchemy import ColumnElement, FromClause, Text, Uuid, bindparam, case, cast, func, null, select
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from schema.engine.answers import Answer, Asking
from schema.engine.mapping import PAGE
from schema.engine.missing import is_marked, mend_or_null
from schema.engine.node import row_id
from schema.engine.pages import SHAPES
from schema.engine.planning import Selected, bad_size
from schema.engine.statement import Statement, Writer, listed


class ByIdReader:
    """Reads rows by id, as one operation asks for them."""

    def __init__(self, planned: Mapping[str, Selected], *, several: bool) -> None:
        """Keep the plans of all types; a statement is written for the types that are asked for together."""
        self.planned, self.several = planned, several
        self._statements: OrderedDict[tuple[str, ...], Statement] = OrderedDict()

    async def read(self, asking: Asking, arguments: Mapping[str, Any]) -> Answer:
        """Read `id` or `ids`."""
        given = arguments["ids"] if self.several else [arguments["id"]]
        if len(given) > PAGE:
            raise bad_size("ids", PAGE)
        return await self.rows(asking, [row_id(one) for one in given])

    async def rows(self, asking: Asking, ids: Iterable[tuple[str, UUID]]) -> Answer:
        """Read these rows, in this order; null for what is not there to be seen."""
        known = [*ids]
        kinds = tuple(sorted({kind for kind, _ in known} & self.planned.keys()))
        keys = [key for _, key in known]
        values = {"kinds": [kind for kind, _ in known], "ids": keys} if self.several else {"id": keys[0]}
        (text,) = await asking.row(self._statement(kinds), values)
        if text is None:
            return Answer(None)
        if not is_marked(text):
            return Answer(orjson.Fragment(text))
        errors: list[GraphQLError] = []
        found = orjson.loads(text)
        rows = found if self.several else [found]
        for number, (kind, _) in enumerate(known):
            path = (*asking.path, number) if self.several else asking.path
            if rows[number] is not None:
                rows[number] = mend_or_null(rows[number], self.planned[kind], path, errors)
        return Answer(rows if self.several else rows[0], errors)

    def _statement(self, kinds: tuple[str, ...]) -> Statement:
        statement = self._statements.get(kinds)
        if statement is None:
            statement = self._statements[kinds] = self._write(kinds)
            if len(self._statements) > SHAPES:
                self._statements.popitem(last=False)
        return statement

    def _write(self, kinds: tuple[str, ...]) -> Statement:
        writer = Writer()
        planned = {kind: self.planned[kind] for kind in kinds}
        if not self.several:
            return writer.finish(select(one_row(writer, planned).label("rows")))
        wanted = pointers()
        row = any_row(writer, planned, wanted.c.kind, wanted.c.key, wanted)
        return writer.finish(select(listed(row, wanted.c.number).label("rows")).select_from(wanted))


def pointers() -> FromClause:
    """The kinds and ids that were asked for, numbered."""
    kinds: ColumnElement[Any] = bindparam("kinds", type_=ARRAY(Text()), required=True)
    ids: ColumnElement[Any] = bindparam("ids", type_=ARRAY(Uuid()), required=True)
    return (
        func.unnest(kinds, ids)
        .table_valued("kind", "key", with_ordinality="number", name="wanted")
        .render_derived()
    )


def one_row(writer: Writer, planned: Mapping[str, Selected]) -> ColumnElement[Any]:
    """The row with this id, as JSON; null when it is not there to be seen, or not asked for."""
    key = bindparam("id", type_=Uuid(), required=True)
    found = [writer.by_id(row, key, alone=True) for row in planned.values()]
    return found[0] if found else cast(null(), JSON)


def any_row(
    writer: Writer,
    planned: Mapping[str, Selected],
    kind: ColumnElement[Any],
    key: ColumnElement[Any],
    outer: FromClause,
) -> ColumnElement[Any]:
    """The row that a pointer points to, as JSON; null when it is not there to be seen."""
    found = [(kind == name, writer.by_id(row, key, outer, alone=True)) for name, row in planned.items()]
    return case(*found, else_=None) if found else cast(null(), JSON)
