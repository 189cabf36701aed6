"""What somebody at the desk has to see to, and in which order.

What is past its day comes first, the longest past before the others; then what is due within a week, the
soonest first; then all else, by how long it has waited. What nobody knows the beginning of comes last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

SOON = timedelta(days=7)


class Needs(StrEnum):
    """Why something needs somebody."""

    WAIVER = "WAIVER"
    DECISION = "DECISION"
    PLEDGE = "PLEDGE"
    SIGNATURE = "SIGNATURE"
    REWORDING = "REWORDING"
    VOTES = "VOTES"
    REPLY = "REPLY"
    ANSWER = "ANSWER"
    MENTOR = "MENTOR"
    RATIFICATION = "RATIFICATION"
    APPLICANTS = "APPLICANTS"
    ADMISSION = "ADMISSION"
    CUSTODIAN = "CUSTODIAN"
    FOLLOWING_UP = "FOLLOWING_UP"
    REVIEW = "REVIEW"


class Urgency(StrEnum):
    """How pressing something is."""

    OVERDUE = "OVERDUE"
    SOON = "SOON"
    WAITING = "WAITING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One thing that needs somebody: why, about what, since when, until which day, and where it is done."""

    needs: Needs
    about_id: UUID
    path: str
    since: datetime | None = None
    until: date | None = None
    person_id: UUID | None = None
    person: str | None = None
    what: str | None = None
    whose: str | None = None
    count: int | None = None
    programme_id: UUID | None = None
    museum_ids: tuple[UUID, ...] = ()


def urgency(one: Pending, *, today: date) -> Urgency:
    """How pressing it is on a day."""
    if one.until is None or one.until > today + SOON:
        return Urgency.WAITING
    return Urgency.OVERDUE if one.until < today else Urgency.SOON


def most_urgent_first(pending: Iterable[Pending], *, today: date) -> list[Pending]:
    """In the order in which somebody should see to it; always the same for the same things."""
    last = datetime.max.replace(tzinfo=UTC)
    order = list(Urgency)

    def place(one: Pending) -> tuple[int, date, datetime, str, UUID]:
        pressing = urgency(one, today=today)
        due = one.until if one.until and pressing is not Urgency.WAITING else date.max
        return order.index(pressing), due, one.since or last, one.needs.value, one.about_id

    return sorted(pending, key=place)
