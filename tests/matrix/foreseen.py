"""What museums of the matrix foresee: a need and a blackout for each who is placed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.programmes.foreseen import Blackout, Need, NeedKind
from tests.matrix.askers import canary


async def foreseen(
    session: AsyncSession, network_id: UUID, museum_id: UUID, *, hers: bool, at: datetime
) -> dict[str, UUID]:
    """What a museum will need, and when it receives nobody."""
    ids = {kind: uuid7(at) for kind in ("Need", "Blackout")}
    said = {kind: canary(kind) if hers else "Something" for kind in ids}
    planned = {"network_id": network_id, "museum_id": museum_id, "changed_at": at}
    span = {"first_day": at.date(), "last_day": at.date()}
    need = Need(id=ids["Need"], kind=NeedKind.OTHER, skill=said["Need"], why="", days=1, **planned, **span)
    session.add_all([need, Blackout(id=ids["Blackout"], reason=said["Blackout"], **planned, **span)])
    await session.flush()
    changed = [Changed(network_id, kind, ids[kind]) for kind in ids]
    await record(session, "foresee", changed, by=None, at=at)
    return ids
