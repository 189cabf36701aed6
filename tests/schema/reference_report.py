"""A year in numbers, as the reference counts it: one row after the other, with Python's own time zones."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.schema.reference_lists import Lists, refused

Row = dict[str, Any]
TENTH = Decimal("0.1")


class Report:
    """The lines of a report, and what stands in them."""

    def __init__(self, rows: dict[str, dict[UUID, Row]]) -> None:
        self.rows, self.lists = rows, Lists(rows)

    def lines(self, given: dict[str, Any]) -> list[Row]:
        """A line for each museum, or for each of its months."""
        year, months = given["year"], range(1, 13) if given["by"] == "MONTH" else [None]
        if not 1900 <= year <= 2999:
            raise refused("BAD_YEAR")
        museums = self.lists.narrowed(list(self.rows["Museum"].values()), given.get("where"))
        museums.sort(key=lambda museum: (museum["name"], museum["id"]))
        return [
            {"__kind": "ReportLine", "place": museum, "year": year, "month": month}
            for museum in museums
            for month in months
        ]

    def field(self, line: Row, name: str, given: dict[str, Any]) -> Any:
        """One number of a line."""
        if name in ("museum", "month"):
            return line["place" if name == "museum" else name]
        where = given.get("where")
        here = [row for row in self.rows["Placement"].values() if row["host_id"] == line["place"]["id"]]
        if name in ("placements", "people"):
            held = [one for one in here if self._has_a_day(one, line)]
            return len(held) if name == "placements" else len({one["participant_id"] for one in held})
        kind = "Commitment" if name in ("commitments", "medianDaysToDone") else "Observation"
        ids = {one["id"] for one in here}
        own = [row for row in self.rows[kind].values() if row["placement_id"] in ids]
        rows = self.lists.narrowed([row for row in own if self._within(row["captured_at"], line)], where)
        return self._total(name, rows)

    def _total(self, name: str, rows: list[Row]) -> Any:
        keys = {row["id"] for row in rows}
        if name == "photos":
            return sum(photo["observation_id"] in keys for photo in self.rows["Photo"].values())
        if name == "medianDaysToDone":
            done = [row for row in rows if row["state"].name == "DONE"]
            return middle((row["changed_at"] - row["received_at"] for row in done), 86400)
        if name == "medianHoursToDecision":
            decisions = self.rows["Decision"].values()
            first: dict[UUID, datetime] = {}
            for one in sorted(decisions, key=lambda one: one["received_at"]):
                first.setdefault(one["observation_id"], one["received_at"])
            took = (first[row["id"]] - row["received_at"] for row in rows if row["id"] in first)
            return middle(took, 3600)
        return len(rows)

    @staticmethod
    def _within(at: datetime, line: Row) -> bool:
        there = at.astimezone(ZoneInfo(line["place"]["time_zone"]))
        return there.year == line["year"] and line["month"] in (None, there.month)

    @staticmethod
    def _has_a_day(placement: Row, line: Row) -> bool:
        day: date = placement["starts_on"]
        while day <= placement["ends_on"]:
            if day.year == line["year"] and line["month"] in (None, day.month):
                return True
            day += timedelta(days=1)
        return False


def middle(spans: Iterable[timedelta], unit: int) -> float | None:
    """The median in units, to a tenth."""
    found = [Decimal(str(span.total_seconds())) for span in spans]
    return float((median(found) / unit).quantize(TENTH, ROUND_HALF_UP)) if found else None
