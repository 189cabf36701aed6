"""Why somebody goes, who is next, and what would have to change for who goes nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given

from exchange.matching.asked import Situation
from exchange.matching.formula import Formula
from exchange.matching.question import Question
from exchange.matching.room import Room
from tests.exchange.matching.small import (
    AMARA,
    FEW,
    HOST,
    MONDAYS,
    rounds,
    stay_of,
    stays_of,
    told,
    values_of,
)

MORE_OF_HOST = {"DAYS_OF_MENTOR": "days", "PARTS_OF_HOST": "parts", "REMOTE_OF_HOST": "remote_days"}


def changed(question: Question, here: Mapping[str, Any]) -> Question:
    """The question as it would be after the one change."""
    kind, values = here["kind"], here["values"]
    first = frozenset(values[:1])
    people = {one.id: one for one in question.applicants}
    places = {one.id: one for one in question.openings}
    who, where = people[here["applicant"]], places[here["opening"]]
    formula = question.formula
    if kind in MORE_OF_HOST:
        where = replace(where, **{MORE_OF_HOST[kind]: getattr(where, MORE_OF_HOST[kind]) + here["amount"]})
    match kind:
        case "WEEK_OF_APPLICANT":
            who = replace(who, weeks=who.weeks | set(map(date.fromisoformat, values)))
        case "WEEK_OF_HOST":
            where = replace(where, weeks=where.weeks | set(map(date.fromisoformat, values)))
        case "PLACE":
            where = replace(where, places=where.places + 1)
        case "PLACE_AND_DAYS":
            where = replace(where, places=where.places + 1, days=where.days + here["amount"])
        case "ADJUSTMENT_OF_HOST":
            where = replace(where, adjustments=where.adjustments | first)
        case "LANGUAGE":
            who, where = (
                replace(who, languages=who.languages | first),
                replace(where, languages=where.languages | first),
            )
        case "SKILL_OF_HOST":
            where = replace(where, skills=where.skills | first)
        case "SHARE_OF_MUSEUM":
            formula = replace(formula, most_from_one_museum=(formula.most_from_one_museum or 0) + 1)
    people[who.id], places[where.id] = who, where
    return Question(tuple(people.values()), tuple(places.values()), formula, question.seed)


@FEW
@given(rounds())
def test_after_the_one_change_there_is_a_place_for_who_had_none_and_nobody_loses_theirs(
    question: Question,
) -> None:
    answer = told(question)
    for one in answer["left_over"]:
        if one["change"] is not None:
            after = changed(question, one["change"])
            stay = stay_of(one["change"])
            assert stay in values_of(after)
            assert Room(after, stays_of(answer)).holds(stay)


@FEW
@given(rounds())
def test_the_runner_up_is_worth_no_more_and_takes_the_place_as_soon_as_it_is_free(question: Question) -> None:
    answer, values = told(question), values_of(question)
    for chosen, one in zip(stays_of(answer), answer["stays"], strict=True):
        next_one = one["runner_up"]
        if next_one is not None:
            stay = stay_of(next_one)
            assert values[stay] < values[chosen]
            assert next_one["behind"] >= 0
            assert Room(question, set(stays_of(answer)) - {chosen}).holds(stay)


def test_priority_is_capped_and_decides_between_two_who_fit_alike() -> None:
    everything = replace(AMARA, id="zadie", situations=frozenset(Situation))
    one_place = replace(HOST, weeks=frozenset(MONDAYS[:1]))
    answer = told(Question((AMARA, everything), (one_place,), Formula(), "lot"))
    (stay,) = answer["stays"]
    assert stay["applicant"] == "zadie"
    assert stay["points"] == {"participation": 100, "fit": 30, "priority": 40}
    assert stay["runner_up"] == {
        "applicant": "amara", "opening": "studio", "start": "2026-03-02", "behind": 40,
        "points": {"participation": 100, "fit": 30, "priority": 0},
    }  # fmt: skip
    assert answer["left_over"][0]["change"]["kind"] == "PLACE_AND_DAYS"


def test_what_somebody_needs_costs_them_nothing_where_a_host_can_do_it() -> None:
    needs = replace(AMARA, id="zadie", adjustments=frozenset({"STEP_FREE"}))
    can = replace(HOST, adjustments=frozenset({"STEP_FREE", "CAPTIONS"}))
    alone = told(Question((needs,), (can,), Formula(), "lot"))
    other = told(Question((AMARA,), (can,), Formula(), "lot"))
    assert alone["points"] == other["points"] > 0
