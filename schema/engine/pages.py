"""Reading one page of a list: one statement, and what a page says beside its rows."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, Text, bindparam, cast, func, select

from schema.engine.answers import Answer, Asking, whole
from schema.engine.composing import Composing
from schema.engine.fitting import RowType
from schema.engine.outlines import Edges, Outline, Rows
from schema.engine.paging import behind, directed, place_of, window
from schema.engine.roots import Order, Page
from schema.engine.statement import Json, Statement, Writer, listed, word
from schema.engine.whole import there

SHAPES = 32
"""How many forms of one question are kept ready: its filters, its order, its direction."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a question changes the text of its statement."""

    forward: bool
    placed: bool
    order: str
    filters: tuple[str, ...]


class PageReader:
    """Reads pages of one list, as one operation asks for them."""

    def __init__(self, name: str, page: Page, row: RowType, outlined: Outline) -> None:
        """Keep the plan; statements are written when a shape is first asked for."""
        self.name, self.page, self.row, self.outline = name, page, row, outlined
        self._statements: OrderedDict[Shape, Statement] = OrderedDict()

    async def read(self, asking: Asking, arguments: Mapping[str, Any]) -> Answer:
        """Read one page."""
        order_name = arguments["order"].name if "order" in arguments else ""
        order = self.page.orders[order_name]
        purpose = f"{self.name} {order_name}"
        given = {name: value for name, value in (arguments.get("where") or {}).items() if value is not None}
        at = window(arguments, purpose, order, self.row.table, asking.brought.seal)
        shape = Shape(at.forward, at.place is not None, order_name, tuple(sorted(given)))
        values = {f"where_{name}": self.page.filters[name].convert(value) for name, value in given.items()}
        values["size"] = at.size
        if at.place:
            values["place_key"], values["place_id"] = at.place
        _, *columns = await asking.row(self._statement(shape, order), values)
        seal = partial(asking.brought.seal.close, purpose)
        composing = Composing(self.outline, at, seal, asking.path, [])
        page = whole(lambda: composing.page(iter(columns)), composing.errors)
        return Answer(page, composing.errors)

    def _statement(self, shape: Shape, order: Order) -> Statement:
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = self._write(shape, order)
            if len(self._statements) > SHAPES:
                self._statements.popitem(last=False)
        return statement

    def _write(self, shape: Shape, order: Order) -> Statement:
        writer = Writer()
        table = self.row.table.alias("list")
        wanted = [there(table)]
        wanted += [self.page.filters[name].on(table, f"where_{name}") for name in shape.filters]
        size: ColumnElement[int] = bindparam("size", type_=Integer, required=True)
        direction = directed(table, order, forward=shape.forward)
        read = select(table).where(*wanted)
        if shape.placed:
            read = read.where(behind(table, order, forward=shape.forward))
        limit = size + 1 if self.outline.looks_ahead else size
        numbered = read.add_columns(func.row_number().over(order_by=direction).label("number"))
        page = numbered.order_by(*direction).limit(limit).subquery("page")
        onto = () if shape.forward else (page.c.number.desc(),)

        def gathered(item: ColumnElement[Any]) -> ColumnElement[Any]:
            return listed(item, *onto, only=page.c.number <= size if self.outline.looks_ahead else None)

        columns: list[ColumnElement[Any]] = []
        for part in self.outline.parts:
            if isinstance(part, Rows):
                columns.append(gathered(writer.object(part.row, page)))
            elif isinstance(part, Edges) and part.cursors:
                columns += (gathered(writer.object(row, page)) for _, _, row in part.picks if row)
            elif isinstance(part, Edges):
                columns.append(gathered(self._edge(part, writer, page)))
        if self.outline.places:
            columns.append(gathered(place_of(page, order)))
        if self.outline.looks_ahead:
            columns.append(func.coalesce(func.max(page.c.number), 0) > size)
        if self.outline.counts:
            columns.append(select(func.count()).select_from(table).where(*wanted).scalar_subquery())
        labelled = (column.label(f"c{number}") for number, column in enumerate(columns))
        return writer.finish(select(func.count().label("rows"), *labelled).select_from(page))

    def _edge(self, edges: Edges, writer: Writer, page: FromClause) -> ColumnElement[Any]:
        parts: list[ColumnElement[Any]] = []
        for key, _, row in edges.picks:
            parts += (word(key), writer.object(row, page) if row else cast(word(edges.kind), Text))
        return Json(*parts)
