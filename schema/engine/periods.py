"""The lines of a report: each museum, for a whole year or each of its months, in its own time zone."""

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
)

FIRST_YEAR, LAST_YEAR = 1900, 2999


def lines_of(place: FromClause, *, monthly: bool) -> Select[tuple[object, ...]]:
    """One line for each place and period, with the moments and days between which the period lies."""
    months = func.generate_series(1, 12).table_valued("number", name="months").render_derived()
    number: ColumnElement[int] = months.c.number if monthly else literal_column("1")
    year: ColumnElement[int] = bindparam("year", type_=Integer, required=True)
    begins = func.make_timestamp(year, number, *[literal_column(part) for part in ("1", "0", "0", "0")])
    ends = begins + literal_column("interval '1 month'" if monthly else "interval '1 year'")
    of_them = select(
        place.c.id.label("museum_id"),
        place.c.name,
        (number if monthly else cast(null(), Integer)).label("month"),
        func.timezone(place.c.time_zone, begins).label("begins"),
        func.timezone(place.c.time_zone, ends).label("ends"),
        cast(begins, Date).label("first_day"),
        cast(ends, Date).label("next_day"),
    )
    return of_them.select_from(place, months) if monthly else of_them.select_from(place)
