"""When somebody is reminded: not in quiet hours, not of what is over, of nothing twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.floor.tables import CommitmentState
from exchange.ground.refusals import Refused
from exchange.reminding.quiet import Quiet, awake, check_quiet
from exchange.reminding.tables import ReminderKind
from exchange.reminding.turns import NEWS, Promised, turns

DUE = date(2026, 10, 25)
MADE = date(2026, 9, 1)
A_DAY = timedelta(days=1)
ZONES = st.sampled_from(
    ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]
)
# Both turns of the clocks, and the day that Apia left out.
AROUND = st.sampled_from(
    [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 4, 5, tzinfo=UTC)]
)
MOMENTS = st.builds(lambda day, minutes: day + timedelta(minutes=minutes), AROUND, st.integers(-3000, 3000))
HOURS = st.integers(0, 23)


@pytest.mark.parametrize("hours", [(-1, 8), (20, 24), (99, 99)])
def test_an_hour_that_no_day_has_is_refused(hours: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="0 to 23"):
        check_quiet(Quiet(*hours))


@given(MOMENTS, ZONES, HOURS, HOURS)
def test_nobody_is_disturbed_in_their_quiet_hours_nor_later_than_must_be(
    at: datetime, zone: str, begins: int, ends: int
) -> None:
    quiet = Quiet(begins, ends)
    when = awake(at, zone, quiet)
    assert when >= at
    assert not quiet.holds(when, zone)
    passed = at
    while passed < when:
        assert quiet.holds(passed, zone)
        passed += timedelta(minutes=5)


def test_the_night_in_which_clocks_go_back_is_quiet_until_eight_on_the_wall() -> None:
    evening = datetime(2026, 10, 24, 21, tzinfo=ZoneInfo("Europe/Berlin"))
    morning = awake(evening.astimezone(UTC), "Europe/Berlin", Quiet())
    assert morning == datetime(2026, 10, 25, 7, tzinfo=UTC)
    assert morning.astimezone(ZoneInfo("Europe/Berlin")).hour == 8


def said(today: date, state: CommitmentState = CommitmentState.PROMISED, **more: object) -> list[str]:
    promised = Promised(**{"due_on": DUE, "made_on": MADE, "state": state, **more})  # type: ignore[arg-type]
    return [kind.value for kind, _ in turns(promised, today)]


def test_what_was_given_up_or_is_done_is_not_asked_for() -> None:
    for day in range(-30, 300):
        assert said(DUE + day * A_DAY, CommitmentState.DROPPED) == []
        assert set(said(DUE + day * A_DAY, CommitmentState.DONE)) <= {"FOLLOW_UP"}


def test_what_was_promised_within_the_week_is_not_said_to_be_soon() -> None:
    assert said(DUE - 5 * A_DAY, made_on=DUE - 6 * A_DAY) == []
    assert said(DUE - 7 * A_DAY) == ["SOON"]


def test_a_question_that_was_answered_is_not_asked_again() -> None:
    assert said(DUE + 30 * A_DAY) == ["FOLLOW_UP"]
    assert said(DUE + 30 * A_DAY, answered=(30,)) == []


@given(st.lists(st.integers(-20, 250), min_size=1, max_size=60))
def test_however_often_one_looks_each_thing_is_said_of_one_day_only(looks: list[int]) -> None:
    """The day is part of the key by which nobody is reminded twice: it must not move with the look."""
    promised = Promised(DUE, MADE, CommitmentState.PROMISED)
    found = {turn for days in looks for turn in turns(promised, DUE + days * A_DAY)}
    assert len(found) == len({day for _, day in found})
    assert sum(kind is ReminderKind.SOON for kind, _ in found) <= 1


@given(st.integers(0, 3))
def test_a_server_that_was_away_for_some_days_still_says_it(late: int) -> None:
    assert said(DUE + late * A_DAY) == ["DUE"]
    assert said(DUE + (NEWS[ReminderKind.DUE].days + 1 + late) * A_DAY) == []
