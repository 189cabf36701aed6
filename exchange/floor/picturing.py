"""Photos on an observation: expecting one, and saying what it shows; bytes come another way."""

from uuid import UUID

from exchange.floor.answers import Applied
from exchange.floor.attaching import hold_still_attached, keep_attached
from exchange.floor.house_rules import Kept
from exchange.floor.keeping import as_it_is
from exchange.floor.observations import NewPhoto
from exchange.floor.pushes import Doing
from exchange.floor.rows import photo_row
from exchange.floor.tables import Observation, Photo


async def describe(doing: Doing, id: UUID, alt: str | None, *, decorative: bool) -> Applied:
    """Say what a photo shows, or that it needs no description."""
    observation, photo = await hold_still_attached(doing, Photo, id)
    if (photo.alt, photo.decorative) == (alt, decorative):
        return as_it_is(observation)
    photo.alt, photo.decorative = alt, decorative
    return await keep_attached(doing, "describe photo", observation, photo)


def expect_photo(doing: Doing, observation: Observation, new: NewPhoto, kept: Kept | None = None) -> Photo:
    """Put a photo on an observation; from now on its bytes are expected."""
    here = {"observation_id": observation.id, "scope_id": observation.scope_id}
    photo = Photo(**photo_row(new, by=doing.by, kept=kept, **here))
    doing.session.add(photo)
    return photo
