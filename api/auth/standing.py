"""What a signed-in browser is told about its person."""

from base64 import b64encode
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.codes import hashed
from exchange.ground.tables import FeedEpoch
from exchange.people.tables import Membership, Museum, Person, Role
from exchange.placements.tables import Placement


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


def lock_of(secret: bytes, person_id: UUID) -> str:
    """What closes unsent work on a device somebody signs out of, and opens it when they are back."""
    return b64encode(hashed(secret, "lock", str(person_id))).decode()


async def demo_people(session: AsyncSession) -> list[dict[str, str]]:
    """Everybody of the demo who has a role, participants and mentors first, with their latest placement."""
    found = await session.execute(
        select(Person.id, Person.name, Membership.role, Museum.name)
        .join(Membership, Membership.person_id == Person.id)
        .join(Museum, Museum.id == Membership.museum_id)
        .where(holds())
        .order_by(Person.name, Membership.since)
    )
    placements = await session.execute(
        select(Placement.participant_id, Placement.mentor_id, Placement.title).order_by(Placement.starts_on)
    )
    title_of = {person: title for *both, title in placements for person in both}
    order = list(Role)
    shown: dict[UUID, dict[str, str]] = {}
    for person_id, name, role, museum in sorted(found, key=lambda row: order.index(row[2])):
        note = title_of.get(person_id, "")
        mine = {"id": str(person_id), "name": name, "role": role.value, "museum": museum, "note": note}
        shown.setdefault(person_id, mine)
    return list(shown.values())


def holds() -> Any:
    """A membership of today."""
    today = datetime.now(UTC).date()
    return (Membership.since <= today) & or_(Membership.until.is_(None), Membership.until >= today)
