"""Opening a programme in a network, and letting coordinators in later. Steward's work, so far."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.tables import Scope, ScopeKind
from exchange.people.joining import belong
from exchange.programmes.tables import Objective, Programme


async def open_programme(
    session: AsyncSession,
    programme: Programme,
    *,
    objectives: Sequence[str],
    coordinators: Sequence[UUID],
    at: datetime,
) -> list[Objective]:
    """Open a programme with its objectives, in order, and let its coordinators into its scope."""
    session.add(Scope(id=programme.id, kind=ScopeKind.PROGRAMME))
    session.add(programme)
    await session.flush()
    for coordinator in coordinators:
        await belong(session, programme.id, coordinator, at=at)
    kept = [
        Objective(
            id=uuid7(at),
            network_id=programme.network_id,
            programme_id=programme.id,
            position=position,
            sentence=sentence,
        )
        for position, sentence in enumerate(objectives, start=1)
    ]
    session.add_all(kept)
    await session.flush()
    scope = programme.network_id
    changed = [Changed(scope, "Programme", programme.id), *(Changed(scope, "Objective", o.id) for o in kept)]
    await record(session, "open programme", changed, by=None, at=at)
    return kept


async def let_in(session: AsyncSession, programme: Programme, coordinator: UUID, *, at: datetime) -> None:
    """Let one more coordinator into a programme that is open."""
    await belong(session, programme.id, coordinator, at=at)
    changed = [Changed(programme.network_id, "Programme", programme.id)]
    await record(
        session, "let coordinator in", changed, by=None, at=at, detail={"coordinator": str(coordinator)}
    )
