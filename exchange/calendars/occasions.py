"""What stands in a calendar: days, what is planned on them, when a promise is due and asked about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from exchange.floor.follow_ups import AFTER, asked_on
from exchange.floor.tables import Commitment, CommitmentState, PlanItem, ShadowingDay
from exchange.placements.tables import Audience

A_DAY = timedelta(days=1)


class Kind(StrEnum):
    """What sort of thing stands in a calendar."""

    DAY = "DAY"
    PLANNED = "PLANNED"
    DUE = "DUE"
    FOLLOW_UP = "FOLLOW_UP"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing in a calendar; without a title, it is nothing that a calendar elsewhere should read."""

    uid: str
    kind: Kind
    title: str | None
    starts: date | datetime
    ends: date | datetime
    zone: str
    path: str
    place: str | None = None
    sequence: int = 0
    cancelled: bool = False


def of_day(day: ShadowingDay, zone: str) -> Occasion:
    """A shadowing day, as a whole day where the museum is."""
    ends = day.on_date + A_DAY
    return Occasion(f"day-{day.id}", Kind.DAY, day.purpose, day.on_date, ends, zone, "/today", day.place)


def of_plan(item: PlanItem, zone: str) -> Occasion:
    """Something planned, at its time."""
    span = item.starts_at, item.ends_at
    return Occasion(f"plan-{item.id}", Kind.PLANNED, item.title, *span, zone, "/today", item.zone)


def of_commitment(commitment: Commitment, zone: str) -> list[Occasion]:
    """The day a promise is due, and the three on which it is asked what became of it.

    What somebody promised for themselves alone has no title: a calendar lives with somebody else's service.
    """
    removed = commitment.removed_at is not None
    title = None if removed or commitment.audience is Audience.ONLY_ME else commitment.sentence
    over = removed or commitment.state is CommitmentState.DROPPED
    days = [(Kind.DUE, "due", commitment.due_on)]
    days += [(Kind.FOLLOW_UP, f"after-{after}", asked_on(commitment.due_on, after)) for after in AFTER]
    return [
        Occasion(
            uid=f"{name}-{commitment.id}",
            kind=kind,
            title=title,
            starts=day,
            ends=day + A_DAY,
            zone=zone,
            path=f"/commitment/{commitment.id}",
            sequence=commitment.rev - 1,
            cancelled=over,
        )
        for kind, name, day in days
    ]
