"""What comes first on a desk, and how stays are put together."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from exchange.desk.stages import Stage, of_stay
from exchange.desk.stays import closed_weeks, window
from exchange.desk.urgency import SOON, Needs, Pending, Urgency, most_urgent_first, urgency

TODAY = date(2026, 10, 8)
MONDAY = date(2026, 10, 5)
MUSEUM = UUID(int=7)
DAYS = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 10, 8), timezones=st.just(UTC))  # noqa: DTZ001
PENDING = st.builds(
    Pending,
    needs=st.sampled_from(Needs),
    about_id=st.uuids(),
    path=st.just("/"),
    since=st.none() | MOMENTS,
    until=st.none() | DAYS,
)


def test_today_is_soon_and_yesterday_is_past() -> None:
    def due(days: int) -> Urgency:
        one = Pending(needs=Needs.DECISION, about_id=MUSEUM, path="/", until=TODAY + timedelta(days=days))
        return urgency(one, today=TODAY)

    assert [due(one) for one in (-1, 0, 7, 8)] == [
        Urgency.OVERDUE,
        Urgency.SOON,
        Urgency.SOON,
        Urgency.WAITING,
    ]


@given(st.lists(PENDING, max_size=12), st.randoms())
def test_the_order_is_of_the_things_and_not_of_how_they_came(some: list[Pending], chance: object) -> None:
    ordered = most_urgent_first(some, today=TODAY)
    chance.shuffle(some)  # type: ignore[attr-defined]
    assert [one.about_id for one in most_urgent_first(some, today=TODAY)] == [one.about_id for one in ordered]
    pressing = [list(Urgency).index(urgency(one, today=TODAY)) for one in ordered]
    assert pressing == sorted(pressing)
    for kind in (Urgency.OVERDUE, Urgency.SOON):
        days = [one.until for one in ordered if urgency(one, today=TODAY) is kind and one.until]
        assert days == sorted(days)
    waiting = [one.since for one in ordered if urgency(one, today=TODAY) is Urgency.WAITING]
    known = [one for one in waiting if one]
    assert waiting == sorted(known) + [None] * (len(waiting) - len(known))
    assert all(one.until <= TODAY + SOON for one in ordered[: pressing.count(0)] if one.until)


def test_a_stay_is_ahead_there_and_over_by_its_days() -> None:
    last = TODAY + timedelta(days=3)
    stages = [of_stay(TODAY, last, today=TODAY + timedelta(days=one)) for one in (-1, 0, 3, 4)]
    assert stages == [Stage.SIGNED, Stage.ON_THE_FLOOR, Stage.ON_THE_FLOOR, Stage.HOME_AGAIN]


@given(st.sets(st.integers(-3, 14), max_size=10))
def test_closed_weeks_are_put_together_and_none_is_lost(weeks: set[int]) -> None:
    mondays = {MONDAY + timedelta(weeks=one) for one in weeks}
    found = list(closed_weeks(MUSEUM, mondays, today=TODAY))
    begins, ends = window(TODAY)
    told = {
        one.since + timedelta(weeks=number)
        for one in found
        for number in range((one.until - one.since).days // 7 + 1)
    }
    assert told == {one for one in mondays if begins <= one <= ends}
    assert all((later.since - one.until).days > 1 for one, later in pairwise(found))
