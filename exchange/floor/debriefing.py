"""Looking back on a shadowing day: its participant writes, and says whether the mentor reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.debriefed import FIELDS, Debrief
from exchange.floor.keeping import own_placement
from exchange.floor.pushes import Doing
from exchange.floor.tables import Observation, ShadowingDay
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.placements.audiences import FIRST, scope_of
from exchange.placements.tables import Audience

REV = "rev"


@dataclass(frozen=True, slots=True)
class Written:
    """A debrief as the device hands it over: all of it, each time."""

    day_id: UUID
    happened: str
    so_what: str
    changes: str
    stays: str
    audience: Audience
    drawn_from: Sequence[UUID]


async def write_debrief(doing: Doing, said: Written, *, base: int) -> Applied:
    """Keep what somebody thinks of a day of their own; written elsewhere meanwhile, they are asked."""
    if said.audience not in FIRST:
        raise Refused("INVALID", "A debrief is for you, or for you and your mentor.", "audience")
    day = await doing.session.get(ShadowingDay, said.day_id)
    if day is None:
        raise not_here()
    await own_placement(doing, day.placement_id)
    drawn_from = await own_entries(doing, day.placement_id, said.drawn_from)
    held = select(Debrief).where(Debrief.id == said.day_id).with_for_update()
    here = await doing.session.scalar(held)
    if here is None:
        return await begin(doing, said, day.placement_id, drawn_from)
    if same(here, said, drawn_from):
        return Applied(f"Debrief:{here.id}", here.rev, {REV: str(here.rev)})
    if max(base, int(doing.wrote.get(REV, 0))) < here.rev:
        sentence = "You wrote on in it on another device. Read that first, then keep what shall stand."
        raise NeedsYou(NeedsUserCode.STATUS_MOVED, sentence, f"Debrief:{here.id}")
    scopes = {here.scope_id, scope_of(said.audience, doing.by, day.placement_id)}
    for name in FIELDS:
        setattr(here, name, getattr(said, name))
    here.drawn_from = drawn_from
    here.audience = said.audience
    here.scope_id = scope_of(said.audience, doing.by, day.placement_id)
    here.changed_at = doing.at
    here.rev += 1
    return await told(doing, here, scopes)


async def begin(doing: Doing, said: Written, placement_id: UUID, drawn_from: list[str]) -> Applied:
    """Keep the first of it."""
    debrief = Debrief(
        id=said.day_id,
        scope_id=scope_of(said.audience, doing.by, placement_id),
        placement_id=placement_id,
        author_id=doing.by,
        **{name: getattr(said, name) for name in FIELDS},
        drawn_from=drawn_from,
        audience=said.audience,
        written_at=doing.captured_at,
        received_at=doing.at,
        changed_at=doing.at,
        removed_at=None,
        rev=1,
    )
    doing.session.add(debrief)
    return await told(doing, debrief, {debrief.scope_id})


async def told(doing: Doing, debrief: Debrief, scopes: set[UUID]) -> Applied:
    """Record it where it stands, and where it stood."""
    await doing.session.flush()
    changed = [Changed(scope, "Debrief", debrief.id) for scope in sorted(scopes)]
    await record(doing.session, "write debrief", changed, by=doing.by, at=doing.at)
    return Applied(f"Debrief:{debrief.id}", debrief.rev, {REV: str(debrief.rev)})


def same(here: Debrief, said: Written, drawn_from: list[str]) -> bool:
    """Whether nothing of it is new."""
    alike = all(getattr(here, name) == getattr(said, name) for name in FIELDS)
    return alike and (here.audience, here.drawn_from) == (said.audience, drawn_from)


async def own_entries(doing: Doing, placement_id: UUID, ids: Sequence[UUID]) -> list[str]:
    """The entries it is drawn from, in the order they were said: of those that are one's own, and here."""
    own = Observation.id.in_(ids), Observation.author_id == doing.by, Observation.placement_id == placement_id
    found = set(await doing.session.scalars(select(Observation.id).where(*own)))
    return [str(one) for one in dict.fromkeys(ids) if one in found]
