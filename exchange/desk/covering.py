"""What somebody's desk covers: the programmes they coordinate, and the museums whose coordinator they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.people.admitting import coordinated_by
from exchange.people.tables import ScopeMember
from exchange.programmes.tables import Programme


@dataclass(frozen=True, slots=True)
class Covered:
    """Whose desk it is, and what it covers, with the names of it."""

    by: UUID
    at: datetime
    programmes: Mapping[UUID, str]
    museums: Mapping[UUID, str]

    def __bool__(self) -> bool:
        """Whether it covers anything."""
        return bool(self.programmes or self.museums)


async def covered(session: AsyncSession, *, by: UUID, at: datetime) -> Covered:
    """What the desk of this person covers at this moment."""
    lasts = or_(ScopeMember.left_at.is_(None), ScopeMember.left_at > at)
    theirs = (
        select(Programme)
        .join(ScopeMember, ScopeMember.scope_id == Programme.id)
        .where(ScopeMember.person_id == by, lasts)
        .order_by(Programme.starts_on.desc(), Programme.id)
    )
    programmes = {one.id: one.name for one in await session.scalars(theirs)}
    return Covered(by, at, programmes, await coordinated_by(session, by, on=at.date()))
