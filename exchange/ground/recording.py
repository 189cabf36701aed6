"""Recording an act: its journal line and its pointers in the change feed, in the act's transaction.

Each scope has a log of its own, numbered by a counter row that is locked in the writing transaction and
held until the transaction ends. Numbers are therefore given in commit order: a reader who has seen
position 7 can never be overtaken by a later 6. Scopes are taken in the order of their ids, so two acts
never wait for each other in a circle.

The lines are written by the database function `append_lines`, all of one log at once: the app itself may
neither change nor take back what stands in a log, and an act is told in every scope that may see its row,
also where the actor is no member (a programme's coordinators hear of a placement).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.writing import told

APPEND = """select array_agg(append_lines(scope_id, at, by_id, acts, lines, ends, kinds, ids))
              from json_to_recordset(cast(%s as json)) as told(
                   scope_id uuid, at timestamptz, by_id uuid, acts text[], lines text[], ends integer[],
                   kinds text[], ids uuid[])"""
"""Writes into several logs; the position that each has come to, or null where there is no such log."""
APPENDED = text(APPEND % ":logs")
LINE = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


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
    """Write several acts, each into the log of every scope it touched."""
    logs = logs_of(acts, by=by, at=at)
    if logs:
        found(logs, await session.scalar(APPENDED, {"logs": told(logs)}))


def found(logs: Sequence[Mapping[str, Any]], positions: Sequence[int | None]) -> None:
    """Every log was there to be written into; says which was not."""
    for log, position in zip(logs, positions, strict=True):
        if position is None:
            raise LookupError(f"There is no scope {log['scope_id']} to record {log['acts'][0]!r} in.")


def logs_of(acts: Iterable[Act], *, by: UUID | None, at: datetime) -> list[dict[str, Any]]:
    """What several acts write, log by log in the order of the scopes."""
    lines = [line for act in acts for line in lines_of(act, by=by, at=at)]
    lines.sort(key=itemgetter("scope_id"))
    logs = []
    for scope_id, of_one in groupby(lines, itemgetter("scope_id")):
        here = list(of_one)
        logs.append(
            {
                "scope_id": scope_id,
                "at": at,
                "by_id": by,
                "acts": [line["act"] for line in here],
                "lines": [line["line"] for line in here],
                "ends": list(accumulate(len(line["ids"]) for line in here)),
                "kinds": list(chain.from_iterable(line["kinds"] for line in here)),
                "ids": list(chain.from_iterable(line["ids"] for line in here)),
            }
        )
    return logs


def lines_of(act: Act, *, by: UUID | None, at: datetime) -> Iterator[dict[str, Any]]:
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
            "act": act.name,
            "line": LINE(line),
        }
