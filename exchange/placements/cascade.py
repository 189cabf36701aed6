"""The order in which mentors are asked: one at a time, nobody beyond their days, each until a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from exchange.placements.requests import RequestState, TurnState

TAKEN = (TurnState.ASKED, TurnState.YES)


class Turn(NamedTuple):
    """One mentor in the order, and how far they are."""

    mentor_id: UUID
    state: TurnState = TurnState.WAITING
    reply_by: date | None = None


class Mentor(NamedTuple):
    """How many days a mentor has left, none where they receive nobody now; and what day it is there."""

    room: int | None
    today: date


def passed_over(mentor: Mentor, days: int) -> TurnState | None:
    """Why a mentor cannot be asked for so many days; none when they can."""
    if mentor.room is None:
        return TurnState.AWAY
    return TurnState.FULL if mentor.room < days else None


def go_on(turns: Sequence[Turn], mentors: Mapping[UUID, Mentor], days: int, patience: int) -> list[Turn]:
    """How it stands now: whoever cannot any more or did not reply is passed by, and the next one is asked."""
    found = [
        checked(turn, mentors[turn.mentor_id], days) if turn.state is TurnState.ASKED else turn
        for turn in turns
    ]
    for number, turn in enumerate(found):
        if any(one.state in TAKEN for one in found):
            break
        if turn.state is TurnState.WAITING:
            found[number] = asked(turn, mentors[turn.mentor_id], days, patience)
    return found


def checked(turn: Turn, mentor: Mentor, days: int) -> Turn:
    """Somebody who was asked, as long as they can and their day has not passed."""
    over = passed_over(mentor, days)
    if over is None and turn.reply_by is not None and mentor.today > turn.reply_by:
        over = TurnState.LATE
    return turn._replace(state=over) if over else turn


def asked(turn: Turn, mentor: Mentor, days: int, patience: int) -> Turn:
    """Somebody whose turn has come: asked until a day, or passed over."""
    over = passed_over(mentor, days)
    if over is not None:
        return turn._replace(state=over)
    return turn._replace(state=TurnState.ASKED, reply_by=mentor.today + timedelta(days=patience))


def outcome(turns: Sequence[Turn]) -> RequestState:
    """What becomes of a request whose turns stand so."""
    states = {turn.state for turn in turns}
    if TurnState.YES in states:
        return RequestState.ACCEPTED
    return RequestState.OPEN if states & {TurnState.ASKED, TurnState.WAITING} else RequestState.NOBODY
