"""Who would read an entry at an audience, asked before anybody does."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import strawberry
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.people.tables import Membership, Person, Role
from exchange.placements.circling import who_reads
from exchange.placements.tables import Audience
from schema.context import Info

MOST = 100


@strawberry.type(description="Somebody who would read.")
class Reader:
    """Somebody who would read."""

    name: str = strawberry.field(description="The name they go by.")
    roles: list[Role] = strawberry.field(description="What they do in the exchange, each role once.")


@strawberry.type(description="Everybody who would read, beside you.")
class Readers:
    """Everybody who would read, beside you."""

    count: int = strawberry.field(description="How many people would read.")
    people: list[Reader] = strawberry.field(description="Who they are, by name; the first 100 of them.")


Of = Annotated[
    UUID, strawberry.argument(description="The placement, by its UUID; your own, else nobody reads.")
]
At = Annotated[Audience, strawberry.argument(description="The audience that is thought of.")]


async def readers(info: Info, placement_id: Of, audience: At) -> Readers:
    """Who would read; nobody, unless the participant asks."""
    context = info.context
    if context.person_id is None or context.lent:
        return Readers(count=0, people=[])
    async with context.sessions.as_person(context.person_id) as session:
        found = [one for one in await who_reads(session, placement_id, audience) if one != context.person_id]
        return Readers(count=len(found), people=await named(session, found))


async def named(session: AsyncSession, found: Sequence[UUID]) -> list[Reader]:
    """The first of these people by name, each with what they do."""
    people = (
        await session.execute(
            select(Person.id, Person.name)
            .where(Person.id.in_(found))
            .order_by(Person.name, Person.id)
            .limit(MOST)
        )
    ).all()
    roles: dict[UUID, set[Role]] = defaultdict(set)
    playing = select(Membership.person_id, Membership.role).where(
        Membership.person_id.in_([one for one, _ in people])
    )
    for person_id, role in await session.execute(playing):
        roles[person_id].add(role)
    return [Reader(name=name, roles=sorted(roles[one], key=list(Role).index)) for one, name in people]


@strawberry.type
class ReaderReads:
    """Questions about readers."""

    readers: Readers = strawberry.field(
        resolver=readers,
        description="Who would read an entry of your placement at this audience, told before it is shown.",
    )
