"""The ways of an observation and of a commitment, for any two states and any old picture."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.floor.answers import NeedsYou
from exchange.floor.commitments import KEEPING
from exchange.floor.observations import REVIEW, SHOWING
from exchange.floor.steps import takes_a_step
from exchange.ground.refusals import Refused

WAYS = [REVIEW, KEEPING, SHOWING]


@pytest.mark.parametrize("steps", WAYS)
@given(data=st.data())
def test_nothing_moves_but_by_a_step(steps: dict[StrEnum, set[StrEnum]], data: st.DataObject) -> None:
    state = st.sampled_from(sorted(steps))
    now, start, goal = data.draw(state), data.draw(state), data.draw(state)
    try:
        moves = takes_a_step(now, start, goal, steps, "Observation:1")
    except Refused as no:
        assert isinstance(no, NeedsYou) == (start is not now)  # noqa: PT017 - either may be right
    else:
        assert moves == (goal is not now)
        assert not moves or goal in steps[now]
        return
    assert goal is not now
    assert goal not in steps[now]


@pytest.mark.parametrize("steps", WAYS)
def test_every_state_is_reached_and_none_leads_to_itself(steps: dict[StrEnum, set[StrEnum]]) -> None:
    first, *others = steps
    assert set(others) <= set().union(*steps.values())
    assert all(state not in goals for state, goals in steps.items())
    assert set(steps) == set(type(first))
