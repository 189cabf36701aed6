"""Who is in the network today: their roles, and how much waits for mentors at the museums of a desk."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.desk.covering import Covered
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Person, Role
from exchange.review.waiting import Load

MOST = 2_000


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody does at which museum."""

    museum_id: UUID
    museum: str
    role: Role


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody with what they do, and what waits for them where this desk may know it."""

    id: UUID
    name: str
    posts: tuple[Post, ...]
    waiting: int | None
    oldest: datetime | None


async def staff(session: AsyncSession, desk: Covered, loads: Iterable[Load]) -> Sequence[Staff]:
    """Everybody with a role today, by name."""
    held = (
        select(Person.id, Person.name, Museum.id, Museum.name, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .join(Museum, Museum.id == Membership.museum_id)
        .where(in_office(desk.at.date()))
        .order_by(Person.name, Person.id, Museum.name, Membership.role)
        .limit(MOST)
    )
    names: dict[UUID, str] = {}
    posts: dict[UUID, list[Post]] = {}
    for person_id, name, museum_id, museum, role in await session.execute(held):
        names[person_id] = name
        posts.setdefault(person_id, []).append(Post(museum_id, museum, role))
    mentors: dict[UUID, list[Load]] = {}
    for load in loads:
        mentors.setdefault(load.mentor_id, []).append(load)
    return [
        somebody(person_id, name, posts[person_id], mentors.get(person_id, []))
        for person_id, name in names.items()
    ]


def somebody(person_id: UUID, name: str, posts: Iterable[Post], loads: Collection[Load]) -> Staff:
    """Somebody with what waits for them at all museums of the desk together."""
    return Staff(
        id=person_id,
        name=name,
        posts=tuple(posts),
        waiting=sum(one.waiting for one in loads) if loads else None,
        oldest=min((one.oldest for one in loads if one.oldest), default=None),
    )
