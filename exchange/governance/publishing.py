"""Reading the public register together: the steward's work, for whoever asks, signed in or not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.published import FORMER, Agreed, Decided, Holds, Published, Sat
from exchange.governance.quorum import quorum_of
from exchange.governance.tables import Charter, Declaration, Motion, MotionState, Ratification, Seat
from exchange.people.tables import Museum, Network, Person

MOST_DECISIONS = 500


async def registers(session: AsyncSession, *, at: datetime) -> list[Published]:
    """The public register of each network, by name."""
    networks = await session.scalars(select(Network).order_by(Network.name))
    return [await register_of(session, network, at=at) for network in networks]


async def register_of(session: AsyncSession, network: Network, *, at: datetime) -> Published:
    """What one network publishes of itself."""
    return Published(
        network.name,
        await agreed(session, network.id),
        await seated(session, network.id, at=at),
        await decided(session, network.id),
    )


async def agreed(session: AsyncSession, network_id: UUID) -> Agreed | None:
    """The newest version of the charter, and the museums that ratified it."""
    newest = select(Charter).where(Charter.network_id == network_id).order_by(Charter.version.desc())
    charter = await session.scalar(newest.limit(1))
    if charter is None:
        return None
    signed = (
        select(Museum.name, Museum.town, Museum.country, Ratification.at)
        .join(Museum, Museum.id == Ratification.museum_id)
        .where(Ratification.charter_id == charter.id)
        .order_by(Museum.name)
    )
    ratified = tuple(Holds(*row) for row in await session.execute(signed))
    return Agreed(charter.version, charter.published_at, charter.sha256, ratified)


async def seated(session: AsyncSession, network_id: UUID, *, at: datetime) -> tuple[Sat, ...]:
    """Who sits, will sit and sat until lately; by seat, the holder first, the latest term first."""
    today = at.date()
    good = (
        select(func.max(Declaration.until))
        .where(Declaration.person_id == Seat.person_id, Declaration.motion_id.is_(None))
        .where(Declaration.since <= today, Declaration.until >= today)
        .scalar_subquery()
    )
    terms = (
        select(Seat.number, Seat.substitute, Person.name, Museum.name, Seat.since, Seat.until, good)
        .join(Person, Person.id == Seat.person_id)
        .join(Museum, Museum.id == Seat.museum_id)
        .where(Seat.network_id == network_id, Seat.until >= today - FORMER)
        .order_by(Seat.number, Seat.substitute, Seat.since.desc())
    )
    return tuple(Sat(*row) for row in await session.execute(terms))


async def decided(session: AsyncSession, network_id: UUID) -> tuple[Decided, ...]:
    """What was decided, the latest first."""
    closed = Motion.state.in_((MotionState.CARRIED, MotionState.REJECTED))
    motions = select(Motion).where(Motion.network_id == network_id, closed)
    latest = motions.order_by(Motion.decided_at.desc()).limit(MOST_DECISIONS)
    return tuple(
        Decided(
            one.about,
            one.state,
            one.put_at,
            one.decided_at or one.put_at,
            one.seats or 0,
            quorum_of(one.seats or 0),
            one.recused or 0,
            one.votes_for or 0,
            one.votes_against or 0,
            one.abstained or 0,
        )
        for one in await session.scalars(latest)
    )
