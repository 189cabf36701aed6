"""Saying what the people in a photo agreed to; a photo that may not be shown brings its entry back."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.attaching import attach, hold_still_attached, told
from exchange.floor.consent import agreed, stays_with_the_host
from exchange.floor.hearing import expect_recording
from exchange.floor.holding import kept_on, reconsider
from exchange.floor.keeping import as_it_is, entity, hold_own, keep
from exchange.floor.observations import NewPhoto, NewRecording
from exchange.floor.picturing import expect_photo
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import move
from exchange.floor.recorded import Recording
from exchange.floor.tables import Consent, Observation, Photo
from exchange.placements.audiences import is_wider, leaves_the_placement
from exchange.placements.tables import Audience


async def say_consent(doing: Doing, id: UUID, consent: Consent) -> Applied:
    """Write down what the people in a photo said; without their yes, the entry goes back to its placement."""
    observation, photo = await hold_still_attached(doing, Photo, id)
    if photo.consent is consent:
        return as_it_is(observation)
    photo.consent = consent
    photo.rev += 1
    await reconsider(doing, observation, photo)
    beside = []
    if goal := brought_back(observation, photo):
        beside = await move(doing, observation, goal)
    await doing.session.flush()
    await doing.session.refresh(photo)
    detail = {"to": consent.value}
    return await keep(doing, "say consent", observation, beside=[told(photo), *beside], detail=detail)


def brought_back(observation: Observation, photo: Photo) -> Audience | None:
    """Whom alone a photo lets read its entry, where more people read it than that."""
    if stays_with_the_host(photo):
        return Audience.MENTOR if is_wider(observation.audience, Audience.MENTOR) else None
    if leaves_the_placement(observation.audience) and not agreed(photo):
        return Audience.PLACEMENT
    return None


async def attach_photo(
    doing: Doing, observation_id: UUID, new: NewPhoto, rules: Sequence[UUID] = ()
) -> Applied:
    """Add a photo to an observation; not to one that is read outside its placement, for nobody agreed yet."""
    observation = await hold_own(doing, Observation, observation_id)
    fresh = await doing.session.get(Photo, new.id) is None
    kept = await kept_on(doing, observation, new, rules) if fresh else None
    if leaves_the_placement(observation.audience) and fresh:
        raise too_many_read(observation, "nobody has said yet who is in the new photo.")
    if kept is not None and is_wider(observation.audience, Audience.MENTOR):
        sentence = (
            "By the museum’s rules this photo stays with you and the host: let fewer people read first."
        )
        raise NeedsYou(
            NeedsUserCode.CONSENT_MISSING, sentence, entity(observation), observation.audience.value
        )
    return await attach(doing, observation_id, Photo, new, partial(expect_photo, kept=kept))


async def attach_recording(doing: Doing, observation_id: UUID, new: NewRecording) -> Applied:
    """Add a recording to an observation; not to one read outside its placement: others may be heard in it."""
    observation = await hold_own(doing, Observation, observation_id)
    fresh = await doing.session.get(Recording, new.id) is None
    if leaves_the_placement(observation.audience) and fresh:
        raise too_many_read(observation, "who hears the new recording is chosen with it.")
    return await attach(doing, observation_id, Recording, new, expect_recording)


def too_many_read(observation: Observation, why: str) -> NeedsYou:
    """The answer to something new that would be seen or heard outside its placement at once."""
    sentence = f"Let fewer people read it first: {why}"
    return NeedsYou(NeedsUserCode.CONSENT_MISSING, sentence, entity(observation), observation.audience.value)
