"""The words a story of the demo is written in: placements, their days, what was seen, and what followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from api.demo.cast import Player, known
from exchange.floor.followed import BarrierCode, EvidenceKind, HowFar
from exchange.floor.marks import MarkKind
from exchange.floor.notes import NewHandling
from exchange.floor.tables import CommitmentState, ObservationKind
from exchange.placements.tables import Audience
from exchange.review.tables import Level

ROUTINE, QUESTION, FRICTION = ObservationKind.ROUTINE, ObservationKind.QUESTION, ObservationKind.FRICTION
IDEA, HANDLING = ObservationKind.IDEA, ObservationKind.HANDLING


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo: which motif, and what it shows in words; without words it only decorates."""

    motif: str
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody comments, so many hours after the capture; on a mark of its first photo, by its number."""

    who: Player
    hours: float
    body: str
    on: int | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """The author points at a place in the first photo, in hundredths of it from the upper left."""

    hours: float
    number: int
    kind: MarkKind
    place: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Approves:
    """The mentor approves, with or without a word."""

    hours: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SendsBack:
    """The mentor sends it back and says what to look at again."""

    hours: float
    reason: str


@dataclass(frozen=True, slots=True)
class Rewrites:
    """The author rewrites the note."""

    hours: float
    note: str


@dataclass(frozen=True, slots=True)
class SendsAgain:
    """The author hands it to the mentor again."""

    hours: float


@dataclass(frozen=True, slots=True)
class Withdraws:
    """The author takes it out of review."""

    hours: float


@dataclass(frozen=True, slots=True)
class Proposes:
    """The author proposes another wording of what was approved, and says why."""

    hours: float
    note: str
    reason: str


@dataclass(frozen=True, slots=True)
class Endorses:
    """The mentor says what it shows of the author; an objective of the programme by its number."""

    hours: float
    objective: int
    level: Level
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Shows:
    """The author shows the mentor what was private until then."""

    hours: float


Step: TypeAlias = (
    Says | Points | Approves | SendsBack | Rewrites | SendsAgain | Withdraws | Proposes | Endorses | Shows
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation. `day` counts from today; `at` is a time there, or minutes ago for today."""

    name: str
    day: int
    at: str | int
    kind: ObservationKind
    note: str
    zone: str | None = None
    object_number: str | None = None
    procedure: str | None = None
    tags: Sequence[str] = ()
    shots: Sequence[Shot] = ()
    asked: int | None = None  # which of the day's prompts it answers, from 1
    private: bool = False
    then: Sequence[Step] = ()
    handling: NewHandling | None = None

    @property
    def id(self) -> UUID:
        """Its id, always the same."""
        return known(f"observation {self.name}")


@dataclass(frozen=True, slots=True)
class Asks:
    """The participant asks the home manager to agree."""

    day: int


@dataclass(frozen=True, slots=True)
class Agrees:
    """The home manager agrees; with a reason, something has to change first."""

    day: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Proves:
    """Something shows that a commitment is being kept."""

    day: int
    kind: EvidenceKind
    words: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Hinders:
    """Something stands in the way, and perhaps something helped."""

    day: int
    code: BarrierCode
    words: str
    helped: str | None = None


@dataclass(frozen=True, slots=True)
class Tells:
    """What became of a commitment, some days after it was due; with minutes a week that were timed."""

    day: int
    after: int
    how_far: HowFar
    words: str
    minutes: int | None = None


Landing: TypeAlias = Asks | Agrees | Proves | Hinders | Tells


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment, the observation it came from, and the states it went through, day by day."""

    sentence: str
    day: int
    at: str
    due: int
    seen: str | None = None
    moves: Sequence[tuple[int, CommitmentState]] = ()
    private: bool = False
    then: Sequence[Landing] = ()


@dataclass(frozen=True, slots=True)
class LooksBack:
    """The debrief of one day, and the observations it is drawn from."""

    day: int
    at: str
    happened: str
    so_what: str
    changes: str
    stays: str
    drawn_from: Sequence[str]


@dataclass(frozen=True, slots=True)
class Planned:
    """One item of a day's plan."""

    starts: str
    ends: str
    title: str
    zone: str | None = None
    object_number: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One shadowing day, counted from today; a prompt names its objective by number."""

    day: int
    purpose: str
    place: str | None
    plan: Sequence[Planned]
    prompts: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """One placement and everything that was written in it."""

    name: str
    title: str
    participant: Player
    mentor: Player
    manager: Player
    starts: int
    ends: int
    audience: Audience
    days: Sequence[Day]
    seen: Sequence[Seen]
    promises: Sequence[Promise]
    debriefs: Sequence[LooksBack] = ()

    @property
    def id(self) -> UUID:
        """Its id, always the same."""
        return known(f"placement {self.name}")
