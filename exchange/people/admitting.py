"""Admitting newcomers whom their museum vouches for, or turning them away. Steward's work."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import not_here
from exchange.people.identities import Identity, IdentityProvider, Newcomer
from exchange.people.joining import appoint, join
from exchange.people.owning import vouch
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Person, Role


@dataclass(frozen=True, slots=True)
class Waiting:
    """A newcomer who waits: at which museum, and by the way of which provider they came."""

    newcomer: Newcomer
    museum: str
    provider: str | None


async def newcomers(session: AsyncSession, museums: Collection[UUID]) -> Sequence[Waiting]:
    """Who waits to be admitted at these museums; the longest waiting first."""
    came_by = (IdentityProvider.museum_id == Newcomer.museum_id) & (
        IdentityProvider.issuer == Newcomer.issuer
    )
    waiting = select(Newcomer, Museum.name, IdentityProvider.name)
    waiting = waiting.join(Museum, Museum.id == Newcomer.museum_id).outerjoin(IdentityProvider, came_by)
    waiting = waiting.where(Newcomer.turned_away_at.is_(None), Newcomer.museum_id.in_(museums))
    found = await session.execute(waiting.order_by(Newcomer.asked_at, Newcomer.id))
    return [Waiting(*each) for each in found]


async def coordinated_by(session: AsyncSession, person_id: UUID, *, on: date) -> dict[UUID, str]:
    """The museums at which this person is a coordinator on a day, with their names."""
    held = select(Museum.id, Museum.name).where(
        Museum.id.in_(
            select(Membership.museum_id).where(
                Membership.person_id == person_id, Membership.role == Role.COORDINATOR, in_office(on)
            )
        )
    )
    found = await session.execute(held.order_by(Museum.name))
    return {museum.id: museum.name for museum in found}


async def admit(
    session: AsyncSession, id: UUID, role: Role, museum_id: UUID | None, *, by: UUID | None, at: datetime
) -> Person:
    """Take a newcomer in with a role, at the museum they came by unless another is named.

    Refuses who does not wait.
    """
    newcomer = await waits(session, id)
    museum = await session.get_one(Museum, museum_id or newcomer.museum_id)
    new = Person(id=uuid7(at), network_id=museum.network_id, name=newcomer.name, locale=newcomer.locale)
    person = await join(session, new, newcomer.email, by=by, at=at)
    await appoint(session, person, museum, role, since=at.date(), by=by, at=at)
    await vouch(session, person.id, newcomer.issuer)
    account = {"issuer": newcomer.issuer, "subject": newcomer.subject}
    session.add(Identity(**account, person_id=person.id, linked_at=at, seen_at=None))
    await session.delete(newcomer)
    await session.flush()
    return person


async def turn_away(
    session: AsyncSession, id: UUID, because: str | None, *, by: UUID | None, at: datetime
) -> str:
    """Turn a newcomer away: their account opens nothing from now on, and waits no more.

    The reason goes when the newcomer goes; the journal, which is never shortened, only says who did it.
    """
    newcomer = await waits(session, id)
    newcomer.turned_away_at = at
    newcomer.turned_away_because = because
    here = [Changed(newcomer.museum_id, "Museum", newcomer.museum_id)]
    await record(session, "turn away", here, by=by, at=at)
    return newcomer.name


async def waits(session: AsyncSession, id: UUID) -> Newcomer:
    """A newcomer who waits; refuses anybody else."""
    newcomer = await session.get(Newcomer, id, with_for_update=True)
    if newcomer is None or newcomer.turned_away_at is not None:
        raise not_here()
    return newcomer
