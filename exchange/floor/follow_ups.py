"""When somebody is asked what became of a commitment, and what an answer has to say.

The three days are counted from the day it was due: that is the day on which, by its author's own word, home
was to be different. A placement's end says nothing about that; most promises fall due weeks after it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from exchange.floor.followed import BarrierCode, EvidenceKind, HowFar, Measured
from exchange.ground.refusals import Refused

AFTER = (30, 90, 180)
"""Whether it happened, whether it outlived its first weeks, whether it is how things are done now."""
IN_THE_MORNING = time(9)
EARLIEST_CLOCK = timedelta(hours=14)
"""How far the first place on Earth to see a day is ahead of UTC."""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """An answer to what became of a commitment."""

    id: UUID
    commitment_id: UUID
    days: int
    how_far: HowFar
    words: str | None = None
    minutes_a_week: int | None = None
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """Something that shows that a commitment is being kept."""

    id: UUID
    commitment_id: UUID
    kind: EvidenceKind
    words: str
    place: str | None = None
    url: str | None = None
    photo_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewBarrier:
    """Something in the way of a commitment, and what helped."""

    id: UUID
    commitment_id: UUID
    code: BarrierCode
    words: str | None = None
    helped: str | None = None


def asked_on(due_on: date, days: int) -> date:
    """The day on which it is asked what became of a commitment."""
    return due_on + timedelta(days=days)


def asked_now(due_on: date, today: date, answered: Collection[int]) -> int | None:
    """Which of the three questions is open today: the latest that has come, unless it was answered.

    An earlier one that nobody answered is passed over, so that nobody is asked twice about one thing.
    """
    come = [days for days in AFTER if asked_on(due_on, days) <= today]
    return come[-1] if come and come[-1] not in answered else None


def next_morning(day: date, zone: ZoneInfo) -> datetime:
    """Nine o'clock of a day where a museum is; where the clocks skip it, as soon as there is such a time."""
    return datetime.combine(day, IN_THE_MORNING, zone)


def check_follow_up(new: NewFollowUp, due_on: date, *, said_at: datetime) -> None:
    """The answer is to one of the three questions, its day has come, and a saving says how it is known."""
    if new.days not in AFTER:
        raise Refused("INVALID", "It is asked after 30, 90 and 180 days.", "days")
    day = asked_on(due_on, new.days)
    if (said_at + EARLIEST_CLOCK).date() < day:
        raise Refused("INVALID", f"This is asked on {day.isoformat()}, not before.", "days")
    if (new.minutes_a_week is None) is not (new.measured is None):
        sentence = "Time saved goes with how it was measured, and neither without the other."
        raise Refused("INVALID", sentence, "measured")


def check_evidence(new: NewEvidence) -> None:
    """It says what it is: words, a photo, an address that can be opened, or something and where it lives."""
    if new.kind is EvidenceKind.PHOTO:
        if new.photo_id is None:
            raise Refused("INVALID", "Say which photo.", "photoId")
    elif not new.words.strip():
        raise Refused("INVALID", "Say what it is.", "words")
    link = new.kind is EvidenceKind.LINK
    if link and not (new.url or "").startswith(("https://", "http://")):
        raise Refused("INVALID", "A link begins with https://.", "url")
    if not link and new.url is not None:
        raise Refused("INVALID", "Only a link has an address.", "url")
    if new.kind is not EvidenceKind.PHOTO and new.photo_id is not None:
        raise Refused("INVALID", "Only a picture has a photo.", "photoId")


def check_barrier(new: NewBarrier) -> None:
    """What is on no list is said in words."""
    if new.code is BarrierCode.OTHER and not (new.words or "").strip():
        raise Refused("INVALID", "Say what stood in the way.", "words")
