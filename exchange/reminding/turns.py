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
    ReminderKind.REQUESTED: timedelta(days=3),
    ReminderKind.SIGNATURE: timedelta(days=3),
    ReminderKind.CALLED_OFF: timedelta(days=3),
}
"""So long a reminder is still worth sending when the server was away, or somebody only now asks for them."""
SIGNATURE_AFTER = (timedelta(0), timedelta(days=4), timedelta(days=11))
"""A signature that waits is asked for again after some days, and not for ever."""
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


def of_request(asked_on: date, reply_by: date, today: date) -> Iterator[date]:
    """The days on which a mentor hears that they were asked: at once, and before their time is over."""
    for day in dict.fromkeys((asked_on, max(asked_on, reply_by - timedelta(days=1)))):
        if is_news(ReminderKind.REQUESTED, day, today):
            yield day


def of_signature(since: date, today: date) -> Iterator[date]:
    """The days on which somebody hears that their signature is next."""
    for after in SIGNATURE_AFTER:
        if is_news(ReminderKind.SIGNATURE, since + after, today):
            yield since + after


def is_news(kind: ReminderKind, day: date, today: date) -> bool:
    """Whether the day has come, and not long ago."""
    return day <= today <= day + NEWS[kind]
