"""Reading a report: what the rows of each museum add up to, in one statement."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import orjson
from graphql import GraphQLError
from sqlalchemy import ColumnElement, FromClause, Select, select, true

from schema.engine.aggregates import Aggregate, Source
from schema.engine.answers import Answer, Asking, whole
from schema.engine.mapping import table_of
from schema.engine.missing import is_marked, mend
from schema.engine.pages import SHAPES
from schema.engine.periods import FIRST_YEAR, LAST_YEAR, lines_of
from schema.engine.planning import Selected, Total
from schema.engine.roots import Report
from schema.engine.statement import Statement, Writer, listed
from schema.engine.whole import there

Shape = tuple[bool, tuple[str, ...]]


class ReportReader:
    """Reads reports, as one operation asks for them."""

    def __init__(self, report: Report, selected: Selected) -> None:
        """Keep the plan; statements are written when a shape is first asked for."""
        self.report, self.selected = report, selected
        self._statements: OrderedDict[Shape, Statement] = OrderedDict()

    async def read(self, asking: Asking, arguments: Mapping[str, Any]) -> Answer:
        """Read the report of one year."""
        if not FIRST_YEAR <= arguments["year"] <= LAST_YEAR:
            sentence = f"`year` must be from {FIRST_YEAR} to {LAST_YEAR}."
            raise GraphQLError(sentence, extensions={"code": "BAD_YEAR"})
        given = {name: value for name, value in (arguments.get("where") or {}).items() if value is not None}
        values = {f"where_{name}": self.report.filters[name].convert(value) for name, value in given.items()}
        values["year"] = arguments["year"]
        shape = (self.report.monthly(arguments["by"]), tuple(sorted(given)))
        (text,) = await asking.row(self._statement(shape), values)
        if not is_marked(text):
            return Answer(orjson.Fragment(text))
        errors: list[GraphQLError] = []
        rows = orjson.loads(text)
        mended = whole(
            lambda: [mend(row, self.selected, (*asking.path, n), errors) for n, row in enumerate(rows)],
            errors,
        )
        return Answer(mended, errors)

    def _statement(self, shape: Shape) -> Statement:
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = self._write(*shape)
            if len(self._statements) > SHAPES:
                self._statements.popitem(last=False)
        return statement

    def _write(self, monthly: bool, filters: tuple[str, ...]) -> Statement:
        writer = Writer()
        table = table_of(self.report.of)
        assert table is not None  # noqa: S101 - fitted at start
        place = table.alias("place")
        wanted = [self.report.filters[name].on(place, f"where_{name}") for name in filters]
        line = lines_of(place, monthly=monthly).where(there(place), *wanted).subquery("line")
        row = self._added_up(writer, line).subquery("added_up")
        order = (row.c.name, row.c.museum_id, row.c.month)
        return writer.finish(select(listed(writer.object(self.selected, row), *order).label("lines")))

    def _added_up(self, writer: Writer, line: FromClause) -> Select[Any]:
        """The lines, each with the totals that are asked for; a source is read once for all of its totals."""
        sources: dict[int, tuple[Source, list[ColumnElement[Any]]]] = {}
        for pick in self.selected.picks:
            if isinstance(pick, Total):
                stands = pick.field.stands
                assert isinstance(stands, Aggregate)  # noqa: S101 - planned as one
                only = writer.narrowed(pick.where, stands.filters, stands.source.narrowed)
                _, totals = sources.setdefault(id(stands.source), (stands.source, []))
                totals.append(stands.total(only).label(pick.column))
        joined, columns = line, [*line.c]
        for number, (source, totals) in enumerate(sources.values()):
            found = select(*totals).select_from(source.rows).where(source.belong(line))
            apart = found.correlate(line).lateral(f"source_{number}")
            joined = joined.join(apart, true())
            columns += apart.c
        return select(*columns).select_from(joined)
