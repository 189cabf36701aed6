"""Recording an act: its journal line and its pointers in the change feed, in the act's transaction.

Each scope has a log of its own, numbered by a counter row that is taken with `update … returning` and
held until the transaction ends. Numbers are therefore given in commit order: a reader who has seen
position 7 can never be overtaken by a later 6. Scopes are taken in the order of their ids, so two acts
never wait for each other in a circle.

The lines are written by the database function `append_to_log`: the app itself may neither change nor take
back what stands in a log, and an act is told in every scope that may see its row, also where the actor is
no member (a programme's coordinators hear of a placement).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.writing import told

APPEND = text(
    """select array_agg(append_to_log(scope_id, kinds, ids, at, by_id, act, line))
         from json_to_recordset(cast(:lines as json)) as told(
              scope_id uuid, kinds text[], ids uuid[], at timestamptz, by_id uuid, act text, line text)"""
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that an act changed: the graph's name of its type, its id, and the scope that should hear."""

    scope_id: UUID
    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its name, the rows it changed, and what its line says beside them, in plain JSON."""

    name: str
    changed: Iterable[Changed]
    detail: Mapping[str, object] | None = None


async def record(
    session: AsyncSession,
    act: str,
    changed: Iterable[Changed],
    *,
    by: UUID | None,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write one act into the log of every scope it touched.

    Call it once, last, in the transaction of the act. `detail` is plain JSON for the journal's line.
    """
    await record_all(session, [Act(act, changed, detail)], by=by, at=at)


async def record_all(session: AsyncSession, acts: Iterable[Act], *, by: UUID | None, at: datetime) -> None:
    """Write several acts, each into the log of every scope it touched, scope by scope in their order."""
    lines = [line for act in acts for line in lines_of(act, by=by, at=at)]
    lines.sort(key=itemgetter("scope_id"))
    if not lines:
        return
    positions = await session.scalar(APPEND, {"lines": told(lines)})
    for line, position in zip(lines, positions, strict=True):
        if position is None:
            raise LookupError(f"There is no scope {line['scope_id']} to record {line['act']!r} in.")


def lines_of(act: Act, *, by: UUID | None, at: datetime) -> Iterator[dict[str, object]]:
    """What an act writes into each log."""
    of_scope: dict[UUID, dict[tuple[str, UUID], None]] = defaultdict(dict)
    for one in act.changed:
        of_scope[one.scope_id][(one.kind, one.id)] = None
    for scope_id, pointers in of_scope.items():
        line = {
            "act": act.name,
            "by": by and str(by),
            "at": at.isoformat(),
            "changed": [f"{kind}:{entity_id}" for kind, entity_id in pointers],
            **(act.detail or {}),
        }
        yield {
            "scope_id": str(scope_id),
            "kinds": [kind for kind, _ in pointers],
            "ids": [str(entity_id) for _, entity_id in pointers],
            "at": at.isoformat(),
            "by_id": by and str(by),
            "act": act.name,
            "line": json.dumps(line, sort_keys=True, ensure_ascii=False),
        }
