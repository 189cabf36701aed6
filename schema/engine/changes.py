"""Reading the change feed: one page of pointers and the rows behind them, in one statement, as they are now.

Every scope has a log of its own. A device's cursor holds, for each of its scopes, the position it has
read and the position the scope had when the device first heard of it (`born`). A row pointed to at or
before `born` that may no longer be seen was never on the device, so nothing is said about it; later, it
is `Gone`.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from graphql import FieldNode, GraphQLError
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by

from schema.engine.answers import Answer, Asking
from schema.engine.digests import digests
from schema.engine.following import Following, Place, opened, sealed
from schema.engine.planning import Planner, bad_size
from schema.engine.pointing import CHANGED_SCOPES, POINTED_ROWS, expressions
from schema.engine.reading import Entering
from schema.engine.statement import MARK, Json, Statement, Writer, word
from schema.engine.whole import SCOPE, there, whole_is_there

MOST = 500
NEVER = UUID(int=0)
WRITTEN = ("changes", "digest")
"""What of a page the database writes as JSON."""
IS_LOST = Entering.before("select is_lost($1)", 1)
IS_SOMEBODY_ELSES = "is_somebody_elses(:device)"


class ChangesReader:
    """Reads pages of the change feed, as one operation asks for them."""

    def __init__(self, planner: Planner, nodes: Sequence[FieldNode]) -> None:
        """Plan the page, the four kinds of change and every type of row, and write the statement."""
        self._planner = planner
        self._picks = planner.collect("ChangePage", nodes)
        self._statement = self._write()

    async def read(self, asking: Asking, arguments: Mapping[str, Any]) -> Answer:
        """Read one page; a cursor that is not this device's begins anew and says so."""
        person_id, device_id, limit = asking.brought.person_id, arguments["deviceId"], arguments["limit"]
        if person_id is None:
            raise await nobody(asking, device_id)
        if not 1 <= limit <= MOST:
            raise bad_size("limit", MOST)
        after = arguments.get("after")
        known = opened(asking.brought.seal, after, person_id, device_id)
        places = known.places if known else ()
        values = {
            "page_size": limit,
            "epoch": known.epoch if known else NEVER,
            "scopes": [place.scope_id for place in places],
            "positions": [place.position for place in places],
            "borns": [place.born for place in places],
            "again": arguments.get("again") or [],
            "device": device_id,
        }
        found = await asking.row(self._statement, values)
        epoch, reached, more, durable, backed_up, lost, strange, *lists = found
        if lost:
            raise reported_lost()
        if strange:
            raise somebody_elses()
        next_places = tuple(
            Place(UUID(scope), position, born) for scope, position, born in orjson.loads(reached)
        )
        facts = {
            "cursor": sealed(asking.brought.seal, Following(person_id, device_id, epoch, next_places)),
            "hasMore": more,
            "reset": "BAD_CURSOR" if after is not None and (not known or known.epoch != epoch) else None,
            "durableThrough": durable,
            "backedUpUntil": backed_up and backed_up.isoformat(),
            "__typename": "ChangePage",
        }
        written = iter(lists)
        page = {}
        for key, group in self._picks.items():
            name = group[0].name.value
            page[key] = orjson.Fragment(next(written)) if name in WRITTEN else facts[name]
        return Answer(page)

    def _write(self) -> Statement:
        writer = Writer()
        columns: list[ColumnElement[Any]] = [
            text("(select epoch from feed_epoch) as epoch"),  # type: ignore[list-item]
            text("(select places from reached) as places"),  # type: ignore[list-item]
            text("exists (select from pointers where number > :page_size) as more"),  # type: ignore[list-item]
            text("coalesce((select durable_through from device where id = :device), 0) as durable"),  # type: ignore[list-item]
            text("(select backed_up_until from feed_epoch) as backed_up"),  # type: ignore[list-item]
            text("(select is_lost(:device)) as lost"),  # type: ignore[list-item]
            text(f"(select {IS_SOMEBODY_ELSES}) as strange"),  # type: ignore[list-item]
        ]
        for group in self._picks.values():
            if group[0].name.value == "changes":
                columns.append(self._changes(writer, group))
            elif group[0].name.value == "digest":
                columns.append(digests(writer, self._planner, group))
        return writer.finish(select(*columns).add_cte(*expressions()))

    def _changes(self, writer: Writer, nodes: Sequence[FieldNode]) -> ColumnElement[Any]:
        """The list of changes: scopes that went, scopes that came, then rows in the order of the feed."""
        found = self._found(writer, nodes)
        kinds = [word(name) for name in self._planner.graph.nodes]
        told = {"id": found.c.kind.concat(":").concat(cast(found.c.entity_id, Text))}
        whole = func.coalesce(func.strpos(cast(found.c.upsert, Text), MARK), 1) == 0
        change = case(
            (whole, found.c.upsert),
            # Where a type is not in the graph, it is not said either that a row of it went.
            (and_(found.c.later, found.c.kind.in_(kinds)), self._object("Gone", nodes, told)),
            else_=null(),
        )
        scopes = CHANGED_SCOPES
        scope = case(
            (scopes.c.section == 0, self._object("ScopeRemoved", nodes, {"scope": scopes.c.id})),
            else_=self._object("ScopeAdded", nodes, {"scope": scopes.c.id}),
        )
        number = func.row_number().over(order_by=scopes.c.id)
        items = union_all(
            select(scopes.c.section.label("section"), number.label("number"), scope.label("item")),
            select(literal(2), found.c.number, change),
        ).subquery()
        gathered = func.json_agg(
            aggregate_order_by(items.c.item, items.c.section, items.c.number), type_=JSON()
        )
        wanted = select(func.coalesce(gathered, text("'[]'::json"))).where(items.c.item.is_not(None))
        return wanted.scalar_subquery()

    def _found(self, writer: Writer, nodes: Sequence[FieldNode]) -> FromClause:
        """The pointers, each with what is to be done with its row; null where it is not there to be seen."""
        picks = self._planner.collect("Upsert", nodes)
        asked = {
            key: self._planner.nodes(group) for key, group in picks.items() if group[0].name.value == "row"
        }
        each = []
        for name in self._planner.graph.nodes:
            table = self._planner.graph.rows[name].table
            row = writer.aliased(table)
            told: dict[str, ColumnElement[Any]] = {
                "__typename": cast(word("Upsert"), Text),
                "scope": self._scope(row),
            }
            parts: list[ColumnElement[Any]] = []
            for key, group in picks.items():
                read = asked.get(key)
                parts += (word(key), writer.object(read[name], row) if read else told[group[0].name.value])
            here = select(Json(*parts)).where(row.c.id == POINTED_ROWS.c.entity_id, there(row))
            here = here.where(*whole_is_there(row, table)).correlate(POINTED_ROWS)
            each.append((POINTED_ROWS.c.kind == name, here.scalar_subquery()))
        writer.aliases += 1
        upsert = case(*each, else_=null()).label("upsert")
        return select(*POINTED_ROWS.c, upsert).offset(0).subquery(f"found_{writer.aliases}")

    def _scope(self, row: FromClause) -> ColumnElement[Any]:
        """Where a row stands: a row that has moved is also told of in the log that it has left."""
        return row.c.get(SCOPE, POINTED_ROWS.c.scope_id)

    def _object(
        self, kind: str, nodes: Sequence[FieldNode], told: Mapping[str, ColumnElement[Any]]
    ) -> ColumnElement[Any]:
        """One change as the JSON object that was asked for."""
        parts: list[ColumnElement[Any]] = []
        for key, group in self._planner.collect(kind, nodes).items():
            name = group[0].name.value
            parts += (word(key), cast(word(kind), Text) if name == "__typename" else told[name])
        return Json(*parts)


async def nobody(asking: Asking, device_id: UUID) -> GraphQLError:
    """Why somebody who is not signed in reads nothing; a device that was reported lost hears that it is."""
    found = await asking.brought.reading.row(None, IS_LOST, [device_id])
    if found and found[0]:
        return reported_lost()
    return GraphQLError("Sign in to read what changed.", extensions={"code": "UNAUTHENTICATED"})


def reported_lost() -> GraphQLError:
    """What a device hears after it was reported lost."""
    sentence = "This device was reported lost: it should forget what it holds."
    return GraphQLError(sentence, extensions={"code": "DEVICE_REVOKED"})


def somebody_elses() -> GraphQLError:
    """What somebody hears who reads on a device that another person pushes from."""
    sentence = "This device belongs to somebody else: what changed for you is not for it."
    return GraphQLError(sentence, extensions={"code": "WRONG_USER"})
