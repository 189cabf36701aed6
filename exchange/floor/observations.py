"""An observation before it is kept, what may be changed in it, who reads it, and how its review goes."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from exchange.floor.notes import NewHandling
from exchange.floor.tables import Consent, ObservationKind, ReviewState
from exchange.ground.refusals import Refused
from exchange.placements.audiences import FIRST
from exchange.placements.tables import Audience

REVIEW: Mapping[ReviewState, AbstractSet[ReviewState]] = {
    ReviewState.SUBMITTED: {ReviewState.APPROVED, ReviewState.SENT_BACK, ReviewState.WITHDRAWN},
    ReviewState.SENT_BACK: {ReviewState.SENT_AGAIN, ReviewState.APPROVED, ReviewState.WITHDRAWN},
    ReviewState.SENT_AGAIN: {ReviewState.APPROVED, ReviewState.SENT_BACK, ReviewState.WITHDRAWN},
    ReviewState.APPROVED: set(),
    ReviewState.WITHDRAWN: {ReviewState.SENT_AGAIN},
}
SHOWING: Mapping[Audience, AbstractSet[Audience]] = {one: set(Audience) - {one} for one in Audience}
MOST_OF_A_NOTE = 10_000


@dataclass(frozen=True, slots=True)
class NewTag:
    """A word to put on an observation."""

    id: UUID
    word: str


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo whose bytes are still to come."""

    id: UUID
    sha256: str
    size: int
    mime: str
    width: int
    height: int
    position: int
    alt: str | None = None
    decorative: bool = False
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class NewRecording:
    """A voice recording whose bytes are still to come."""

    id: UUID
    sha256: str
    size: int
    mime: str
    duration_ms: int
    position: int
    words: str | None = None


@dataclass(frozen=True, slots=True)
class NewObservation:
    """What was seen, as the device hands it over."""

    id: UUID
    placement_id: UUID
    kind: ObservationKind
    note: str
    audience: Audience
    captured_zone: str
    day_id: UUID | None = None
    prompt_id: UUID | None = None
    zone: str | None = None
    object_number: str | None = None
    procedure: str | None = None
    tags: Sequence[NewTag] = ()
    photos: Sequence[NewPhoto] = ()
    recordings: Sequence[NewRecording] = ()
    handling: NewHandling | None = None
    rules: Sequence[UUID] = ()
    """The museum's rules for photos that the device knew."""


class ObservationChange(TypedDict, total=False):
    """The fields of an observation that somebody changes; one that is not named stays as it is."""

    kind: ObservationKind
    note: str
    zone: str | None
    object_number: str | None
    procedure: str | None


def begins_among_few(audience: Audience) -> None:
    """Refuses to write something for many from its first word: it is shown to them afterwards."""
    if audience not in FIRST:
        sentence = "Write it for yourself or your mentor first; then choose who else reads it."
        raise Refused("INVALID", sentence, "audience")


def check_noted(new: NewObservation) -> None:
    """Refuses a handling note about nothing: it is kept for an object that can be found again."""
    if new.handling is None:
        return
    if new.kind is not ObservationKind.HANDLING:
        raise Refused("INVALID", "A handling note is an observation of that kind.", "handling")
    if not (new.object_number or "").strip():
        raise Refused("INVALID", "A handling note needs the number of its object.", "objectNumber")


def nothing_said() -> Refused:
    """The answer to an observation without a word, a picture and a voice."""
    return Refused("INVALID", "An observation has a note, a photo or a recording; this has none.", "note")
