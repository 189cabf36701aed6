"""Rules of eligibility: refused where they ask nothing, and never passed by what nobody knows."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.ground.refusals import Refused
from exchange.programmes.eligibility import (
    WORDS,
    YES_OR_NO,
    Criterion,
    Fact,
    Finding,
    Value,
    check_criteria,
    eligible,
    judge,
    read,
    unmet,
    written,
)
from exchange.programmes.presets import SHAPES

LANGUAGES = ("en", "de", "uk", "ha")


def criterion_of(fact: Fact) -> st.SearchStrategy[Criterion]:
    """What can be asked of a fact."""
    if fact in WORDS:
        return st.sets(st.sampled_from(LANGUAGES), min_size=1).map(
            lambda some: Criterion(fact, any_of=tuple(sorted(some)))
        )
    if fact in YES_OR_NO:
        return st.booleans().map(lambda so: Criterion(fact, is_so=so))
    number = st.integers(0, 60)
    return st.one_of(
        number.map(lambda least: Criterion(fact, at_least=least)),
        number.map(lambda most: Criterion(fact, at_most=most)),
        st.tuples(number, number).map(lambda two: Criterion(fact, min(two), max(two))),
    )


def value_of(fact: Fact) -> st.SearchStrategy[Value]:
    """What can be known of a fact."""
    if fact in WORDS:
        return st.frozensets(st.sampled_from(LANGUAGES))
    return st.booleans() if fact in YES_OR_NO else st.integers(0, 60)


RULES = st.lists(st.sampled_from(Fact), unique=True).flatmap(
    lambda facts: st.tuples(*(criterion_of(fact) for fact in facts))
)
FACTS = st.fixed_dictionaries({}, optional={fact: value_of(fact) for fact in Fact})


@pytest.mark.parametrize(
    "wrong",
    [
        [Criterion(Fact.DAYS_AHEAD)],
        [Criterion(Fact.DAYS_AHEAD, any_of=("30",))],
        [Criterion(Fact.DAYS_AHEAD, at_least=31, at_most=30)],
        [Criterion(Fact.DAYS_AHEAD, at_least=-1)],
        [Criterion(Fact.LANGUAGES, at_least=1)],
        [Criterion(Fact.LANGUAGES, any_of=("",))],
        [Criterion(Fact.EMPLOYED)],
        [Criterion(Fact.EMPLOYED, is_so=True, at_least=1)],
        [Criterion(Fact.EMPLOYED, is_so=True), Criterion(Fact.EMPLOYED, is_so=False)],
    ],
)
def test_rules_that_ask_nothing_or_what_cannot_be_asked_are_refused(wrong: Sequence[Criterion]) -> None:
    with pytest.raises(Refused):
        check_criteria(wrong)


@given(RULES, FACTS)
def test_somebody_is_eligible_when_each_criterion_by_itself_is_met(
    rules: Sequence[Criterion], facts: dict[Fact, Value]
) -> None:
    alone = [eligible(judge([criterion], facts)) for criterion in rules]
    assert eligible(judge(rules, facts)) is all(alone)


@given(RULES, FACTS, st.sampled_from(Fact))
def test_what_nobody_knows_never_passes_and_no_verdict_rests_on_another_fact(
    rules: Sequence[Criterion], facts: dict[Fact, Value], forgotten: Fact
) -> None:
    less = {fact: value for fact, value in facts.items() if fact is not forgotten}
    before, after = judge(rules, facts), judge(rules, less)
    for known, unknown in zip(before, after, strict=True):
        if known.criterion.fact is forgotten:
            assert (unknown.verdict, unknown.value) == (Finding.NOT_KNOWN, None)
        else:
            assert unknown == known


@given(RULES, FACTS, st.randoms(use_true_random=False))
def test_the_order_of_criteria_changes_no_verdict(
    rules: Sequence[Criterion], facts: dict[Fact, Value], chance: Random
) -> None:
    shuffled = list(rules)
    chance.shuffle(shuffled)
    by_fact = {one.criterion.fact: one for one in judge(rules, facts)}
    assert {one.criterion.fact: one for one in judge(shuffled, facts)} == by_fact


@given(RULES, FACTS, st.sets(st.sampled_from(Fact)))
def test_a_waiver_helps_with_its_own_criterion_alone(
    rules: Sequence[Criterion], facts: dict[Fact, Value], waived: set[Fact]
) -> None:
    judged = judge(rules, facts)
    left = {one.criterion.fact for one in unmet(judged, waived)}
    assert left == {one.criterion.fact for one in unmet(judged)} - waived


@given(RULES)
def test_rules_are_read_as_they_were_written(rules: Sequence[Criterion]) -> None:
    check_criteria(rules)
    assert tuple(read(written(rules))) == tuple(rules)


def test_a_value_of_another_form_is_as_good_as_none() -> None:
    (judged,) = judge([Criterion(Fact.DAYS_PLEDGED, at_most=1)], {Fact.DAYS_PLEDGED: True})
    assert judged.verdict is Finding.NOT_KNOWN


def test_every_preset_asks_what_can_be_asked() -> None:
    for shape in SHAPES.values():
        check_criteria(shape.criteria)
        assert shape.criteria
