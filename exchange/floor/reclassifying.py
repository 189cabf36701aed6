"""Showing an entry to the mentor, or to its author alone: old readers and new ones hear of it."""

from uuid import UUID

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.keeping import AnEntry, as_it_is, entity, hold_own, keep
from exchange.floor.observations import SHOWING, scope_of
from exchange.floor.parts import parts_of
from exchange.floor.pushes import Doing
from exchange.floor.steps import takes_a_step
from exchange.floor.tables import Observation
from exchange.ground.recording import Changed
from exchange.placements.tables import Audience


async def reclassify(doing: Doing, kind: type[AnEntry], id: UUID, start: Audience, goal: Audience) -> Applied:
    """Give an entry another audience; its parts move with it, by their foreign keys.

    Hiding always wins: it may be done on an old picture, showing may not.
    """
    entry = await hold_own(doing, kind, id)
    if not takes_a_step(entry.audience, start, goal, SHOWING, entity(entry)):
        return as_it_is(entry)
    if goal is Audience.MENTOR and entry.audience is not start:
        sentence = "It was hidden meanwhile: is it still to be shown?"
        code = NeedsUserCode.STATUS_MOVED
        raise NeedsYou(code, sentence, entity(entry), entry.audience.value)
    before = entry.scope_id
    entry.audience = goal
    entry.scope_id = scope_of(goal, entry.author_id, entry.placement_id)
    told = [(kind.__name__, id)]
    if isinstance(entry, Observation):
        told += [(name, part) for name, part in await doing.session.execute(parts_of(id))]
    beside = [Changed(scope, name, one) for scope in (before, entry.scope_id) for name, one in told]
    return await keep(doing, "reclassify", entry, beside=beside, detail={"to": goal.value})
