"""Showing an entry to more people, or to fewer: old readers and new ones hear of it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.consent import agreed, stays_with_the_host
from exchange.floor.keeping import AnEntry, Entry, as_it_is, entity, hold_own, keep, placement_told
from exchange.floor.notes import Notice, guards
from exchange.floor.observations import SHOWING
from exchange.floor.parts import parts_of
from exchange.floor.pushes import Doing
from exchange.floor.steps import takes_a_step
from exchange.floor.tables import Observation, Photo
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused
from exchange.placements.audiences import has_a_circle, is_wider, leaves_the_placement, scope_of
from exchange.placements.circling import draw
from exchange.placements.tables import Audience


async def reclassify(doing: Doing, kind: type[AnEntry], id: UUID, start: Audience, goal: Audience) -> Applied:
    """Give an entry another audience; its parts move with it, by their foreign keys.

    Fewer readers always win: that may be done on an old picture, letting more people read may not.
    """
    entry = await hold_own(doing, kind, id)
    if not takes_a_step(entry.audience, start, goal, SHOWING, entity(entry)):
        return as_it_is(entry)
    if is_wider(goal, entry.audience):
        await may_be_widened(doing, entry, start, goal)
    beside = await move(doing, entry, goal)
    return await keep(doing, "reclassify", entry, beside=beside, detail={"to": goal.value})


async def may_be_widened(doing: Doing, entry: Entry, start: Audience, goal: Audience) -> None:
    """Asks the author again where more people would read than they know of, or than they may let in alone."""
    now = entry.audience.value
    if isinstance(entry, Observation) and entry.restricted is not None:
        sentence = "It is restricted: one of its custodians has to lift that first."
        raise NeedsYou(NeedsUserCode.STATUS_MOVED, sentence, entity(entry), now)
    if entry.audience is not start:
        sentence = "Fewer people read it meanwhile: are more still to read it?"
        raise NeedsYou(NeedsUserCode.STATUS_MOVED, sentence, entity(entry), now)
    if not has_a_circle(goal):
        return
    await must_leave_the_host(doing, entry, goal)
    if leaves_the_placement(goal) and not all(agreed(photo) for photo in await photos_of(doing, entry)):
        sentence = "Say first for each photo whether people are in it, and whether they agreed."
        raise NeedsYou(NeedsUserCode.CONSENT_MISSING, sentence, entity(entry), now)
    try:
        await doing.stepped_up()
    except Refused as no:
        raise NeedsYou(NeedsUserCode.STEP_UP, no.sentence, entity(entry), now) from None


async def must_leave_the_host(doing: Doing, entry: Entry, goal: Audience) -> None:
    """Asks the author again where a photo stays with the host, or a community said that not all may see."""
    now = entry.audience.value
    photos = await photos_of(doing, entry)
    if any(stays_with_the_host(photo) for photo in photos):
        sentence = "A photo in it stays with you and the host, by the museum’s rules: take it off first."
        raise NeedsYou(NeedsUserCode.CONSENT_MISSING, sentence, entity(entry), now)
    on_it = select(Notice).where(Notice.observation_id == entry.id, Notice.removed_at.is_(None))
    notices = await doing.session.scalars(on_it)
    if leaves_the_placement(goal) and any(guards(notice) for notice in notices):
        sentence = "A community’s label on it says that not everybody may see it: ask them first."
        raise NeedsYou(NeedsUserCode.CONSENT_MISSING, sentence, entity(entry), now)


async def move(doing: Doing, entry: Entry, goal: Audience) -> list[Changed]:
    """Put an entry into the scope of its new audience; what is to be told there, and where it stood."""
    if has_a_circle(goal):
        await draw(doing.session, entry.placement_id, goal, at=doing.at)
    before, left = entry.scope_id, placement_told(entry)
    entry.audience = goal
    entry.scope_id = scope_of(goal, entry.author_id, entry.placement_id)
    told = [(type(entry).__name__, entry.id)]
    if isinstance(entry, Observation):
        told += [(name, part) for name, part in await doing.session.execute(parts_of(entry.id))]
    beside = [Changed(scope, name, one) for scope in (before, entry.scope_id) for name, one in told]
    return [*beside, *left, *placement_told(entry)]


async def photos_of(doing: Doing, entry: Entry) -> Sequence[Photo]:
    """The photos that go with an entry."""
    here = select(Photo).where(Photo.observation_id == entry.id, Photo.removed_at.is_(None))
    return (await doing.session.scalars(here)).all()
