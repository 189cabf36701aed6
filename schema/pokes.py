"""Pokes: the word that something changed, and nothing of what. Whoever hears it reads `changes`."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from graphql import GraphQLError
from sqlalchemy import select

from exchange.floor.synced import Device
from schema.context import Info
from schema.described import told_type

DeviceId = Annotated[
    UUID,
    strawberry.argument(description="The device that will read `changes`; made by itself, kept for good."),
]


@told_type
class Poke:
    """Something changed in a scope of yours: read `changes`. It says neither what nor where."""

    at: datetime = strawberry.field(description="When the museum noticed.")


async def poke(info: Info, device_id: DeviceId) -> AsyncGenerator[Poke, None]:
    """Listen for changes, as the person who is signed in."""
    context = info.context
    if context.person_id is None:
        raise GraphQLError("Sign in to hear of changes.", extensions={"code": "UNAUTHENTICATED"})
    lost = select(Device.id).where(Device.id == device_id, Device.revoked_at.is_not(None))
    async with context.sessions.as_person(context.person_id) as session:
        if await session.scalar(lost):
            sentence = "This device was reported lost; it hears nothing."
            raise GraphQLError(sentence, extensions={"code": "DEVICE_REVOKED"})
    async for at in context.pokes():
        yield Poke(at=at)


@strawberry.type(description="What can be listened for, over a WebSocket (graphql-transport-ws) alone.")
class Subscription:
    """What can be listened for."""

    poke: AsyncGenerator[Poke, None] = strawberry.subscription(
        resolver=poke,
        description="“Pull now”: comes once at the beginning and then whenever something changed that "
        "this person may see, also when a scope is theirs now or no longer is. Several changes within half "
        "a second are one poke.",
    )
