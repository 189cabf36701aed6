"""Seats rotate: not all at once, and nobody sits for ever."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.governance.quorum import Count, must_be_enough, quorum_of
from exchange.governance.rotation import (
    MOST_IN_A_ROW,
    Term,
    check_term,
    first_ends,
    in_a_row,
    may_stay,
    next_rotation,
)
from exchange.ground.refusals import Refused

DAY = timedelta(days=1)
BEGINS = date(2026, 1, 1)
ADWOA, MISAKI = UUID(int=1), UUID(int=2)


def term(person: UUID, year: int, *, number: int = 1, years: int = 2, substitute: bool = False) -> Term:
    since = date(year, 1, 1)
    return Term(number, substitute, person, since, date(year + years, 1, 1) - DAY)


def refused(new: Term, *terms: Term) -> str:
    with pytest.raises(Refused) as no:
        check_term(new, terms)
    return no.value.code


def test_a_seat_that_is_taken_a_second_seat_and_a_term_without_end_are_refused() -> None:
    assert refused(term(MISAKI, 2026), term(ADWOA, 2026)) == "TAKEN"
    assert refused(term(ADWOA, 2027, number=2), term(ADWOA, 2026)) == "SEATED"
    assert refused(term(ADWOA, 2027, number=2, substitute=True), term(ADWOA, 2026)) == "SEATED"
    assert refused(term(ADWOA, 2026, years=4)) == "INVALID"
    assert refused(replace(term(ADWOA, 2026), until=BEGINS)) == "INVALID"


def test_after_two_terms_in_a_row_somebody_else_sits() -> None:
    two = term(ADWOA, 2022), term(ADWOA, 2024)
    assert refused(term(ADWOA, 2026), *two) == "ROTATION"
    assert refused(term(ADWOA, 2026, number=3), *two) == "ROTATION"
    check_term(term(ADWOA, 2028), two)
    check_term(term(ADWOA, 2026, substitute=True), two)
    assert may_stay(two[0], two[:1])
    assert not may_stay(two[1], two)


def test_half_of_a_new_committee_rotates_after_a_year() -> None:
    ends = list(first_ends(5, BEGINS))
    terms = [
        replace(term(UUID(int=number), 2026, number=number), until=end)
        for number, end in enumerate(ends, start=1)
    ]
    assert [one.number for one in next_rotation(terms, BEGINS)] == [1, 3, 5]
    assert [one.number for one in next_rotation(terms, BEGINS + timedelta(days=400))] == [2, 4]
    assert next_rotation(terms, BEGINS + timedelta(days=4000)) == []


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(2000, 2030), st.integers(1, 3))))
def test_whatever_is_asked_for_no_seat_is_taken_twice_and_nobody_sits_for_ever(
    asked: list[tuple[int, int, int, int]],
) -> None:
    kept: list[Term] = []
    for number, person, year, years in asked:
        new = term(UUID(int=person), year, number=number, years=years)
        try:
            check_term(new, kept)
        except Refused:
            continue
        kept.append(new)
    for one in kept:
        others = [other for other in kept if other is not one and other.overlaps(one)]
        assert not [other for other in others if other.number == one.number or other.person == one.person]
        assert in_a_row(one.person, kept) <= MOST_IN_A_ROW


@given(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15))
def test_nothing_is_decided_by_half_of_the_seats(seats: int, able: int, voted: int) -> None:
    able, voted = min(able, seats), min(voted, able, seats)
    count = Count(seats, able, voted)
    if voted * 2 > seats:
        must_be_enough(count)
        return
    with pytest.raises(Refused, match="NO_QUORUM"):
        must_be_enough(count)
    assert voted < quorum_of(seats)
