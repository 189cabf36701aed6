"""What days count for: their share of the call's hours, and never more, however a stay is cut."""

from hypothesis import given
from hypothesis import strategies as st

from exchange.placements.credits import earned, earned_in

CALL = {"of_days": 10, "of_hours": 35}


def test_days_earn_their_share_rounded_down_and_never_more_than_the_call() -> None:
    assert [earned(days, **CALL) for days in (0, 1, 2, 9, 10, 30)] == [0, 3, 7, 31, 35, 35]


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=6),
    st.integers(1, 60),
    st.integers(0, 1000),
)
def test_periods_that_follow_each_other_add_up_to_the_stay(days: list[int], of: int, hours: int) -> None:
    parts = [
        earned_in(here, after=sum(days[:number]), of_days=of, of_hours=hours)
        for number, here in enumerate(days)
    ]
    assert sum(parts) == earned(sum(days), of_days=of, of_hours=hours) <= hours
    assert min(parts) >= 0
