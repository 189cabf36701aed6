"""Making the address of a calendar, and ending it; the database has the hash of its secret alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, false, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.calendars.tables import CalendarFeed
from exchange.ground.refusals import not_here
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.tables import Museum, Network, Person
from exchange.placements.tables import Placement, PlacementState


@dataclass(frozen=True, slots=True)
class Subscribable:
    """What somebody may have the calendar of, by its scope and its name; a placement may be over."""

    scope_id: UUID
    kind: ScopeKind
    name: str
    over: bool


async def subscribe(
    session: AsyncSession, person_id: UUID, scope_id: UUID, secret_hash: bytes, *, at: datetime
) -> CalendarFeed:
    """Give somebody an address of their own; the one before it opens nothing any more."""
    await unsubscribe(session, person_id, scope_id)
    feed = CalendarFeed(secret_hash=secret_hash, person_id=person_id, scope_id=scope_id, made_at=at)
    session.add(feed)
    await session.flush()
    return feed


async def unsubscribe(session: AsyncSession, person_id: UUID, scope_id: UUID) -> None:
    """End somebody's address of one calendar."""
    theirs = CalendarFeed.person_id == person_id, CalendarFeed.scope_id == scope_id
    await session.execute(delete(CalendarFeed).where(*theirs))


async def feeds_of(session: AsyncSession, person_id: UUID) -> dict[UUID, datetime]:
    """Since when somebody has an address, by the scope of its calendar."""
    theirs = select(CalendarFeed.scope_id, CalendarFeed.made_at).where(CalendarFeed.person_id == person_id)
    return {row.scope_id: row.made_at for row in await session.execute(theirs)}


async def open_to(session: AsyncSession, person_id: UUID) -> Sequence[Subscribable]:
    """Whose calendars somebody may have; entered as them.

    Their own, those of placements that they see, of museums and networks that they belong to.
    """
    own = select(Person.id, Person.name, false()).where(Person.id == person_id)
    stays = select(Placement.id, Placement.title, Placement.state == PlacementState.FINISHED)
    museums = select(Museum.id, Museum.name, false()).join(Scope, Scope.id == Museum.id)
    networks = select(Network.id, Network.name, false()).join(Scope, Scope.id == Network.id)
    asked = {
        ScopeKind.PERSON: own,
        ScopeKind.PLACEMENT: stays.order_by(Placement.starts_on, Placement.id),
        ScopeKind.MUSEUM: museums.order_by(Museum.name, Museum.id),
        ScopeKind.NETWORK: networks.order_by(Network.name, Network.id),
    }
    return [
        Subscribable(scope_id, kind, name, over=over)
        for kind, found in asked.items()
        for scope_id, name, over in await session.execute(found)
    ]


async def must_be_open(session: AsyncSession, person_id: UUID, scope_id: UUID) -> ScopeKind:
    """The kind of a calendar that somebody may have; of any other it is not here. Entered as them."""
    for one in await open_to(session, person_id):
        if one.scope_id == scope_id:
            return one.kind
    raise not_here()
