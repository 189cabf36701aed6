"""What a signed-in browser is told about its person."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.tables import FeedEpoch
from exchange.people.tables import Membership, Museum, Person, Role


async def standing_of(session: AsyncSession, person_id: UUID) -> dict[str, Any] | None:
    """The person, their roles today, and the epoch of the change feed."""
    person = await session.get(Person, person_id)
    if person is None:
        return None
    roles = await session.scalars(
        select(Membership.role).where(Membership.person_id == person_id, holds()).distinct()
    )
    epoch = await session.scalar(select(FeedEpoch.epoch))
    return {
        "person": {"id": str(person.id), "name": person.name, "locale": person.locale},
        "roles": sorted(role.value for role in roles),
        "feedEpoch": str(epoch) if epoch else None,
    }


async def demo_people(session: AsyncSession) -> list[dict[str, str]]:
    """Everybody of the demo who has a role, mentors and participants first."""
    found = await session.execute(
        select(Person.id, Person.name, Membership.role, Museum.name)
        .join(Membership, Membership.person_id == Person.id)
        .join(Museum, Museum.id == Membership.museum_id)
        .where(holds())
        .order_by(Person.name, Membership.since)
    )
    order = list(Role)
    rows = sorted(found, key=lambda row: order.index(row[2]))
    shown: dict[UUID, dict[str, str]] = {}
    for person_id, name, role, museum in rows:
        mine = {"id": str(person_id), "name": name, "role": role.value, "museum": museum, "note": ""}
        shown.setdefault(person_id, mine)
    return list(shown.values())


def holds() -> Any:
    """A membership of today."""
    today = datetime.now(UTC).date()
    return (Membership.since <= today) & or_(Membership.until.is_(None), Membership.until >= today)
