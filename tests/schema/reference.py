"""The plain reference: GraphQL's own execution over the printed schema, with one ordinary resolver.

It knows nothing of the engine. All rows are read into memory as one person may see them, and fields are
looked up by name.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from graphql import (
    DocumentNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    execute_sync,
    get_named_type,
)
from sqlalchemy import Table, select

from exchange.ground.sessions import Sessions
from exchange.tables import METADATA
from schema.graph import PRINTED
from tests.schema.reference_feed import Feed
from tests.schema.reference_lists import PARTS, Lists, refused, uuid_of
from tests.schema.reference_report import Report

NAMED = {("Device", "lostAt"): "revoked_at"}
"""The columns that are called otherwise in the graph."""
LED_BY = {("Debrief", "day"): "id"}
"""The columns that lead to another row and are not called after it: a debrief has the id of its day."""
LISTS = {
    ("Person", "memberships"): ("Membership", "person_id", "since"),
    ("Programme", "objectives"): ("Objective", "programme_id", "position"),
    ("Placement", "days"): ("ShadowingDay", "placement_id", "on_date"),
    ("ShadowingDay", "plan"): ("PlanItem", "day_id", "starts_at"),
    ("ShadowingDay", "prompts"): ("Prompt", "day_id", "position"),
    ("Observation", "tags"): ("Tag", "observation_id", "added_at"),
    ("Observation", "photos"): ("Photo", "observation_id", "position"),
    ("Observation", "recordings"): ("Recording", "observation_id", "position"),
    ("Observation", "comments"): ("Comment", "observation_id", "written_at"),
    ("Observation", "commitments"): ("Commitment", "observation_id", "captured_at"),
    ("Observation", "decisions"): ("Decision", "observation_id", "decided_at"),
    ("Observation", "amendments"): ("Amendment", "observation_id", "proposed_at"),
    ("Observation", "endorsements"): ("Endorsement", "observation_id", "given_at"),
    ("Observation", "handling"): ("Handling", "observation_id", "severity"),
    ("Observation", "notices"): ("Notice", "observation_id", "placed_at"),
    ("Observation", "marks"): ("Mark", "observation_id", "photo_id number"),
    ("Photo", "marks"): ("Mark", "photo_id", "number"),
    ("Commitment", "agreements"): ("Agreement", "commitment_id", "asked_at"),
    ("Commitment", "evidence"): ("Evidence", "commitment_id", "added_at"),
    ("Commitment", "barriers"): ("Barrier", "commitment_id", "said_at"),
    ("Commitment", "followUps"): ("FollowUp", "commitment_id", "days"),
    ("Observation", "versions"): ("TextVersion", "observation_id", "written_at"),
}
Row = dict[str, Any]
Answer = tuple[Any, list[tuple[tuple[str | int, ...] | None, str | None]]]


class Reference:
    """What one person may see, and the plainest way to ask about it."""

    def __init__(self, person: UUID | None, rows: dict[str, dict[UUID, Row]], feed: Feed) -> None:
        self.person, self.rows, self.feed = person, rows, feed
        self.lists, self.report = Lists(rows), Report(rows)
        self.owners: dict[UUID, UUID] = {}
        self.reads = 0
        self.schema = resolved()

    @classmethod
    async def of(cls, sessions: Sessions, person: UUID | None) -> "Reference":
        """Read all that this person may see; nobody sees nothing."""
        tables = dict(nodes())
        rows: dict[str, dict[UUID, Row]] = {kind: {} for kind in tables}
        if person is None:
            return cls(None, rows, Feed({}, []))
        async with sessions.as_person(person) as session:
            for kind, table in tables.items():
                found = (await session.execute(select(table))).mappings()
                rows[kind] = {
                    row["id"]: {**row, "__kind": kind} for row in found if row.get("removed_at") is None
                }
            scopes = (await session.execute(select(METADATA.tables["scope"]))).mappings().all()
            feed = (await session.execute(select(METADATA.tables["feed"]))).mappings().all()
        told = cls(person, rows, Feed({row["id"]: dict(row) for row in scopes}, [dict(row) for row in feed]))
        async with sessions.as_steward() as session:
            of_all = (await session.execute(select(METADATA.tables["device"]))).mappings()
            told.owners = {device["id"]: device["person_id"] for device in of_all}
        return told

    def ask(self, document: DocumentNode, variables: dict[str, Any]) -> Answer:
        """The data of an answer, and the places and codes of its errors."""
        self.feed.broken.clear()
        self.feed.shown.clear()
        while True:
            self.reads = 0
            result = execute_sync(
                self.schema,
                document,
                context_value=self,
                variable_values=variables,
                operation_name="Random",
            )
            errors = result.errors or []
            if not self.feed.learn(tuple(error.path or ()) for error in errors):
                break
        return result.data, [
            (tuple(error.path) if error.path else None, (error.extensions or {}).get("code"))
            for error in errors
        ]

    def resolve(self, row: Row | None, info: GraphQLResolveInfo["Reference"], **given: Any) -> Any:  # noqa: C901, PLR0911
        """Any field of any row."""
        if row is None:
            return self._root(info.field_name, given)
        kind, name = row["__kind"], info.field_name
        if (kind, name) in LISTS:
            return self._list(*LISTS[kind, name], row, given["first"])
        match kind, name:
            case "ChangePage", "changes":
                path = info.path.as_list()
                return self.feed.changes(row, (path[0], path[-1]), self.alone)
            case "ChangePage", "digest":
                return self.feed.digest(self._numbered())
            case "ReportLine", _:
                return self.report.field(row, name, given)
            case "Access", "thing":
                return f"{row['what']}:{row['thing_id']}"
            case "Application", "proposed":
                mine = row["person_id"] == self.person and row["verdict"] is not None
                return row["verdict"].get("stay") is not None if mine else None
            case "Recording", "original":
                return f"/media/recordings/{row['id']}"
            case "Photo", "original" | "screen" | "thumb":
                return f"/media/photos/{row['id']}/{name}"
            case "Photo", "manifest":
                return f"/iiif/photos/{row['id']}/manifest.json"
        return self._value(row, kind, name, info)

    def _value(self, row: Row, kind: str, name: str, info: GraphQLResolveInfo["Reference"]) -> Any:
        if name == "id" and kind != "Gone":
            return f"{kind}:{row['id']}"
        column = NAMED.get((kind, name), snake(name))
        for known in (name, column):
            if known in row:
                return plain(row[known])
        target = info.schema.get_field(info.parent_type, name)
        assert target
        found = self.rows[get_named_type(target.type).name].get(row[LED_BY.get((kind, name), f"{column}_id")])
        if found is None and str(target.type).endswith("!"):
            raise refused("NOT_TO_BE_SEEN")
        return found

    def _list(self, kind: str, by: str, order: str, row: Row, first: int) -> list[Row]:
        mine = [one for one in self.rows[kind].values() if one[by] == row["id"]]
        return sorted(mine, key=lambda one: ([one[each] for each in order.split()], one["id"]))[:first]

    def _root(self, name: str, given: dict[str, Any]) -> Any:
        # Nobody is asked about by `me`, and `changes` looks whether it is a lost device that asks.
        self.reads += name == "changes" and self.person is None
        found = self._read(name, given)
        self.reads += name != "me" or self.person is not None
        return found

    def _read(self, name: str, given: dict[str, Any]) -> Any:
        match name:
            case "me":
                return self.rows["Person"].get(self.person) if self.person else None
            case "node":
                return self.alone(*uuid_of(given["id"]))
            case "nodes" if len(given["ids"]) > 100:
                raise refused("BAD_PAGE_SIZE")
            case "nodes":
                return [self.alone(*one) for one in map(uuid_of, given["ids"])]
            case "changes":
                named = UUID(given["deviceId"])
                page = self.feed.page(self.person, given)
                if self.owners.get(named, self.person) != self.person:
                    self.reads += 1  # it takes a look to know whose it is
                    raise refused("WRONG_USER")
                device = self.rows["Device"].get(named, {})
                return {"durableThrough": device.get("durable_through", 0), **page}
            case "report":
                return self.report.lines(given)
        return self.lists.page(name, given)

    def _numbered(self) -> Iterator[Row]:
        """The rows that stand in a scope and say how often they changed."""
        for kind, rows in self.rows.items():
            shape: Any = self.schema.type_map[kind]
            for key, row in rows.items() if "rev" in shape.fields else ():
                if "scope_id" in row and self.alone(kind, key):
                    yield row

    def alone(self, kind: str, key: UUID) -> Row | None:
        """The row with this id; a part of an entry is there as long as its entry is."""
        row = self.rows.get(kind, {}).get(key)
        if row is None or kind not in PARTS:
            return row
        wholes = (("Observation", "observation_id"), ("Commitment", "commitment_id"))
        return row if any(row.get(by) in self.rows[whole] for whole, by in wholes) else None


def snake(name: str) -> str:
    """A name of the graph as tables and columns are named."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).strip("_")


@cache
def resolved() -> GraphQLSchema:
    """The printed schema, in which every field asks the reference that stands in the context."""
    schema = build_schema(PRINTED.read_text(encoding="utf-8"))
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for field in kind.fields.values():
                field.resolve = lambda row, info, **given: info.context.resolve(row, info, **given)
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            kind.resolve_type = lambda row, *_: row["__kind"]
    return schema


def nodes() -> Iterator[tuple[str, Table]]:
    """The types of rows, each with its table, by the names they have in common."""
    schema = resolved()
    node = schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    for kind in schema.get_implementations(node).objects:
        yield kind.name, METADATA.tables[snake(kind.name)]


def plain(value: Any) -> Any:
    """A value of a row as it stands on the wire."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return float(value) if isinstance(value, Decimal) else value
