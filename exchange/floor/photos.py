"""What can be a photo at all: said when it is announced, so that no photo is promised that never arrives."""

from exchange.floor.observations import NewPhoto
from exchange.ground.refusals import Refused

MIB = 1024 * 1024
MOST_OF_A_PHOTO = 64 * MIB
MOST_OF_A_MIME = 100


def check_photo(new: NewPhoto) -> None:
    """The photo is one that can be received."""
    if new.position < 0:
        raise Refused("INVALID", "A place among photos is counted from 0.", "position")
    if len(new.mime) > MOST_OF_A_MIME:
        has = f"The media type has {len(new.mime):,} characters, it takes {MOST_OF_A_MIME}."
        raise Refused("INVALID", has, "mime")
    if new.size > MOST_OF_A_PHOTO:
        raise Refused("INVALID", f"A photo has at most {MOST_OF_A_PHOTO // MIB} MiB.", "size")
