"""Adding photos to an observation, saying what they show, taking them off; bytes come another way."""

from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, taken
from exchange.floor.observations import NewPhoto
from exchange.floor.photos import check_photo
from exchange.floor.pushes import Doing
from exchange.floor.tables import Observation, Photo, PhotoState
from exchange.ground.recording import Changed
from exchange.ground.refusals import not_here


async def attach(doing: Doing, observation_id: UUID, new: NewPhoto) -> Applied:
    """Add a photo to an observation."""
    observation = await hold_own(doing, Observation, observation_id)
    here = await doing.session.get(Photo, new.id)
    if here is not None:
        if (here.observation_id, here.sha256) != (observation_id, new.sha256):
            raise taken()
        return as_it_is(observation)
    photo = expect(doing, observation, new)
    return await keep(doing, "attach photo", observation, beside=[pointer(photo)])


async def describe(doing: Doing, id: UUID, alt: str | None, *, decorative: bool) -> Applied:
    """Say what a photo shows, or that it needs no description."""
    observation, photo = await hold_photo(doing, id)
    if photo.removed_at is not None:
        sentence = "This photo was taken off meanwhile."
        raise NeedsYou(NeedsUserCode.TARGET_CLOSED, sentence, entity(observation))
    if (photo.alt, photo.decorative) == (alt, decorative):
        return as_it_is(observation)
    photo.alt, photo.decorative = alt, decorative
    photo.rev += 1
    return await keep(doing, "describe photo", observation, beside=[pointer(photo)])


async def detach(doing: Doing, id: UUID) -> Applied:
    """Take a photo off its observation; its bytes are not erased."""
    observation, photo = await hold_photo(doing, id)
    if photo.removed_at is not None:
        return as_it_is(observation)
    photo.removed_at = doing.at
    photo.rev += 1
    return await keep(doing, "detach photo", observation, beside=[pointer(photo)])


async def hold_photo(doing: Doing, id: UUID) -> tuple[Observation, Photo]:
    """Lock a photo of this person's own and, before it, its observation: everybody locks in this order."""
    observation_id = await doing.session.scalar(select(Photo.observation_id).where(Photo.id == id))
    if observation_id is None:
        raise not_here()
    observation = await hold_own(doing, Observation, observation_id)
    held = select(Photo).where(Photo.id == id).with_for_update()
    return observation, (await doing.session.scalars(held)).one()


def expect(doing: Doing, observation: Observation, new: NewPhoto) -> Photo:
    """Put a photo on an observation; from now on its bytes are expected."""
    check_photo(new)
    photo = Photo(
        id=new.id,
        scope_id=observation.scope_id,
        observation_id=observation.id,
        author_id=doing.by,
        position=new.position,
        sha256=new.sha256,
        size=new.size,
        mime=new.mime,
        width=new.width,
        height=new.height,
        alt=new.alt,
        decorative=new.decorative,
        state=PhotoState.EXPECTED,
        tries=0,
        next_try_at=None,
        received_at=None,
        removed_at=None,
        rev=1,
    )
    doing.session.add(photo)
    return photo


def pointer(photo: Photo) -> Changed:
    """The line of the feed that tells of a photo."""
    return Changed(photo.scope_id, "Photo", photo.id)
