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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

APPEND = text(
    "select append_to_log(:scope_id, cast(:kinds as text[]), cast(:ids as uuid[]), :at, :by_id, :act, :line)"
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that an act changed: the graph's name of its type, its id, and the scope that should hear."""

    scope_id: UUID
    kind: str
    id: UUID


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
    of_scope: dict[UUID, dict[tuple[str, UUID], None]] = defaultdict(dict)
    for one in changed:
        of_scope[one.scope_id][(one.kind, one.id)] = None
    for scope_id in sorted(of_scope, key=lambda scope: scope.int):
        pointers = list(of_scope[scope_id])
        line = {
            "act": act,
            "by": by and str(by),
            "at": at.isoformat(),
            "changed": [f"{kind}:{entity_id}" for kind, entity_id in pointers],
            **(detail or {}),
        }
        position = await session.scalar(
            APPEND,
            {
                "scope_id": scope_id,
                "kinds": [kind for kind, _ in pointers],
                "ids": [entity_id for _, entity_id in pointers],
                "line": json.dumps(line, sort_keys=True, ensure_ascii=False),
                "at": at,
                "by_id": by,
                "act": act,
            },
        )
        if position is None:
            raise LookupError(f"There is no scope {scope_id} to record {act!r} in.")
