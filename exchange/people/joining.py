"""Founding a network, and joining it: museums, people, roles. Steward's work."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.ground.tables import FeedEpoch, Scope, ScopeKind
from exchange.people.tables import Membership, Museum, Network, Person, Role, ScopeMember, SignInAddress


async def found_network(session: AsyncSession, network: Network, *, at: datetime) -> Network:
    """Found a network: its scope, and the first epoch of its change feed."""
    session.add(Scope(id=network.id, kind=ScopeKind.NETWORK))
    session.add(network)
    await session.flush()
    await session.execute(insert(FeedEpoch).values(single=True, epoch=uuid7(at)).on_conflict_do_nothing())
    await record(session, "found network", [Changed(network.id, "Network", network.id)], by=None, at=at)
    return network


async def add_museum(session: AsyncSession, museum: Museum, *, at: datetime) -> Museum:
    """Take a museum into a network, with a scope for its staff."""
    session.add(Scope(id=museum.id, kind=ScopeKind.MUSEUM))
    session.add(museum)
    await session.flush()
    await record(session, "add museum", [Changed(museum.network_id, "Museum", museum.id)], by=None, at=at)
    return museum


async def join(
    session: AsyncSession, person: Person, email: str | None, *, by: UUID | None = None, at: datetime
) -> Person:
    """Take a person into a network: their own scope, the network's, and an address to sign in with.

    Whom a museum's provider vouches for may have no address. Refuses one that somebody else signs in with.
    """
    address = email.strip().lower() if email else None
    taken = select(SignInAddress.person_id).where(SignInAddress.email == address)
    if address and await session.scalar(taken):
        raise Refused("EMAIL_TAKEN", "Somebody already signs in with this e-mail address.", "email")
    session.add(Scope(id=person.id, kind=ScopeKind.PERSON))
    session.add(person)
    await session.flush()
    if address:
        session.add(SignInAddress(email=address, person_id=person.id))
    for scope_id in (person.id, person.network_id):
        await belong(session, scope_id, person.id, at=at)
    await session.flush()
    await record(session, "join", [Changed(person.network_id, "Person", person.id)], by=by, at=at)
    return person


async def appoint(
    session: AsyncSession,
    person: Person,
    museum: Museum,
    role: Role,
    *,
    since: date,
    by: UUID | None = None,
    at: datetime,
) -> Membership:
    """Give a person a role at a museum; its staff's scope comes with it, and the network's comes back."""
    membership = Membership(
        id=uuid7(at),
        network_id=museum.network_id,
        person_id=person.id,
        museum_id=museum.id,
        role=role,
        since=since,
    )
    session.add(membership)
    for scope_id in (museum.id, museum.network_id):
        await belong(session, scope_id, person.id, at=at)
    await session.flush()
    changed = [Changed(museum.network_id, "Membership", membership.id)]
    await record(session, "appoint", changed, by=by, at=at)
    return membership


async def belong(session: AsyncSession, scope_id: UUID, person_id: UUID, *, at: datetime) -> None:
    """Let a person into a scope; who is in it already stays, who had left comes back."""
    place = insert(ScopeMember).values(scope_id=scope_id, person_id=person_id, joined_at=at, left_at=None)
    returning = {"joined_at": at, "left_at": None}
    await session.execute(
        place.on_conflict_do_update(
            index_elements=["scope_id", "person_id"], set_=returning, where=ScopeMember.left_at.is_not(None)
        )
    )


async def leave(session: AsyncSession, scope_id: UUID, person_id: UUID, *, at: datetime) -> None:
    """Let a person out of a scope at a moment: from the next transaction after it they see nothing of it."""
    here = ScopeMember.scope_id == scope_id, ScopeMember.person_id == person_id
    staying = or_(ScopeMember.left_at.is_(None), ScopeMember.left_at > at)
    await session.execute(update(ScopeMember).where(*here, staying).values(left_at=at))
