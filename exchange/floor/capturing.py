"""Capturing what was seen, with its photos, recordings and tags: all of it, or nothing."""

from sqlalchemy import select

from exchange.floor.answers import Applied
from exchange.floor.hearing import expect_recording
from exchange.floor.keeping import entity, own_placement, taken
from exchange.floor.observations import NewObservation, begins_among_few, nothing_said
from exchange.floor.picturing import expect_photo
from exchange.floor.pushes import Doing
from exchange.floor.rewording import write_down
from exchange.floor.synced import TextVersion
from exchange.floor.tables import Observation, Prompt, ReviewState, ShadowingDay
from exchange.floor.tagging import put_on
from exchange.floor.zones import zone_of_phone
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.ground.writing import write
from exchange.placements.audiences import scope_of


async def capture(doing: Doing, new: NewObservation) -> Applied:
    """Keep an observation of this person's own placement.

    The same observation sent again is the same observation, for ever: its id says so.
    """
    await own_placement(doing, new.placement_id)
    await belongs(doing, new)
    here = await doing.session.get(Observation, new.id)
    if here is not None:
        return await again(doing, new, here)
    applied, changed = lay_down(doing, new)
    await write(doing.session)
    await record(doing.session, "capture observation", changed, by=doing.by, at=doing.at)
    return applied


def lay_down(doing: Doing, new: NewObservation) -> tuple[Applied, list[Changed]]:
    """Put all rows of an observation into the session, to be written; what is answered, and what is told."""
    if not (new.note.strip() or new.photos or new.recordings):
        raise nothing_said()
    begins_among_few(new.audience)
    observation = Observation(
        id=new.id,
        scope_id=scope_of(new.audience, doing.by, new.placement_id),
        placement_id=new.placement_id,
        author_id=doing.by,
        day_id=new.day_id,
        prompt_id=new.prompt_id,
        kind=new.kind,
        note=new.note,
        zone=new.zone,
        object_number=new.object_number,
        procedure=new.procedure,
        audience=new.audience,
        state=ReviewState.SUBMITTED,
        captured_at=doing.captured_at,
        captured_zone=zone_of_phone(new.captured_zone),
        received_at=doing.at,
        changed_at=doing.at,
        removed_at=None,
        rev=1,
    )
    doing.session.add(observation)
    first = write_down(doing, observation, "note", new.note, rev=1)
    photos = [expect_photo(doing, observation, photo) for photo in new.photos]
    recordings = [expect_recording(doing, observation, recording) for recording in new.recordings]
    tags = [put_on(doing, observation, tag) for tag in new.tags]
    scope = observation.scope_id
    changed = [Changed(scope, "Observation", observation.id)]
    changed += [Changed(scope, "Photo", photo.id) for photo in photos]
    changed += [Changed(scope, "Recording", recording.id) for recording in recordings]
    changed += [Changed(scope, "Tag", tag.id) for tag in tags]
    return Applied(entity(observation), 1, {"note": str(first.id)}), changed


async def again(doing: Doing, new: NewObservation, here: Observation) -> Applied:
    """An observation with this id is here: the same one is fine, any other one is not."""
    first = await doing.session.scalar(
        select(TextVersion)
        .where(TextVersion.observation_id == here.id, TextVersion.field == "note")
        .order_by(TextVersion.rev)
        .limit(1)
    )
    same = (here.author_id, here.placement_id, here.captured_at)
    if first is None or first.value != new.note or same != (doing.by, new.placement_id, doing.captured_at):
        raise taken()
    return Applied(entity(here), here.rev, {"note": str(first.id)})


async def belongs(doing: Doing, new: NewObservation) -> None:
    """The day and the prompt are those of the placement."""
    for field, kind, named in (("dayId", ShadowingDay, new.day_id), ("promptId", Prompt, new.prompt_id)):
        if named is None:
            continue
        here = select(kind.id).where(kind.id == named, kind.placement_id == new.placement_id)
        if await doing.session.scalar(here) is None:
            sentence = "This is not here, or it is not part of the placement."
            raise Refused("NOT_FOUND_OR_FORBIDDEN", sentence, field)
