"""What a commitment has to say today: soon due, due, or asked about; and for how long that is news."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from exchange.floor.follow_ups import asked_now, asked_on
from exchange.floor.tables import CommitmentState
from exchange.reminding.tables import ReminderKind

BEFORE = timedelta(days=7)
NEWS = {
    ReminderKind.SOON: timedelta(days=3),
    ReminderKind.DUE: timedelta(days=3),
    ReminderKind.FOLLOW_UP: timedelta(days=14),
    ReminderKind.ASKED: timedelta(days=14),
    ReminderKind.LANDED: timedelta(days=14),
}
"""So long a reminder is still worth sending when the server was away, or somebody only now asks for them."""
OPEN = (CommitmentState.PROMISED, CommitmentState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Promised:
    """What counts of a commitment."""

    due_on: date
    made_on: date
    state: CommitmentState
    answered: Collection[int] = ()


def turns(promised: Promised, today: date) -> Iterator[tuple[ReminderKind, date]]:
    """Of what its author is reminded today, and which day that belongs to."""
    if promised.state is CommitmentState.DROPPED:
        return
    if promised.state in OPEN:
        soon = promised.due_on - BEFORE
        if promised.made_on < soon and is_news(ReminderKind.SOON, soon, today):
            yield ReminderKind.SOON, soon
        if is_news(ReminderKind.DUE, promised.due_on, today):
            yield ReminderKind.DUE, promised.due_on
    days = asked_now(promised.due_on, today, promised.answered)
    if days is not None:
        opens = asked_on(promised.due_on, days)
        if is_news(ReminderKind.FOLLOW_UP, opens, today):
            yield ReminderKind.FOLLOW_UP, opens


def is_news(kind: ReminderKind, day: date, today: date) -> bool:
    """Whether the day has come, and not long ago."""
    return day <= today <= day + NEWS[kind]
