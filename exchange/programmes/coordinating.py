"""Coordinating a programme: who does is whoever belongs to its scope."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.refusals import not_here
from exchange.people.tables import ScopeMember
from exchange.programmes.tables import Programme


async def coordinated(session: AsyncSession, programme_id: UUID, *, by: UUID, at: datetime) -> Programme:
    """The programme, for who coordinates it at this moment; to everybody else it is not here."""
    here = ScopeMember.scope_id == Programme.id, ScopeMember.person_id == by
    lasts = or_(ScopeMember.left_at.is_(None), ScopeMember.left_at > at)
    theirs = select(Programme).join(ScopeMember, here[0]).where(Programme.id == programme_id, here[1], lasts)
    found = await session.scalar(theirs)
    if found is None:
        raise not_here()
    return found
