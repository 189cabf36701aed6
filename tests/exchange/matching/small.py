"""Rounds so small that every way of trying can be tried, and how their answers are read."""

import json
import os
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from exchange.matching.answer import answered, pairs_of
from exchange.matching.asked import WEEK, Applicant, Opening, Situation, Stay
from exchange.matching.formula import Formula
from exchange.matching.lottery import draw
from exchange.matching.question import Question, canonical

MONDAYS = [date(2026, 3, 2) + WEEK * number for number in range(3)]
WEEKS = st.frozensets(st.sampled_from(MONDAYS), min_size=1)
FEW = settings(max_examples=500 if "NIGHTLY" in os.environ else 7, deadline=None)
AMARA = Applicant(
    "amara", "Lyme", ("framing",), (), frozenset({"en"}), frozenset(), frozenset(MONDAYS), days=3
)
HOST = Opening(
    "studio",
    "Rhine",
    skills=frozenset({"framing"}),
    interests=frozenset(),
    languages=frozenset({"en"}),
    adjustments=frozenset(),
    weeks=frozenset(MONDAYS),
    days=3,
)


def some(words: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words.split()), min_size=1)


def applicant(id: str) -> st.SearchStrategy[Applicant]:
    return st.builds(
        Applicant,
        st.just(id),
        st.sampled_from(["Lyme", "Rhine", "Akaba"]),
        some("framing glass").map(sorted).map(tuple),
        some("labels tours").map(sorted).map(tuple),
        some("en de"),
        st.frozensets(st.just("STEP_FREE")),
        WEEKS,
        st.integers(2, 3),
        st.integers(1, 2),
        st.frozensets(st.sampled_from(Situation)),
        st.integers(1, 2),
        st.integers(0, 1),
    )


def opening(id: str) -> st.SearchStrategy[Opening]:
    return st.builds(
        Opening,
        st.just(id),
        st.sampled_from(["Rhine", "Akaba"]),
        some("framing glass"),
        some("labels tours"),
        some("en de"),
        st.frozensets(st.just("STEP_FREE")),
        WEEKS,
        st.integers(2, 7),
        st.integers(1, 2),
        st.integers(1, 2),
        st.integers(0, 1),
    )


@st.composite
def rounds(draws: st.DrawFn) -> Question:
    people = tuple(draws(applicant(f"applicant {number}")) for number in range(draws(st.integers(1, 4))))
    places = tuple(draws(opening(f"opening {number}")) for number in range(draws(st.integers(1, 3))))
    formula = Formula(most_from_one_museum=draws(st.none() | st.integers(1, 2)))
    return Question(people, places, formula, draws(st.sampled_from(["one lot", "another"])))


def values_of(question: Question) -> dict[Stay, int]:
    numbers = draw(question.seed, (one.id for one in question.applicants))
    weight = len(numbers) ** 2
    return {
        Stay(who, where, start): here.points.total * weight + numbers[who]
        for (who, where), here in pairs_of(question).items()
        for start in here.starts
    }


def told(question: Question) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(answered(canonical(question)))
    return answer


def stay_of(here: Mapping[str, Any]) -> Stay:
    return Stay(here["applicant"], here["opening"], date.fromisoformat(here["start"]))


def stays_of(answer: Mapping[str, Any]) -> list[Stay]:
    return [stay_of(one) for one in answer["stays"]]
