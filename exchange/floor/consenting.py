"""Saying what the people in a photo agreed to; a photo that may not be shown brings its entry back."""

from uuid import UUID

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.attaching import attach, hold_still_attached, told
from exchange.floor.consent import agreed
from exchange.floor.keeping import as_it_is, entity, hold_own, keep
from exchange.floor.observations import NewPhoto
from exchange.floor.picturing import expect_photo
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import move
from exchange.floor.tables import Consent, Observation, Photo
from exchange.placements.audiences import leaves_the_placement
from exchange.placements.tables import Audience


async def say_consent(doing: Doing, id: UUID, consent: Consent) -> Applied:
    """Write down what the people in a photo said; without their yes, the entry goes back to its placement."""
    observation, photo = await hold_still_attached(doing, Photo, id)
    if photo.consent is consent:
        return as_it_is(observation)
    photo.consent = consent
    photo.rev += 1
    beside = []
    if leaves_the_placement(observation.audience) and not agreed(photo):
        beside = await move(doing, observation, Audience.PLACEMENT)
    await doing.session.flush()
    await doing.session.refresh(photo)
    detail = {"to": consent.value}
    return await keep(doing, "say consent", observation, beside=[told(photo), *beside], detail=detail)


async def attach_photo(doing: Doing, observation_id: UUID, new: NewPhoto) -> Applied:
    """Add a photo to an observation; not to one that is read outside its placement, for nobody agreed yet."""
    observation = await hold_own(doing, Observation, observation_id)
    if leaves_the_placement(observation.audience) and await doing.session.get(Photo, new.id) is None:
        sentence = "Let fewer people read it first: nobody has said yet who is in the new photo."
        now = observation.audience.value
        raise NeedsYou(NeedsUserCode.CONSENT_MISSING, sentence, entity(observation), now)
    return await attach(doing, observation_id, Photo, new, expect_photo)
