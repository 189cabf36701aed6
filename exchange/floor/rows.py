"""New rows of the floor: what is kept of a photo, a recording, a tag or a wording when it first comes."""

from datetime import datetime
from uuid import UUID

from exchange.floor.house_rules import Kept
from exchange.floor.notes import MOST_OF_A_LINE, NewHandling
from exchange.floor.observations import NewPhoto, NewRecording, NewTag
from exchange.floor.photos import check_photo
from exchange.floor.recorded import RecordingState
from exchange.floor.recordings import check_recording
from exchange.floor.tables import PhotoState
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.writing import Row


def photo_row(
    new: NewPhoto, *, by: UUID, observation_id: UUID, scope_id: UUID, kept: Kept | None = None
) -> Row:
    """A photo whose bytes are expected."""
    check_photo(new)
    return {
        "id": new.id,
        "scope_id": scope_id,
        "observation_id": observation_id,
        "author_id": by,
        "position": new.position,
        "sha256": new.sha256,
        "size": new.size,
        "mime": new.mime,
        "width": new.width,
        "height": new.height,
        "alt": new.alt,
        "decorative": new.decorative,
        "consent": new.consent,
        "host_only": kept is not None,
        "rule_id": kept and kept.rule_id,
        "expires_at": kept and kept.expires_at,
        "state": PhotoState.EXPECTED,
        "tries": 0,
        "next_try_at": None,
        "received_at": None,
        "removed_at": None,
        "rev": 1,
    }


def recording_row(new: NewRecording, *, by: UUID, observation_id: UUID, scope_id: UUID) -> Row:
    """A voice recording whose bytes are expected."""
    check_recording(new)
    return {
        "id": new.id,
        "scope_id": scope_id,
        "observation_id": observation_id,
        "author_id": by,
        "position": new.position,
        "sha256": new.sha256,
        "size": new.size,
        "mime": new.mime,
        "duration_ms": new.duration_ms,
        "words": new.words,
        "state": RecordingState.EXPECTED,
        "received_at": None,
        "receipt": None,
        "removed_at": None,
        "rev": 1,
    }


def tag_row(new: NewTag, *, observation_id: UUID, scope_id: UUID, at: datetime) -> Row:
    """A word put on an observation."""
    return {
        "id": new.id,
        "scope_id": scope_id,
        "observation_id": observation_id,
        "word": new.word,
        "added_at": at,
        "removed_at": None,
        "rev": 1,
    }


def wording_row(
    field: str, value: str, *, rev: int, by: UUID, scope_id: UUID, written_at: datetime, at: datetime
) -> Row:
    """One wording of a text; its entry is still to be named."""
    return {
        "id": uuid7(at),
        "scope_id": scope_id,
        "field": field,
        "value": value,
        "author_id": by,
        "written_at": written_at,
        "rev": rev,
        "kept": False,
    }


def handling_row(new: NewHandling, *, by: UUID, observation_id: UUID, scope_id: UUID) -> Row:
    """A handling note that nobody has handed over yet."""
    return {
        "id": new.id,
        "scope_id": scope_id,
        "observation_id": observation_id,
        "author_id": by,
        **said_of(new),
        "handed_over_at": None,
        "handed_over_by_id": None,
        "reference": None,
        "removed_at": None,
        "rev": 1,
    }


def said_of(new: NewHandling) -> Row:
    """What a handling note says, by the names of its columns."""
    lines = (new.vulnerable, new.condition, new.care, new.avoid, new.needs)
    if any(len(line) > MOST_OF_A_LINE for line in lines):
        sentence = f"Each line of a handling note has at most {MOST_OF_A_LINE:,} characters."
        raise Refused("INVALID", sentence, "handling")
    named = ("severity", "vulnerable", "condition", "care", "avoid", "needs", "review_on")
    return {name: getattr(new, name) for name in named}
