"""What stands in a calendar: days, what is planned on them, promises, and the years ahead."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from exchange.floor.follow_ups import AFTER, asked_on
from exchange.floor.tables import Commitment, CommitmentState, PlanItem, ShadowingDay
from exchange.placements.tables import Audience, Placement
from exchange.programmes.calls import Call
from exchange.programmes.foreseen import Blackout, Need

A_DAY = timedelta(days=1)
HEARD = timedelta(days=30)
"""So long what was taken back stands as cancelled: a calendar that never hears of it shows it for ever."""


class Kind(StrEnum):
    """What sort of thing stands in a calendar."""

    DAY = "DAY"
    PLANNED = "PLANNED"
    DUE = "DUE"
    FOLLOW_UP = "FOLLOW_UP"
    PLACEMENT = "PLACEMENT"
    NEED = "NEED"
    BLACKOUT = "BLACKOUT"
    CLOSES = "CLOSES"
    STAYS = "STAYS"


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


def of_day(day: ShadowingDay, zone: str, sequence: int) -> Occasion:
    """A shadowing day, as a whole day where the museum is."""
    ends = day.on_date + A_DAY
    span = day.on_date, ends
    return Occasion(f"day-{day.id}", Kind.DAY, day.purpose, *span, zone, "/today", day.place, sequence)


def of_plan(item: PlanItem, zone: str, sequence: int) -> Occasion:
    """Something planned, at its time."""
    span = item.starts_at, item.ends_at
    return Occasion(f"plan-{item.id}", Kind.PLANNED, item.title, *span, zone, "/today", item.zone, sequence)


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


def of_placement(placement: Placement, zone: str, host: str) -> Occasion:
    """A placement from its first day to its last, at its host."""
    return Occasion(
        uid=f"placement-{placement.id}",
        kind=Kind.PLACEMENT,
        title=placement.title,
        starts=placement.starts_on,
        ends=placement.ends_on + A_DAY,
        zone=zone,
        path="/calendar",
        place=host,
        sequence=placement.rev - 1,
        cancelled=placement.called_off_from == placement.starts_on,
    )


def of_foreseen(one: Need | Blackout, zone: str, museum: str) -> Occasion:
    """What a museum needs, or when it receives nobody."""
    need = isinstance(one, Need)
    return Occasion(
        uid=f"{'need' if need else 'blackout'}-{one.id}",
        kind=Kind.NEED if need else Kind.BLACKOUT,
        title=one.skill if isinstance(one, Need) else one.reason,
        starts=one.first_day,
        ends=one.last_day + A_DAY,
        zone=zone,
        path="/calendar",
        place=museum,
        sequence=one.rev - 1,
        cancelled=one.withdrawn_at is not None,
    )


def of_call(call: Call, sequence: int) -> list[Occasion]:
    """When a call closes, and between which days its stays lie."""
    days = call.first_day, call.last_day + A_DAY
    spans = (Kind.CLOSES, call.closes_at, call.closes_at), (Kind.STAYS, *days)
    return [
        Occasion(
            uid=f"{kind.value.lower()}-{call.id}",
            kind=kind,
            title=call.title,
            starts=starts,
            ends=ends,
            zone=call.zone,
            path=f"/calls/{call.id}",
            sequence=sequence,
        )
        for kind, starts, ends in spans
    ]
