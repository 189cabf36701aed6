"""Who is where in the weeks to come: agreed, proposed, and when a museum receives nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

WEEKS_AHEAD = 12
A_WEEK = timedelta(weeks=1)


class Sure(StrEnum):
    """How sure a stay is."""

    AGREED = "AGREED"
    PROPOSED = "PROPOSED"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Some days at a museum; nobody's where it is closed to visitors."""

    sure: Sure
    museum_id: UUID
    since: date
    until: date
    person_id: UUID | None = None
    person: str | None = None
    programme_id: UUID | None = None
    path: str | None = None


def window(today: date) -> tuple[date, date]:
    """The weeks that are shown: from this Monday on."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + WEEKS_AHEAD * A_WEEK - timedelta(days=1)


def closed_weeks(museum_id: UUID, mondays: Iterable[date], *, today: date) -> Iterator[Stay]:
    """Weeks in which a museum receives nobody, those that follow each other put together."""
    begins, ends = window(today)
    began: date | None = None
    before: date | None = None
    for monday in sorted({one for one in mondays if begins <= one <= ends}):
        if before is not None and monday != before + A_WEEK:
            yield closed(museum_id, began or before, before)
            began = None
        began, before = began or monday, monday
    if before is not None:
        yield closed(museum_id, began or before, before)


def closed(museum_id: UUID, first: date, last: date) -> Stay:
    """A museum is closed to visitors from one Monday's week to another's."""
    return Stay(sure=Sure.CLOSED, museum_id=museum_id, since=first, until=last + timedelta(days=6))
