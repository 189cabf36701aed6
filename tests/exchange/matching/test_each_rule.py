"""Each rule alone: with nothing else in the way it keeps somebody at home, and says what would do."""

from dataclasses import replace
from typing import Any

import pytest

from exchange.matching.asked import Applicant, Opening
from exchange.matching.formula import Formula
from exchange.matching.question import Question
from tests.exchange.matching.small import AMARA, HOST, MONDAYS, told

ZADIE = replace(AMARA, id="zadie")
ONE_WEEK = frozenset(MONDAYS[:1])


def of(*rows: Applicant | Opening, share: int | None = None) -> dict[str, Any]:
    """The answer to a round of these."""
    people = tuple(row for row in rows if isinstance(row, Applicant))
    places = tuple(row for row in rows if isinstance(row, Opening))
    return told(Question(people, places, Formula(most_from_one_museum=share), "lot"))


def test_with_nothing_in_the_way_she_goes() -> None:
    assert len(of(AMARA, HOST)["stays"]) == 1


@pytest.mark.parametrize(
    "she, host, change",
    [
        (AMARA, replace(HOST, host="Lyme"), None),
        (AMARA, replace(HOST, skills=frozenset({"glass"})), "SKILL_OF_HOST"),
        (AMARA, replace(HOST, languages=frozenset({"de"})), "LANGUAGE"),
        (replace(AMARA, adjustments=frozenset({"STEP_FREE"})), HOST, "ADJUSTMENT_OF_HOST"),
        (AMARA, replace(HOST, days=2), "DAYS_OF_MENTOR"),
        (replace(AMARA, parts=2), HOST, "PARTS_OF_HOST"),
        (replace(AMARA, remote_days=1), HOST, "REMOTE_OF_HOST"),
        (replace(AMARA, weeks=ONE_WEEK), replace(HOST, weeks=frozenset(MONDAYS[1:])), "WEEK_OF_APPLICANT"),
    ],
)
def test_one_thing_that_is_lacking_keeps_her_home(she: Applicant, host: Opening, change: str | None) -> None:
    answer = of(she, host)
    assert answer["stays"] == []
    (left,) = answer["left_over"]
    assert (left["change"] and left["change"]["kind"]) == change


def test_two_in_one_week_are_one_too_many_where_there_is_one_place() -> None:
    one_week = replace(HOST, weeks=ONE_WEEK, days=30)
    assert len(of(AMARA, ZADIE, one_week)["stays"]) == 1
    assert len(of(AMARA, ZADIE, replace(one_week, places=2))["stays"]) == 2


def test_a_mentors_days_are_given_once() -> None:
    assert len(of(AMARA, ZADIE, replace(HOST, days=5))["stays"]) == 1
    assert len(of(AMARA, ZADIE, replace(HOST, days=6))["stays"]) == 2


def test_nobody_goes_to_two_places() -> None:
    assert len(of(AMARA, HOST, replace(HOST, id="depot"))["stays"]) == 1


def test_a_museum_sends_no_more_than_its_share() -> None:
    both = AMARA, ZADIE, HOST, replace(HOST, id="depot")
    answer = of(*both, share=1)
    assert len(answer["stays"]) == 1
    assert answer["left_over"][0]["change"]["kind"] == "SHARE_OF_MUSEUM"
    assert len(of(*both)["stays"]) == 2
