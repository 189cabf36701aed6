"""Recording an act: its journal line and its pointers in the change feed, in the act's transaction.

Each scope has a log of its own, numbered by a counter row that is taken with `update … returning` and
held until the transaction ends. Numbers are therefore given in commit order: a reader who has seen
position 7 can never be overtaken by a later 6. Scopes are taken in the order of their ids, so two acts
never wait for each other in a circle.
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
    """
    with taken as (
        update scope
           set position = position + :many,
               journal_head = sha256(journal_head || convert_to(:line, 'UTF8'))
         where id = :scope_id
        returning position, journal_head
    ), told as (
        insert into feed (scope_id, position, kind, entity_id, at)
        select :scope_id, taken.position - :many + pointer.number, pointer.kind, pointer.id, :at
          from taken, unnest(cast(:kinds as text[]), cast(:ids as uuid[]))
               with ordinality as pointer(kind, id, number)
    )
    insert into journal (scope_id, position, at, by_id, act, line, hash)
    select :scope_id, taken.position, :at, :by_id, :act, :line, taken.journal_head from taken
    """
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
        await session.execute(
            APPEND,
            {
                "many": len(pointers),
                "scope_id": scope_id,
                "kinds": [kind for kind, _ in pointers],
                "ids": [entity_id for _, entity_id in pointers],
                "line": json.dumps(line, sort_keys=True, ensure_ascii=False),
                "at": at,
                "by_id": by,
                "act": act,
            },
        )
