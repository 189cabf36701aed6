"""From a plan to one SQL statement whose rows are finished JSON.

Every value of a question is a bind parameter. What stands in the text comes from the tables, from our own
types, or is a name that the grammar of GraphQL keeps to letters, digits and underscores.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    funcfilter,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by
from sqlalchemy.dialects.postgresql.asyncpg import dialect as asyncpg
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from schema.engine.aliases import renamed
from schema.engine.filters import Filter
from schema.engine.mapping import Computed, Many
from schema.engine.narrowing import Given, Narrowing
from schema.engine.planning import Linked, Listed, Pick, Selected, Slot, Total, TypeName, Value, Variables
from schema.engine.reading import Entering
from schema.engine.whole import there, whole_is_there

SIGN = "@" * 16
"""Hardly a text has it, and a search for it skips seventeen characters at a time where there is no `@`."""
MARK = f'"\\u0000{SIGN}"'
"""Stands where the graph promises a row that may not be seen; no text in the database can hold a NUL."""
DIALECT: Dialect = asyncpg()  # type: ignore[no-untyped-call]


class Json(FunctionElement[Any]):
    """A JSON object of any size; `json_build_object` stops at fifty keys."""

    name = "json_object"
    type = JSON()
    inherit_cache = False


@compiles(Json)
def _json(element: Json, compiler: SQLCompiler, **options: Any) -> str:
    parts = [compiler.process(part, **options) for part in element.clauses]
    pairs = ", ".join(f"{key} value {value}" for key, value in zip(parts[::2], parts[1::2], strict=True))
    return f"json_object({pairs})" if pairs else "'{}'::json"


@dataclass(slots=True)
class Statement:
    """A statement that is ready to be prepared, and what it wants bound, in order."""

    entering: Entering
    names: tuple[str, ...]
    known: Mapping[str, Any]
    slots: Mapping[str, Slot | Given]

    def values(self, given: Mapping[str, Any], variables: Variables) -> list[Any]:
        """What to bind for one question."""
        filled = {name: slot.fill(variables) for name, slot in self.slots.items()}
        have = {**self.known, **filled, **given}
        return [have[name] for name in self.names]


@dataclass(slots=True)
class Writer:
    """Writes the expressions of one statement."""

    slots: dict[str, Slot | Given] = field(default_factory=dict)
    aliases: int = 0
    uses: Counter[Table] = field(default_factory=Counter)

    def finish(self, statement: Select[Any]) -> Statement:
        """Compile the statement once, for asyncpg."""
        compiled = statement.compile(dialect=DIALECT)
        names = tuple(compiled.positiontup or ())
        known = {name: value for name, value in compiled.params.items() if value is not None}
        return Statement(Entering.before(compiled.string, len(names)), names, known, self.slots)

    def object(self, selected: Selected, row: FromClause) -> ColumnElement[Any]:
        """A row as the JSON object that was asked for."""
        parts: list[ColumnElement[Any]] = []
        for pick in selected.picks:
            parts += (word(pick.key), self._picked(pick, selected, row))
        return Json(*parts)

    def by_id(
        self, selected: Selected, key: ColumnElement[Any], *outer: FromClause, alone: bool = False
    ) -> ColumnElement[Any]:
        """The row with this id as JSON, or null when it is not there to be seen.

        Asked for `alone`, a part of an entry is there as long as its entry is.
        """
        row = self.alias(selected)
        wanted = select(self.object(selected, row)).where(row.c.id == key, there(row))
        if alone:
            wanted = wanted.where(*whole_is_there(row, selected.type.table))
        return wanted.correlate(*outer).scalar_subquery()

    def alias(self, selected: Selected) -> FromClause:
        """The table of these rows, under a name of its own."""
        return self.aliased(selected.type.table)

    def aliased(self, table: Table) -> FromClause:
        """A table under a name of its own."""
        self.aliases += 1
        self.uses[table] += 1
        return renamed(table, str(self.uses[table]))

    def narrowed(
        self, where: Narrowing | None, filters: Mapping[str, Filter], row: FromClause
    ) -> tuple[ColumnElement[bool], ...]:
        """The conditions of a field's own `where`; what a question leaves out lets every row through."""
        conditions: list[ColumnElement[bool]] = []
        for name, passes in filters.items():
            if where and (where.named is None or name in where.named):
                slot = f"given_{len(self.slots)}"
                self.slots[slot] = Given(where, name, passes)
                absent = bindparam(slot, type_=passes.kind, required=True).is_(None)
                conditions.append(or_(absent, passes.on(row, slot)))
        return tuple(conditions)

    def _picked(self, pick: Pick, selected: Selected, row: FromClause) -> ColumnElement[Any]:
        match pick:
            case TypeName():
                return cast(word(selected.type.name), Text)
            case Value():
                return self._value(pick, selected, row)
            case Linked():
                found = self.by_id(pick.row, row.c[pick.field.column], row)
                if pick.field.required:
                    return func.coalesce(found, literal_column(f"'{MARK}'::json"))
                return found
            case Listed():
                return self._list(pick, row)
            case Total():
                return row.c[pick.column]

    def _value(self, pick: Value, selected: Selected, row: FromClause) -> ColumnElement[Any]:
        if isinstance(pick.field.stands, Computed):
            return pick.field.stands.expression(row)
        if pick.name == "id":
            return word(f"{selected.type.name}:").concat(cast(row.c.id, Text))
        return row.c[pick.field.column]

    def _list(self, pick: Listed, row: FromClause) -> ColumnElement[Any]:
        stands = pick.field.stands
        assert isinstance(stands, Many)  # noqa: S101 - planned as one
        table = self.alias(pick.row)
        name = f"first_{self.aliases}"
        self.slots[name] = pick.first
        some = (
            select(table)
            .where(table.c[pick.field.column] == row.c.id, there(table))
            .order_by(*(table.c[column] for column in stands.order))
            .limit(bindparam(name, type_=Integer, required=True))
            .correlate(row)
            .subquery(f"some_{self.aliases}")
        )
        return select(listed(self.object(pick.row, some))).select_from(some).correlate(row).scalar_subquery()


def word(text: str) -> ColumnElement[str]:
    """A word of our own in the text of a statement."""
    return literal_column("'" + text.replace("'", "''") + "'", Text)


def listed(
    item: ColumnElement[Any], *order: ColumnElement[Any], only: ColumnElement[bool] | None = None
) -> ColumnElement[Any]:
    """Items as a JSON list; without an order, in the order in which they come."""
    gathered: ColumnElement[Any] = func.json_agg(
        aggregate_order_by(item, *order) if order else item, type_=JSON()
    )
    if only is not None:
        gathered = funcfilter(gathered, only)  # type: ignore[arg-type]
    return func.coalesce(gathered, literal_column("'[]'::json"))
