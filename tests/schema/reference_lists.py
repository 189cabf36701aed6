"""Pages of lists, as the reference reads them: everything is filtered, sorted and cut in memory."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from graphql import GraphQLError

ROOTS = {
    "museums": ("Museum", {"": ("name", False)}),
    "people": ("Person", {"": ("name", False)}),
    "accesses": ("Access", {"": ("at", True)}),
    "devices": ("Device", {"": ("seen_at", True)}),
    "programmes": ("Programme", {"": ("starts_on", True)}),
    "placements": ("Placement", {"": ("starts_on", True)}),
    "calls": ("Call", {"": ("closes_at", True)}),
    "applications": ("Application", {"": ("changed_at", True)}),
    "offers": ("Offer", {"": ("made_at", True)}),
    "needs": ("Need", {"": ("first_day", False)}),
    "blackouts": ("Blackout", {"": ("first_day", False)}),
    "observations": (
        "Observation",
        {"CAPTURED_NEWEST": ("captured_at", True), "CAPTURED_OLDEST": ("captured_at", False)},
    ),
    "commitments": (
        "Commitment",
        {"DUE_SOONEST": ("due_on", False), "CAPTURED_NEWEST": ("captured_at", True)},
    ),
}
PARTS = {"Tag", "Photo", "Recording", "Comment", "Decision", "TextVersion", "Amendment", "Endorsement"}
PARTS |= {"Handling", "Notice", "Mark", "Agreement", "Evidence", "Barrier", "FollowUp"}
POINTS = {
    "author": "Person",
    "call": "Call",
    "person": "Person",
    "sponsor": "Person",
    "home": "Museum",
    "host": "Museum",
    "manager": "Person",
    "mentor": "Person",
    "museum": "Museum",
    "network": "Network",
    "observation": "Observation",
    "participant": "Person",
    "placement": "Placement",
    "programme": "Programme",
}
BOUNDED = {"captured": "captured_at", "due": "due_on", "last": "last_day"}
Row = dict[str, Any]
Rows = dict[str, dict[UUID, Row]]


def refused(code: str) -> GraphQLError:
    """A refusal with its code."""
    return GraphQLError(code, extensions={"code": code})


def uuid_of(given: str, expected: str | None = None) -> tuple[str, UUID]:
    """The parts of a graph id."""
    kind, _, key = given.partition(":")
    try:
        found = UUID(key)
    except ValueError:
        raise refused("BAD_ID") from None
    if expected and kind != expected:
        raise refused("BAD_ID")
    return kind, found


class Lists:
    """All lists at the top that are read page by page."""

    places: ClassVar[dict[str, tuple[str, tuple[Any, UUID]]]] = {}
    """What stands in a cursor, whoever it was given to."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def page(self, name: str, given: dict[str, Any]) -> Row:
        """One page of one list."""
        kind, orders = ROOTS[name]
        order = given.get("order", "")
        column, newest = orders[order]
        forward, size, cursor = window(given)
        place = self._place(f"{name} {order}", cursor)
        rows = self.narrowed(list(self.rows[kind].values()), given.get("where"))
        rows.sort(key=lambda row: (row[column], row["id"]), reverse=newest)
        total = len(rows)
        if place is not None:
            ahead = newest == forward
            rows = [row for row in rows if ((row[column], row["id"]) < place) == ahead and
                    (row[column], row["id"]) != place]  # fmt: skip
        page = rows[:size] if forward else rows[-size:]
        cursors = [self._cursor(f"{name} {order}", (row[column], row["id"])) for row in page]
        more = len(rows) > size
        edges = [
            {"__kind": f"{kind}Edge", "node": row, "cursor": at}
            for row, at in zip(page, cursors, strict=True)
        ]
        return {
            "__kind": f"{kind}Connection",
            "nodes": page,
            "edges": edges,
            "pageInfo": {
                "__kind": "PageInfo",
                "hasNextPage": forward and more,
                "hasPreviousPage": not forward and more,
                "startCursor": cursors[0] if page else None,
                "endCursor": cursors[-1] if page else None,
            },
            "totalCount": total,
        }

    def narrowed(self, rows: list[Row], where: dict[str, Any] | None) -> list[Row]:
        """The rows that a `where` lets through."""
        given = {key: value for key, value in (where or {}).items() if value is not None}
        for key, value in given.items():
            wanted: Any = uuid_of(value, POINTS[key])[1] if key in POINTS else value
            rows = [row for row in rows if self.passes(row, key, wanted)]
        return rows

    def passes(self, row: Row, key: str, value: Any) -> bool:
        """Whether a row is let through by one field of `where`."""
        if isinstance(value, list):
            return row[key].name in value
        if key.endswith(("From", "Until")):
            column = BOUNDED[key.removesuffix("From").removesuffix("Until")]
            bound = moment(value) if column == "captured_at" else date.fromisoformat(value)
            return bool(row[column] >= bound if key.endswith("From") else row[column] < bound)
        if key in ("host", "home") and "placement_id" in row:
            placement = self.rows["Placement"].get(row["placement_id"])
            return placement is not None and placement[f"{key}_id"] == value
        if key == "museum" and "museum_id" not in row:
            held = self.rows["Membership"].values()
            roles = [one["museum_id"] for one in held if one["person_id"] == row["id"]]
            return row["id"] == value if row["__kind"] == "Museum" else value in roles
        if key == "observation" and value not in self.rows["Observation"]:
            return False
        return bool(row.get(f"{key}_id", row.get(key)) == value)

    def _cursor(self, purpose: str, place: tuple[Any, UUID]) -> str:
        cursor = f"§{purpose} {place[1]} {place[0]}"
        self.places[cursor] = (purpose, place)
        return cursor

    def _place(self, purpose: str, cursor: str | None) -> tuple[Any, UUID] | None:
        if cursor is None:
            return None
        of, place = self.places.get(cursor, ("", None))
        if of != purpose:
            raise refused("BAD_CURSOR")
        return place


def window(given: dict[str, Any]) -> tuple[bool, int, str | None]:
    """Direction, size and cursor of a page."""
    first, last, after, before = (given.get(name) for name in ("first", "last", "after", "before"))
    if first is not None and last is not None:
        raise refused("BAD_PAGE")
    forward = last is None and (first is not None or before is None)
    if (before if forward else after) is not None:
        raise refused("BAD_PAGE")
    size = first if forward else last
    size = 20 if size is None else size
    if not 1 <= size <= 100:
        raise refused("BAD_PAGE_SIZE")
    return forward, size, after if forward else before


def moment(text: str) -> datetime:
    """A moment from its text."""
    return datetime.fromisoformat(text)
