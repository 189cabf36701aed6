"""The cursor of the change feed: for each scope a device follows, how far it has read and where it began."""

import struct
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from exchange.ground.sealing import NotSealedHereError, Seal

PURPOSE = "changes"
HEAD = struct.Struct("!16s16s16s")
PLACE = struct.Struct("!16sqq")


class Place(NamedTuple):
    """How far one scope has been read, and the position it had when the device first heard of it."""

    scope_id: UUID
    position: int
    born: int


@dataclass(frozen=True, slots=True)
class Following:
    """All that a device follows, in one life of the database."""

    person_id: UUID
    device_id: UUID
    epoch: UUID
    places: tuple[Place, ...]


def sealed(seal: Seal, following: Following) -> str:
    """The cursor as the device carries it."""
    ids = (following.person_id, following.device_id, following.epoch)
    parts = [HEAD.pack(*(one.bytes for one in ids))]
    parts += [PLACE.pack(place.scope_id.bytes, place.position, place.born) for place in following.places]
    return seal.close(PURPOSE, b"".join(parts))


def opened(seal: Seal, cursor: str | None, person_id: UUID, device_id: UUID) -> Following | None:
    """What a device follows by its cursor; nothing when there is none, or it is not this device's."""
    if cursor is None:
        return None
    try:
        content = seal.open(PURPOSE, cursor)
    except NotSealedHereError:
        return None
    person, device, epoch = (UUID(bytes=one) for one in HEAD.unpack_from(content))
    if (person, device) != (person_id, device_id):
        return None
    places = tuple(
        Place(UUID(bytes=scope), position, born)
        for scope, position, born in PLACE.iter_unpack(content[HEAD.size :])
    )
    return Following(person, device, epoch, places)
