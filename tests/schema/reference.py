"""The plain reference: GraphQL's own execution over the printed schema, with one ordinary resolver.

It knows nothing of the engine. All rows are read into memory as one person may see them, and fields are
looked up by name.
"""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from graphql import (
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    get_named_type,
    graphql_sync,
)
from sqlalchemy import select

from exchange.ground.sessions import Sessions
from exchange.tables import METADATA
from schema.graph import PRINTED

TABLES = {
    "Network": "network",
    "Museum": "museum",
    "Person": "person",
    "Membership": "membership",
    "Programme": "programme",
    "Objective": "objective",
    "Placement": "placement",
    "ShadowingDay": "shadowing_day",
    "PlanItem": "plan_item",
    "Prompt": "prompt",
    "Observation": "observation",
    "Tag": "tag",
    "Photo": "photo",
    "Commitment": "commitment",
    "Comment": "comment",
    "Decision": "decision",
    "TextVersion": "text_version",
}
LISTS = {
    ("Person", "memberships"): ("Membership", "person_id", "since"),
    ("Programme", "objectives"): ("Objective", "programme_id", "position"),
    ("Placement", "days"): ("ShadowingDay", "placement_id", "on_date"),
    ("ShadowingDay", "plan"): ("PlanItem", "day_id", "starts_at"),
    ("ShadowingDay", "prompts"): ("Prompt", "day_id", "position"),
    ("Observation", "tags"): ("Tag", "observation_id", "added_at"),
    ("Observation", "photos"): ("Photo", "observation_id", "position"),
    ("Observation", "comments"): ("Comment", "observation_id", "written_at"),
    ("Observation", "commitments"): ("Commitment", "observation_id", "captured_at"),
    ("Observation", "decisions"): ("Decision", "observation_id", "decided_at"),
    ("Observation", "versions"): ("TextVersion", "observation_id", "written_at"),
}
ROOTS = {
    "museums": ("Museum", "name", False),
    "people": ("Person", "name", False),
    "programmes": ("Programme", "starts_on", True),
    "placements": ("Placement", "starts_on", True),
    "observations": ("Observation", "captured_at", True),
    "commitments": ("Commitment", "due_on", False),
}
PARTS = {"Tag", "Photo", "Comment", "Decision", "TextVersion"}
FOREIGN = {"CAPTURED_NEWEST": ("captured_at", True), "CAPTURED_OLDEST": ("captured_at", False)}
Row = dict[str, Any]


class Reference:
    """What one person may see, and the plainest way to ask about it."""

    def __init__(self, person: UUID, rows: dict[str, dict[UUID, Row]]) -> None:
        self.person, self.rows = person, rows
        self.schema: GraphQLSchema = build_schema(PRINTED.read_text(encoding="utf-8"))
        for kind in self.schema.type_map.values():
            if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
                for field in kind.fields.values():
                    field.resolve = self.resolve
            elif isinstance(kind, GraphQLInterfaceType):
                kind.resolve_type = lambda row, *_: row["__kind"]

    @classmethod
    async def of(cls, sessions: Sessions, person: UUID) -> "Reference":
        """Read all that this person may see."""
        rows: dict[str, dict[UUID, Row]] = {}
        async with sessions.as_person(person) as session:
            for kind, name in TABLES.items():
                table = METADATA.tables[name]
                found = (await session.execute(select(table))).mappings()
                rows[kind] = {
                    row["id"]: {**row, "__kind": kind} for row in found if row.get("removed_at") is None
                }
        return cls(person, rows)

    def ask(self, document: str, variables: dict[str, Any]) -> tuple[Any, set[tuple[str | int, ...]]]:
        """The data of an answer, and the places of its errors."""
        result = graphql_sync(self.schema, document, variable_values=variables)
        return result.data, {tuple(error.path or ()) for error in result.errors or ()}

    def resolve(self, row: Row | None, info: GraphQLResolveInfo[None], **given: Any) -> Any:  # noqa: PLR0911
        """Any field of any row."""
        if row is None:
            return self._root(info.field_name, given)
        kind, name = row["__kind"], info.field_name
        if (kind, name) in LISTS:
            return self._list(*LISTS[kind, name], row, given["first"])
        if kind == "Page":
            return row[name]
        if name == "id":
            return f"{kind}:{row['id']}"
        if kind == "Photo" and name in ("original", "screen", "thumb"):
            return f"/media/photos/{row['id']}/{name}"
        column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
        if column in row:
            return plain(row[column])
        target = info.schema.get_field(info.parent_type, name)
        assert target
        return self.rows[get_named_type(target.type).name].get(row[f"{column}_id"])

    def _list(self, kind: str, by: str, order: str, row: Row, first: int) -> list[Row]:
        mine = [one for one in self.rows[kind].values() if one[by] == row["id"]]
        return sorted(mine, key=lambda one: (one[order], one["id"]))[:first]

    def _root(self, name: str, given: dict[str, Any]) -> Any:
        if name == "me":
            return self.rows["Person"].get(self.person)
        if name in ("node", "nodes"):
            ids = given["ids"] if name == "nodes" else [given["id"]]
            found = [self._alone(kind, UUID(key)) for kind, _, key in (one.partition(":") for one in ids)]
            return found if name == "nodes" else found[0]
        kind, column, newest = ROOTS[name]
        column, newest = FOREIGN.get(given.get("order", ""), (column, newest))
        rows = sorted(self.rows[kind].values(), key=lambda one: (one[column], one["id"]), reverse=newest)
        for key, value in (given.get("where") or {}).items():
            if value is not None:
                rows = [row for row in rows if passes(row, key, value)]
        return self._page(rows, given)

    def _alone(self, kind: str, key: UUID) -> Row | None:
        row = self.rows.get(kind, {}).get(key)
        if row is None or kind not in PARTS:
            return row
        wholes = (("Observation", "observation_id"), ("Commitment", "commitment_id"))
        return row if any(row.get(by) in self.rows[whole] for whole, by in wholes) else None

    @staticmethod
    def _page(rows: list[Row], given: dict[str, Any]) -> Row:
        first, last = given.get("first"), given.get("last")
        if first is not None and last is not None:
            raise GraphQLError("one of them")
        forward, size = last is None, first if last is None else last
        size = 20 if size is None else size
        if not 1 <= size <= 100:
            raise GraphQLError("too many")
        page = rows[:size] if forward else rows[-size:]
        more = len(rows) > size
        info = {
            "__kind": "Page",
            "hasNextPage": forward and more,
            "hasPreviousPage": not forward and more,
            "startCursor": "sealed" if page else None,
            "endCursor": "sealed" if page else None,
        }
        edges = [{"__kind": "Page", "node": row, "cursor": "sealed"} for row in page]
        return {"__kind": "Page", "nodes": page, "edges": edges, "pageInfo": info, "totalCount": len(rows)}


def passes(row: Row, key: str, value: Any) -> bool:
    """Whether a row is let through by one field of `where`."""
    if isinstance(value, list):
        return row[key].name in value
    if key == "country":
        return bool(row[key] == value)
    return bool(str(row[f"{key}_id"]) == value.partition(":")[2])


def plain(value: Any) -> Any:
    """A value of a row as it stands on the wire."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value
