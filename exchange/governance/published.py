"""The public register: what anybody may know of who decides, by which charter, and what was decided.

No title, no reason, no name of anybody whom a decision concerns: what it was about is said by its kind alone.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from exchange.governance.tables import About, MotionState

FORMER = timedelta(days=3 * 365)
"""How long a term that has ended is shown."""


@dataclass(frozen=True, slots=True)
class Holds:
    """A museum that holds to the newest charter, and since when."""

    museum: str
    town: str
    country: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """The newest version of a charter, and who ratified it."""

    version: int
    published_at: datetime
    sha256: str
    ratified: tuple[Holds, ...]


@dataclass(frozen=True, slots=True)
class Sat:
    """One term on the committee, and until when its person's declaration of interests is good."""

    number: int
    substitute: bool
    name: str
    museum: str
    since: date
    until: date
    declared_until: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: its kind, its dates, and its counts."""

    about: About
    state: MotionState
    put_at: datetime
    decided_at: datetime
    seats: int
    quorum: int
    recused: int
    votes_for: int
    votes_against: int
    abstained: int


@dataclass(frozen=True, slots=True)
class Published:
    """The public register of one network."""

    network: str
    charter: Agreed | None
    seats: tuple[Sat, ...]
    decisions: tuple[Decided, ...]
