"""Subscribing: a webhook of a museum, a programme or a placement, heard with the rights of one person."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.tables import Museum
from exchange.placements.tables import Placement
from exchange.programmes.tables import Programme
from exchange.webhooks.tables import Webhook
from exchange.webhooks.telling import begin_here

BOTH_FOR = timedelta(hours=24)
"""After a change of secrets, messages are signed with both for so long."""
KINDS = (ScopeKind.MUSEUM, ScopeKind.PROGRAMME, ScopeKind.PLACEMENT)


async def subscribe(
    session: AsyncSession, person_id: UUID, scope_id: UUID, url: str, sealed: bytes, *, at: datetime
) -> Webhook:
    """Make a webhook; refuses what is no museum, programme or placement."""
    scope = await session.get(Scope, scope_id)
    if scope is None or scope.kind not in KINDS:
        raise Refused("INVALID", "A webhook is of a museum, a programme or a placement.", "of")
    webhook = Webhook(
        id=uuid7(at), person_id=person_id, scope_id=scope_id, url=url, secret=sealed, made_at=at
    )
    session.add(webhook)
    await session.flush()
    await begin_here(session, webhook)
    return webhook


async def rotate(session: AsyncSession, webhook_id: UUID, sealed: bytes, *, at: datetime) -> Webhook:
    """Give a webhook a new secret; the old one signs beside it for a day."""
    webhook = await session.get(Webhook, webhook_id, with_for_update=True)
    if webhook is None or webhook.ended_at is not None:
        raise Refused("NOT_FOUND", f"There is no webhook {webhook_id}: `webhook list` lists them.")
    webhook.former_secret, webhook.former_until, webhook.secret = webhook.secret, at + BOTH_FOR, sealed
    return webhook


async def scope_named(session: AsyncSession, named: str) -> UUID:
    """The museum, programme or placement of this name or id; refuses none and several."""
    found: set[UUID] = set()
    for kind, name in ((Museum, Museum.name), (Programme, Programme.name), (Placement, Placement.title)):
        wanted = [name == named]
        with suppress(ValueError):
            wanted.append(kind.id == UUID(named))
        found |= set(await session.scalars(select(kind.id).where(or_(*wanted))))
    if len(found) != 1:
        many = "no" if not found else "more than one"
        raise Refused(
            "INVALID", f"There is {many} museum, programme or placement {named!a}: give its id.", "of"
        )
    return found.pop()
