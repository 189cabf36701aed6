"""Opening a programme in a network. Steward's work, until coordinators can do it themselves."""

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
