"""Admitting newcomers whom their museum vouches for, or turning them away. Steward's work."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.refusals import not_here
from exchange.people.identities import Identity, Newcomer
from exchange.people.joining import appoint, join
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Person, Role


async def newcomers(session: AsyncSession, museums: Collection[UUID]) -> Sequence[tuple[Newcomer, str]]:
    """Who waits to be admitted at these museums, with the museum's name; the longest waiting first."""
    waiting = select(Newcomer, Museum.name).join(Museum, Museum.id == Newcomer.museum_id)
    waiting = waiting.where(Newcomer.turned_away_at.is_(None), Newcomer.museum_id.in_(museums))
    found = await session.execute(waiting.order_by(Newcomer.asked_at, Newcomer.id))
    return [(newcomer, name) for newcomer, name in found]


async def coordinated_by(session: AsyncSession, person_id: UUID, *, on: date) -> set[UUID]:
    """The museums at which this person is a coordinator on a day."""
    held = select(Membership.museum_id).where(
        Membership.person_id == person_id, Membership.role == Role.COORDINATOR, in_office(on)
    )
    return set(await session.scalars(held))


async def admit(session: AsyncSession, id: UUID, *, at: datetime) -> Person:
    """Take a newcomer in as a participant of their museum; refuses who does not wait."""
    newcomer = await waiting(session, id)
    museum = await session.get_one(Museum, newcomer.museum_id)
    new = Person(id=uuid7(at), network_id=museum.network_id, name=newcomer.name, locale=newcomer.locale)
    person = await join(session, new, newcomer.email, at=at)
    await appoint(session, person, museum, Role.PARTICIPANT, since=at.date(), at=at)
    account = {"issuer": newcomer.issuer, "subject": newcomer.subject}
    session.add(Identity(**account, person_id=person.id, linked_at=at, seen_at=None))
    await session.delete(newcomer)
    await session.flush()
    return person


async def turn_away(session: AsyncSession, id: UUID, *, at: datetime) -> str:
    """Turn a newcomer away: their account opens nothing from now on, and waits no more."""
    newcomer = await waiting(session, id)
    newcomer.turned_away_at = at
    return newcomer.name


async def waiting(session: AsyncSession, id: UUID) -> Newcomer:
    """A newcomer who waits; refuses anybody else."""
    newcomer = await session.get(Newcomer, id, with_for_update=True)
    if newcomer is None or newcomer.turned_away_at is not None:
        raise not_here()
    return newcomer
