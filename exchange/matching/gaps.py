"""What is foreseen held against what is offered: which needs are covered, which are not, and why.

Each need is looked at by itself: who comes first is for a call and its matching to decide.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from exchange.matching.skills import known_as

A_DAY = timedelta(days=1)
WORKING_DAYS = 5


class Cover(StrEnum):
    """How far what is offered covers a need."""

    COVERED = "COVERED"
    PARTLY = "PARTLY"
    GAP = "GAP"


class GapReason(StrEnum):
    """Why a need is not covered."""

    NOBODY_OFFERS = "NOBODY_OFFERS"
    OUTSIDE_THE_WINDOW = "OUTSIDE_THE_WINDOW"
    ONLY_IN_BLACKOUTS = "ONLY_IN_BLACKOUTS"
    TOO_FEW_DAYS = "TOO_FEW_DAYS"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need: a skill for so many days between two days, wanted by a museum."""

    id: UUID
    museum: UUID
    skill: str
    first: date
    last: date
    days: int

    def away(self, day: date) -> timedelta:
        """How far a day is from the nearest on which it is needed."""
        return max(self.first - day, day - self.last, timedelta(0))


@dataclass(frozen=True, slots=True)
class Taught:
    """An offer: its skills, its weeks and those without anybody, by their Mondays, and its days in all."""

    id: UUID
    museum: UUID
    skills: frozenset[str]
    weeks: frozenset[date]
    closed: frozenset[date]
    days: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A blackout: a museum that receives nobody from one day to another."""

    museum: UUID
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Nearest:
    """The offer with the day that is nearest to a need, whether or not it lies within."""

    offer: UUID
    day: date


@dataclass(frozen=True, slots=True)
class Found:
    """How far a need is covered: by how many days, in which weeks, and why not by more."""

    need: UUID
    cover: Cover
    reason: GapReason | None
    days: int
    weeks: tuple[date, ...]
    nearest: Nearest | None


def gaps(
    needs: Iterable[Wanted], offers: Collection[Taught], blackouts: Collection[Closed], *, today: date
) -> list[Found]:
    """Every need with what covers it from today on, those that begin first before the others."""
    ordered = sorted(needs, key=lambda need: (need.first, need.last, need.id))
    return [look(need, offers, blackouts, today=today) for need in ordered]


def look(need: Wanted, offers: Collection[Taught], blackouts: Collection[Closed], *, today: date) -> Found:
    """What covers one need: offers of other museums, by their days that are open within its own."""
    fitting = [one for one in offers if one.museum != need.museum and teaches(one, need.skill)]
    open_days = {one: [day for day in free(one, blackouts) if day >= today] for one in fitting}
    within = {one: [day for day in days if not need.away(day)] for one, days in open_days.items()}
    days = sum(min(one.days, len(here)) for one, here in within.items())
    near = [(need.away(day), day, one.id) for one, here in open_days.items() for day in here]
    nearest = min(near, default=None)
    offered = any(not need.away(day) for one in fitting for day in working(one.weeks | one.closed))
    return Found(
        need=need.id,
        cover=Cover.COVERED if days >= need.days else Cover.PARTLY if days else Cover.GAP,
        reason=None if days >= need.days else reason(bool(fitting), offered=offered, some=bool(days)),
        days=days,
        weeks=tuple(sorted({monday(day) for here in within.values() for day in here})),
        nearest=nearest and Nearest(nearest[2], nearest[1]),
    )


def reason(taught: bool, *, offered: bool, some: bool) -> GapReason:
    """Why a need is not covered."""
    if not taught:
        return GapReason.NOBODY_OFFERS
    if some:
        return GapReason.TOO_FEW_DAYS
    return GapReason.ONLY_IN_BLACKOUTS if offered else GapReason.OUTSIDE_THE_WINDOW


def teaches(offer: Taught, skill: str) -> bool:
    """Whether an offer has a skill, however it is spelled."""
    return known_as(skill) in map(known_as, offer.skills)


def free(offer: Taught, blackouts: Iterable[Closed]) -> list[date]:
    """The working days of an offer on which its museum receives somebody."""
    shut = [one for one in blackouts if one.museum == offer.museum]
    days = working(offer.weeks - offer.closed)
    return [day for day in days if not any(one.first <= day <= one.last for one in shut)]


def open_weeks(offer: Taught, blackouts: Iterable[Closed], *, days: int) -> frozenset[date]:
    """The weeks of an offer with so many days on which its museum receives somebody."""
    found = Counter(monday(day) for day in free(offer, blackouts))
    return frozenset(week for week, count in found.items() if count >= days)


def working(weeks: Iterable[date]) -> Iterator[date]:
    """The working days of weeks."""
    return (week + A_DAY * number for week in weeks for number in range(WORKING_DAYS))


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - A_DAY * day.weekday()
