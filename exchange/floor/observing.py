"""Changing an observation, handing it to the mentor again, out of review, and taking it away."""

from uuid import UUID

from sqlalchemy import select

from exchange.floor.amending import propose_instead
from exchange.floor.answers import Applied, Done, Merged, NeedsUserCode, NeedsYou
from exchange.floor.holding import reconsider
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, placement_told
from exchange.floor.observations import MOST_OF_A_NOTE, REVIEW, ObservationChange, nothing_said
from exchange.floor.parts import parts_by_others, parts_of, taking_away
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import move, photos_of
from exchange.floor.rewording import reword
from exchange.floor.steps import takes_a_step
from exchange.floor.tables import Observation, Photo, ReviewState
from exchange.ground.recording import Changed
from exchange.placements.audiences import is_wider
from exchange.placements.tables import Audience

ABOUT = {"object_number", "zone"}


async def edit(doing: Doing, id: UUID, change: ObservationChange, *, base: int) -> Done:
    """Change fields of an observation: different fields never conflict, and the note keeps every wording.

    What was approved stands: a change to it is a proposal.
    """
    observation = await hold_own(doing, Observation, id)
    if "note" in change and not change["note"].strip() and not await ever_had_a_photo(doing, id):
        raise nothing_said()
    if observation.state is ReviewState.APPROVED:
        return await propose_instead(doing, observation, change)
    fields = {
        name: value
        for name, value in change.items()
        if name != "note" and getattr(observation, name) != value
    }
    for name, value in fields.items():
        setattr(observation, name, value)
    beside = await hold_photos_back(doing, observation) if fields.keys() & ABOUT else []
    detail: dict[str, object] = {"fields": sorted(change)}
    if "note" not in change:
        if not fields:
            return as_it_is(observation)
        return await keep(doing, "edit observation", observation, beside=beside, detail=detail)
    now = observation.note
    note = await reword(doing, observation, "note", now, change["note"], base=base, most=MOST_OF_A_NOTE)
    observation.note = note.text
    wrote = {"note": str(note.version_id)}
    if note.changed or fields:
        await keep(doing, "edit observation", observation, beside=beside, detail=detail)
    if note.merged:
        kept = (note.conflict,) if note.conflict else ()
        return Merged(entity(observation), observation.rev, kept, wrote)
    return Applied(entity(observation), observation.rev, wrote)


async def hold_photos_back(doing: Doing, observation: Observation) -> list[Changed]:
    """An entry is about another object or zone now: its photos stay with the host where the rules say so."""
    beside = []
    for photo in await photos_of(doing, observation):
        if await reconsider(doing, observation, photo):
            photo.rev += 1
            beside.append(Changed(observation.scope_id, "Photo", photo.id))
    if beside and is_wider(observation.audience, Audience.MENTOR):
        beside += await move(doing, observation, Audience.MENTOR)
    return beside


async def ever_had_a_photo(doing: Doing, id: UUID) -> bool:
    """Whether there is a photo, or was one: it may be taken off on another device meanwhile."""
    return await doing.session.scalar(select(Photo.id).where(Photo.observation_id == id).limit(1)) is not None


async def send_again(doing: Doing, id: UUID, start: ReviewState) -> Applied:
    """Hand an observation to the mentor again that was sent back, or withdrawn."""
    observation = await hold_own(doing, Observation, id)
    goal = ReviewState.SENT_AGAIN
    if not takes_a_step(observation.state, start, goal, REVIEW, entity(observation)):
        return as_it_is(observation)
    observation.state = goal
    return await keep(doing, "send again", observation)


async def withdraw(doing: Doing, id: UUID, start: ReviewState) -> Applied:
    """Take an observation out of review; it stays where it is, and may be handed over again."""
    observation = await hold_own(doing, Observation, id)
    goal = ReviewState.WITHDRAWN
    if not takes_a_step(observation.state, start, goal, REVIEW, entity(observation)):
        return as_it_is(observation)
    observation.state = goal
    return await keep(doing, "withdraw", observation)


async def remove(doing: Doing, id: UUID, *, base: int) -> Applied:
    """Take an observation away, with its photos, tags and thread; nothing is erased.

    Asks first when it changed since it was read and somebody else wrote in it.
    """
    observation = await hold_own(doing, Observation, id)
    others = await doing.session.execute(parts_by_others(id, doing.by))
    if others.first() is not None and base < observation.rev:
        sentence = "Somebody wrote something here that you may not have read."
        raise NeedsYou(NeedsUserCode.DELETE_HIDES_UNSEEN, sentence, entity(observation))
    observation.removed_at = doing.at
    for statement in taking_away(id, doing.at):
        await doing.session.execute(statement)
    told = await doing.session.execute(parts_of(id))
    beside = [Changed(observation.scope_id, kind, part) for kind, part in told]
    beside += placement_told(observation)
    return await keep(doing, "remove observation", observation, beside=beside)
