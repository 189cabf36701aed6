"""Who goes where: the best there is, as every way of trying would find it; the same again; fair to each."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.matching.answer import answered
from exchange.matching.asked import Situation
from exchange.matching.choice import choose
from exchange.matching.formula import Formula
from exchange.matching.lottery import draw
from exchange.matching.prices import mixes, price
from exchange.matching.question import Question, canonical, hashed, read, written
from exchange.matching.room import Room
from tests.exchange.matching.rounds import a_round
from tests.exchange.matching.small import AMARA, FEW, HOST, MONDAYS, rounds, stays_of, told, values_of


def every_way(question: Question) -> Iterator[int]:
    """What each choice that keeps the rules is worth: all of them, one after the other."""
    values = values_of(question)
    options = [[None, *(stay for stay in values if stay.applicant == one.id)] for one in question.applicants]
    for choice in product(*options):
        room = Room(question)
        stays = [stay for stay in choice if stay is not None]
        for stay in stays:
            if not room.holds(stay):
                break
            room.settle(stay)
        else:
            yield sum(values[stay] for stay in stays)


def test_a_week_that_begins_on_a_tuesday_is_refused() -> None:
    with pytest.raises(ValueError, match="no Monday"):
        replace(AMARA, weeks=frozenset({date(2026, 3, 3)}))


def test_a_situation_that_nobody_published_counts_for_nothing() -> None:
    kept = canonical(Question((AMARA,), (HOST,), Formula(), "lot")).replace(b"SMALL_MUSEUM", b"RELIGION")
    with pytest.raises(ValueError, match="RELIGION"):
        read(kept)


def test_who_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Question((AMARA, AMARA), (HOST,), Formula(), "lot")


@FEW
@given(rounds())
def test_no_way_of_trying_finds_a_better_choice(question: Question) -> None:
    answer = told(question)
    values = values_of(question)
    room = Room(question)
    for stay in stays_of(answer):
        assert room.holds(stay)
        room.settle(stay)
    assert sum(values[stay] for stay in stays_of(answer)) == max(every_way(question))
    assert answer["points"] == answer["at_most"]


@FEW
@given(rounds())
def test_no_choice_is_worth_more_than_its_prices_say(question: Question) -> None:
    values = values_of(question)
    weight = len(question.applicants) ** 2
    if values:
        assert price(question, values, weight).at_most >= max(every_way(question))


@FEW
@given(rounds(), st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_bytes_in_whichever_order_its_rows_come(
    question: Question, chance: Random
) -> None:
    people, places = list(question.applicants), list(question.openings)
    chance.shuffle(people)
    chance.shuffle(places)
    other = replace(question, applicants=tuple(people), openings=tuple(places))
    assert canonical(other) == canonical(question)
    assert canonical(read(canonical(question))) == canonical(question)
    assert hashed(answered(canonical(other))) == hashed(answered(canonical(question)))


@FEW
@given(rounds(), st.sampled_from(Situation))
def test_who_has_a_place_keeps_it_when_more_of_their_situation_counts(
    question: Question, situation: Situation
) -> None:
    before = {stay.applicant for stay in stays_of(told(question))}
    for one in question.applicants:
        if one.id in before:
            more = replace(one, situations=one.situations | {situation})
            people = tuple(more if other is one else other for other in question.applicants)
            assert one.id in {stay.applicant for stay in stays_of(told(replace(question, applicants=people)))}


@FEW
@given(rounds())
def test_without_the_priority_is_the_round_of_those_whose_situations_are_unknown(question: Question) -> None:
    unknown = tuple(replace(one, situations=frozenset()) for one in question.applicants)
    there = told(replace(question, applicants=unknown))
    without = told(question)["without_priority"]
    assert without["points"] == there["points"]
    assert without["placed"] == there["placed"]


def test_each_of_five_equals_is_drawn_about_as_often() -> None:
    people = [f"applicant {number}" for number in range(5)]
    first = [max(draw(f"lot {lot}", people).items(), key=lambda one: one[1])[0] for lot in range(1000)]
    # 200 each; beyond 4 standard deviations of 12.6 would be an odd lottery.
    assert all(150 < first.count(person) < 250 for person in people)


def test_between_equals_the_published_lot_decides_and_another_lot_may_decide_otherwise() -> None:
    one_place = replace(HOST, weeks=frozenset(MONDAYS[:1]))
    people = tuple(replace(AMARA, id=f"applicant {number}") for number in range(3))
    numbers = {}
    for lot in ("one", "two", "three", "four", "five"):
        (stay,) = stays_of(told(Question(people, (one_place,), Formula(), lot)))
        drawn = draw(lot, (one.id for one in people))
        assert stay.applicant == max(drawn, key=lambda person: drawn[person])
        numbers[lot] = stay.applicant
    assert len(set(numbers.values())) > 1


def test_a_mentors_days_are_filled_in_every_way_that_leaves_no_room_for_another() -> None:
    assert set(mixes([2, 5], 10)) == {(5, 0), (2, 1), (0, 2)}
    assert list(mixes([3], 10)) == [(3,)]


def test_nobody_who_applies_and_nobody_who_offers_is_a_round_too() -> None:
    answer = told(Question((), (), Formula(), "lot"))
    assert (answer["stays"], answer["left_over"], answer["points"]) == ([], [], 0)
    assert choose(Question((AMARA,), (), Formula(), "lot"), {}, {"amara": 0}).stays == ()


def test_who_wants_their_days_in_two_parts_goes_to_who_takes_them_so_and_in_weeks_that_both_have() -> None:
    in_two = replace(AMARA, parts=2, weeks=frozenset({MONDAYS[0], MONDAYS[2]}))
    (left,) = told(Question((in_two,), (HOST,), Formula(), "lot"))["left_over"]
    assert (left["change"]["kind"], left["change"]["amount"]) == ("PARTS_OF_HOST", 1)

    takes_parts = replace(HOST, id="depot", parts=2)
    (stay,) = told(Question((in_two,), (HOST, takes_parts), Formula(), "lot"))["stays"]
    assert (stay["opening"], stay["weeks"]) == ("depot", ["2026-03-02", "2026-03-16"])
    assert told(Question((replace(in_two, weeks=frozenset(MONDAYS[:1])),), (takes_parts,), Formula(), "lot"))[
        "left_over"
    ][0]["change"]["values"] == ["2026-03-09"]


def test_who_is_remote_for_some_days_goes_to_who_can_be_there_from_afar() -> None:
    from_afar = replace(AMARA, remote_days=2)
    (left,) = told(Question((from_afar,), (HOST,), Formula(), "lot"))["left_over"]
    assert (left["change"]["kind"], left["change"]["amount"]) == ("REMOTE_OF_HOST", 2)
    assert stays_of(told(Question((from_afar,), (replace(HOST, remote_days=2),), Formula(), "lot")))


def test_a_question_of_the_first_engine_keeps_its_hash_and_has_its_answer_again() -> None:
    before = canonical(replace(a_round(12, 6), engine=1))
    assert hashed(before) == "c26411ab393d0a010cb3af43229a23e42db333b8c66e4bf68120b27f65c21a83"
    answer = json.loads(answered(read_again(before)))
    del answer["solver"]
    assert (
        hashed(written(answer).encode()) == "fad26946dbc7ea782713c4498066c4d1620a391d9283e57b715bb940428e62a2"
    )


def read_again(kept: bytes) -> bytes:
    return canonical(read(kept))
