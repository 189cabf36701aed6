"""Telling: what the feed says becomes messages, once for each webhook.

The feed is the log: a webhook keeps how far it has read each scope, and reads on as its owner, without what
the owner keeps alone. Place and messages are written in one transaction, so nothing is told twice or lost.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.sessions import Sessions
from exchange.ground.table import Table
from exchange.webhooks.tables import Delivery, DeliveryState, Webhook, WebhookPlace

SOME = 200
TOLD = {
    "Observation": "observation",
    "Commitment": "commitment",
    "Comment": "comment",
    "Decision": "decision",
    "Photo": "photo",
    "Recording": "recording",
    "Mark": "mark",
    "Placement": "placement",
    "ShadowingDay": "shadowing_day",
    "Programme": "programme",
    "Membership": "membership",
}
"""Of what webhooks hear, each with its table; what does not stand here is never told."""
OF_TARGET = """
select cast(:target as uuid) as id
 union select id from placement where :target in (id, programme_id, home_id, host_id)
 union select scope_id from circle join placement on placement.id = circle.placement_id
        where :target in (placement.id, programme_id, home_id, host_id)
"""
LINES = text(
    f"""
    select feed.scope_id, feed.position, feed.kind, feed.entity_id, feed.at
      from ({OF_TARGET}) as target
      join feed on feed.scope_id = target.id
      left join unnest(cast(:scopes as uuid[]), cast(:positions as bigint[])) as place(scope_id, position)
           on place.scope_id = feed.scope_id
     where feed.position > coalesce(place.position, 0)
     order by feed.scope_id, feed.position
     limit {SOME}
    """  # noqa: S608 - no value stands in it
)
PLACES = text(
    f"select scope.id, scope.position from ({OF_TARGET}) as target join scope on scope.id = target.id"  # noqa: S608
)


class Line(NamedTuple):
    """One line of the feed."""

    scope_id: UUID
    position: int
    kind: str
    entity_id: UUID
    at: datetime


async def tell(sessions: Sessions, *, at: datetime) -> int:
    """Write the messages that every webhook has yet to get, some at a time; how many lines were read."""
    async with sessions.as_steward() as session:
        living = select(Webhook.id).where(Webhook.ended_at.is_(None)).order_by(Webhook.id)
        webhooks = (await session.scalars(living)).all()
    return sum([await tell_one(sessions, webhook_id, at=at) for webhook_id in webhooks])


async def tell_one(sessions: Sessions, webhook_id: UUID, *, at: datetime) -> int:
    """Write the messages that one webhook has yet to get; another process may be at it already."""
    async with sessions.as_steward() as session:
        mine = select(Webhook).where(Webhook.id == webhook_id, Webhook.ended_at.is_(None))
        webhook = await session.scalar(mine.with_for_update(skip_locked=True))
        if webhook is None:
            return 0
        lines, there = await read(sessions, session, webhook)
        before = set(
            await session.scalars(select(Delivery.entity_id).where(Delivery.webhook_id == webhook_id))
        )
        for (kind, entity_id), line in {(one.kind, one.entity_id): one for one in lines}.items():
            # Of what the owner may not see, a receiver hears only when it was told of it before.
            if kind in TOLD and (entity_id in there or entity_id in before):
                what = f"{TOLD[kind].replace('_', '-')}.{'changed' if entity_id in there else 'gone'}"
                session.add(message(webhook, what, line, at=at))
        reached = {line.scope_id: line.position for line in lines}
        for scope_id, position in reached.items():
            await move_on(session, webhook_id, scope_id, position)
    return len(lines)


async def read(
    sessions: Sessions, session: AsyncSession, webhook: Webhook
) -> tuple[Sequence[Line], set[UUID]]:
    """The next lines of a webhook's scopes, and which of their rows are there for its owner to see."""
    places = select(WebhookPlace).where(WebhookPlace.webhook_id == webhook.id)
    known = (await session.scalars(places)).all()
    here = {"scopes": [one.scope_id for one in known], "positions": [one.position for one in known]}
    asked = {"target": webhook.scope_id, **here}
    async with sessions.as_person(webhook.person_id, own=False) as owner:
        lines = [Line(*row) for row in await owner.execute(LINES, asked)]
        ids: dict[str, set[UUID]] = {}
        for line in lines:
            ids.setdefault(line.kind, set()).add(line.entity_id)
        return lines, {one for kind in ids if kind in TOLD for one in await seen(owner, kind, ids[kind])}


async def seen(owner: AsyncSession, kind: str, ids: set[UUID]) -> Sequence[UUID]:
    """Those of some rows that are there for whoever this transaction was entered as."""
    table = Table.metadata.tables[TOLD[kind]]
    here = select(table.c.id).where(table.c.id.in_(ids))
    if "removed_at" in table.c:
        here = here.where(table.c.removed_at.is_(None))
    return (await owner.scalars(here)).all()


def message(webhook: Webhook, what: str, line: Line, *, at: datetime) -> Delivery:
    """A message that waits to be sent."""
    return Delivery(
        id=uuid7(at),
        webhook_id=webhook.id,
        what=what,
        entity_id=line.entity_id,
        scope_id=line.scope_id,
        happened_at=line.at,
        made_at=at,
        state=DeliveryState.WAITING,
        next_try_at=at,
    )


async def begin_here(session: AsyncSession, webhook: Webhook) -> None:
    """Let a new webhook begin behind everything that has happened so far."""
    asked: Mapping[str, object] = {"target": webhook.scope_id}
    for scope_id, position in (await session.execute(PLACES, asked)).all():
        await move_on(session, webhook.id, scope_id, position)


async def move_on(session: AsyncSession, webhook_id: UUID, scope_id: UUID, position: int) -> None:
    """Write down how far a webhook has read a scope."""
    place = insert(WebhookPlace).values(webhook_id=webhook_id, scope_id=scope_id, position=position)
    index = ["webhook_id", "scope_id"]
    await session.execute(place.on_conflict_do_update(index_elements=index, set_={"position": position}))
