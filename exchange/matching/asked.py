"""What applicants ask for and what hosts offer, as the matching reads it.

A week is named by its Monday. Ids are words of the caller's; nothing here knows a name.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)


class Situation(StrEnum):
    """What in somebody's situation gives them priority: never who they are, only how they are placed."""

    NEVER_SHADOWED = "NEVER_SHADOWED"
    SMALL_MUSEUM = "SMALL_MUSEUM"
    FRONT_OF_HOUSE = "FRONT_OF_HOUSE"
    UNDER_REPRESENTED_DEPARTMENT = "UNDER_REPRESENTED_DEPARTMENT"
    NO_TRAVEL_BUDGET = "NO_TRAVEL_BUDGET"


@dataclass(frozen=True)
class Applicant:
    """What one applicant seeks: skills and interests in the order of their wish, and when they can be away.

    `days` are the working days they are released for, `length` the weeks in a row over which they are spread.
    Who wants them in several `parts` comes in as many weeks at least, which need not be in a row.
    """

    id: str
    home: str
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    languages: frozenset[str]
    adjustments: frozenset[str]
    weeks: frozenset[date]
    days: int
    length: int = 1
    situations: frozenset[Situation] = frozenset()
    parts: int = 1
    remote_days: int = 0

    def __post_init__(self) -> None:
        must_be_mondays(self.weeks)
        if not 1 <= self.length <= self.days <= 7 * self.length:
            raise ValueError(f"{self.id}: {self.days} days do not fit into {self.length} weeks")
        if not (1 <= self.parts <= self.days and 0 <= self.remote_days <= self.days):
            raise ValueError(f"{self.id}: {self.days} days have no such parts")


@dataclass(frozen=True)
class Opening:
    """What one host offers beside one mentor: skills, weeks, places at once, and days of the mentor in all.

    Weeks in which the host receives nobody are left out of `weeks` before they come here. A stay may be in
    at most so many `parts`, with so many days from afar.
    """

    id: str
    host: str
    skills: frozenset[str]
    interests: frozenset[str]
    languages: frozenset[str]
    adjustments: frozenset[str]
    weeks: frozenset[date]
    days: int
    places: int = 1
    parts: int = 1
    remote_days: int = 0

    def __post_init__(self) -> None:
        must_be_mondays(self.weeks)
        if self.days < 1 or self.places < 1:
            raise ValueError(f"{self.id}: an offer has at least one day and one place")


@dataclass(frozen=True, order=True)
class Stay:
    """An applicant at an opening, from a week on."""

    applicant: str
    opening: str
    start: date


def weeks_of(applicant: Applicant, opening: Opening, start: date) -> tuple[date, ...]:
    """The weeks of a stay that begins with the week `start`.

    In one part they are in a row; in several they are the next ones in which both can, as far as there are.
    """
    if applicant.parts == 1:
        return tuple(start + WEEK * step for step in range(applicant.length))
    both = sorted(week for week in applicant.weeks & opening.weeks if week >= start)
    return tuple(both[: max(applicant.length, applicant.parts)])


def must_be_mondays(weeks: frozenset[date]) -> None:
    """A week is named by its Monday, so that two people mean the same one."""
    strays = sorted(day for day in weeks if day.weekday() != 0)
    if strays:
        raise ValueError(f"{strays[0]} is no Monday; a week is named by its Monday")
