"""Placing a person at a museum: steward's work, for who enrols a museum and for an agreement in force."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.chartering import must_take_part
from exchange.ground.recording import record
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.joining import belong, leave
from exchange.people.tables import Museum
from exchange.placements.circling import redraw
from exchange.placements.tables import Placement
from exchange.placements.telling import told_of


async def place(session: AsyncSession, placement: Placement, *, at: datetime) -> Placement:
    """Begin a placement: its scope holds the participant and the mentor, and nobody else.

    Where museums agreed on a charter, both hold to a version that is in force.
    """
    home = await session.get_one(Museum, placement.home_id)
    both = {placement.home_id, placement.host_id}
    await must_take_part(session, home.network_id, both, at=at)
    session.add(Scope(id=placement.id, kind=ScopeKind.PLACEMENT))
    await session.flush()
    session.add(placement)
    await session.flush()
    for person_id in (placement.participant_id, placement.mentor_id):
        await belong(session, placement.id, person_id, at=at)
    await record(session, "place", await told_of(session, placement), by=None, at=at)
    return placement


async def name_home_manager(
    session: AsyncSession, placement: Placement, manager_id: UUID, *, at: datetime
) -> None:
    """Name who agrees at home to what the participant promises; a placement may begin without."""
    placement.home_manager_id = manager_id
    placement.rev += 1
    await session.flush()
    await record(session, "name home manager", await told_of(session, placement), by=None, at=at)


async def change_placement(
    session: AsyncSession, placement: Placement, agreed: Placement, *, at: datetime
) -> None:
    """Let a placement be as it was agreed anew; another mentor takes the former one's place in it."""
    before = placement.mentor_id
    for name in ("mentor_id", "home_manager_id", "agreement_id", "title", "starts_on", "ends_on"):
        setattr(placement, name, getattr(agreed, name))
    placement.rev += 1
    await session.flush()
    if placement.mentor_id != before:
        await leave(session, placement.id, before, at=at)
        await belong(session, placement.id, placement.mentor_id, at=at)
        await redraw(session, at=at)
    await record(session, "change placement", await told_of(session, placement), by=None, at=at)
