"""In which network somebody may do something: by a role they hold there, or by sitting on its committee."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.tables import Seat
from exchange.ground.refusals import not_here
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Role


def holds(by: UUID, *roles: Role, at: datetime) -> Select[UUID]:
    """The networks in which somebody has one of these roles today."""
    mine = select(Membership.network_id).where(Membership.person_id == by, in_office(at.date()))
    return mine.where(Membership.role.in_(roles))


def sits(by: UUID, *, at: datetime) -> Select[UUID]:
    """The networks on whose committee somebody sits today."""
    today = at.date()
    return select(Seat.network_id).where(Seat.person_id == by, Seat.since <= today, Seat.until >= today)


async def network_by(session: AsyncSession, *ways: Select[UUID]) -> UUID:
    """The network to which one of these ways leads; refuses whoever has none."""
    networks = union(*ways).subquery()
    network_id: UUID | None = await session.scalar(select(networks.c.network_id).limit(1))
    if network_id is None:
        raise not_here()
    return network_id
