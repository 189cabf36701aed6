"""Getting hold of an entry and keeping what an act did to it: where every act on an entry begins and ends."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.pushes import Doing
from exchange.floor.tables import Commitment, Observation, Prompt, ShadowingDay
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.ground.tables import Feed
from exchange.placements.audiences import has_a_circle
from exchange.placements.belonging import still_belongs
from exchange.placements.tables import Placement

Entry: TypeAlias = Observation | Commitment
AnEntry = TypeVar("AnEntry", Observation, Commitment)


def entity(entry: Entry | Placement) -> str:
    """The entry's name on the wire."""
    return f"{type(entry).__name__}:{entry.id}"


async def hold(doing: Doing, kind: type[AnEntry], id: UUID) -> AnEntry:
    """Lock an entry until the transaction ends, if this person may see it and it was not taken away."""
    entry = await doing.session.scalar(select(kind).where(kind.id == id).with_for_update())
    if entry is None:
        raise not_here()
    if entry.removed_at is not None:
        sentence = "This was taken away meanwhile."
        raise NeedsYou(NeedsUserCode.TARGET_CLOSED, sentence, entity(entry))
    return entry


async def hold_own(doing: Doing, kind: type[AnEntry], id: UUID) -> AnEntry:
    """Lock an entry of this person's own."""
    entry = await hold(doing, kind, id)
    if entry.author_id != doing.by:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "Only its author changes an entry.")
    return entry


async def own_placement(doing: Doing, id: UUID) -> Placement:
    """The placement, if this person is its participant, and still belongs to it."""
    mine = Placement.id == id, Placement.participant_id == doing.by, still_belongs(doing.by, at=doing.at)
    placement = await doing.session.scalar(select(Placement).where(*mine))
    if placement is None:
        raise not_here()
    return placement


async def still_planned(
    doing: Doing, kind: type[ShadowingDay | Prompt], id: UUID | None, placement_id: UUID, *, field: str
) -> UUID | None:
    """What an entry was written for; nothing, where the museum took it out of the plan meanwhile.

    A phone without a network does not hear of that, and what is written on it is never lost.
    """
    if id is None:
        return None
    here = select(kind.id).where(kind.id == id, kind.placement_id == placement_id)
    if await doing.session.scalar(here) is not None:
        return id
    stood = select(Feed.position).where(
        Feed.scope_id == placement_id, Feed.entity_id == id, Feed.kind == kind.__name__
    )
    if await doing.session.scalar(stood.limit(1)) is None:
        sentence = "This is not here, or it is not part of the placement."
        raise Refused("NOT_FOUND_OR_FORBIDDEN", sentence, field)
    return None


async def keep(
    doing: Doing,
    act: str,
    entry: Entry,
    *,
    beside: Iterable[Changed] = (),
    wrote: Mapping[str, str] | None = None,
    detail: Mapping[str, object] | None = None,
) -> Applied:
    """Number the change and record it; the number counts what happens to an entry and to its parts."""
    entry.rev += 1
    entry.changed_at = doing.at
    await doing.session.flush()
    changed = [Changed(entry.scope_id, type(entry).__name__, entry.id), *beside]
    await record(doing.session, act, changed, by=doing.by, at=doing.at, detail=detail)
    return Applied(entity(entry), entry.rev, wrote or {})


def placement_told(entry: Entry) -> list[Changed]:
    """The line that tells a circle of readers of an entry's placement; none where it stands in no circle.

    Whoever reads there for the first time knows nothing yet of it; with the last entry it is forgotten.
    """
    if not has_a_circle(entry.audience):
        return []
    return [Changed(entry.scope_id, "Placement", entry.placement_id)]


def as_it_is(entry: Entry) -> Applied:
    """The answer when there was nothing to do: it is so already."""
    return Applied(entity(entry), entry.rev)


def taken() -> Refused:
    """The answer to an id that something else has."""
    return Refused("ID_TAKEN", "Something else has this id.", "id")
