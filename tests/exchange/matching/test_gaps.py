"""What is foreseen held against what is offered: why a need stays a gap, and what never makes it worse."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.matching.gaps import Closed, Cover, Found, GapReason, Taught, Wanted, look, open_weeks

TODAY = date(2026, 11, 23)
MAY = date(2027, 5, 3)
WEEK = timedelta(days=7)
HOUSES = tuple(uuid5(UUID(int=0), name) for name in ("Lagoon House", "Strandhall", "Speicherhof"))
LAGOON, STRANDHALL, SPEICHERHOF = HOUSES
LINING = Wanted(UUID(int=1), LAGOON, "Lining paintings", MAY, MAY + timedelta(days=25), 5)
HANNELORE = Taught(
    UUID(int=2), SPEICHERHOF, frozenset({"lining Paintings"}), frozenset({MAY}), frozenset(), 10
)


def found(*offers: Taught, blackouts: tuple[Closed, ...] = (), need: Wanted = LINING) -> Found:
    return look(need, offers, blackouts, today=TODAY)


def test_a_gap_says_why_and_where_it_could_be_learnt_instead() -> None:
    nobody = found(replace(HANNELORE, skills=frozenset({"Paper"})), replace(HANNELORE, museum=LAGOON))
    assert (nobody.cover, nobody.reason, nobody.nearest) == (Cover.GAP, GapReason.NOBODY_OFFERS, None)

    late = found(replace(HANNELORE, weeks=frozenset({MAY + 4 * WEEK, MAY - 9 * WEEK})))
    assert (late.cover, late.reason) == (Cover.GAP, GapReason.OUTSIDE_THE_WINDOW)
    assert late.nearest is not None
    assert late.nearest.day == MAY + 4 * WEEK

    shut = found(HANNELORE, blackouts=(Closed(SPEICHERHOF, MAY - WEEK, MAY + WEEK),))
    assert (shut.cover, shut.reason) == (Cover.GAP, GapReason.ONLY_IN_BLACKOUTS)
    assert found(replace(HANNELORE, closed=frozenset({MAY}))).reason is GapReason.ONLY_IN_BLACKOUTS


def test_some_days_are_told_with_their_weeks_and_enough_of_them_cover_it() -> None:
    part = found(HANNELORE, blackouts=(Closed(SPEICHERHOF, MAY, MAY + timedelta(days=1)),))
    assert (part.cover, part.reason, part.days) == (Cover.PARTLY, GapReason.TOO_FEW_DAYS, 3)
    assert part.weeks == (MAY,)
    assert found(replace(HANNELORE, days=4)).days == 4

    whole = found(HANNELORE, blackouts=(Closed(STRANDHALL, MAY, MAY),))
    assert (whole.cover, whole.reason, whole.days) == (Cover.COVERED, None, 5)


def test_what_is_past_covers_nothing_any_more() -> None:
    assert look(LINING, [HANNELORE], [], today=MAY + WEEK).cover is Cover.GAP


WEEKS = st.integers(0, 8).map(lambda number: MAY + WEEK * number)
SKILLS = st.sampled_from(["Lining paintings", "Paper", "LINING PAINTINGS"])
OFFERS = st.builds(
    Taught,
    st.uuids(),
    st.sampled_from(HOUSES),
    st.frozensets(SKILLS, min_size=1),
    st.frozensets(WEEKS),
    st.frozensets(WEEKS, max_size=2),
    st.integers(1, 12),
)
BLACKOUTS = st.builds(
    lambda museum, first, length: Closed(museum, first, first + timedelta(days=length)),
    st.sampled_from(HOUSES),
    WEEKS,
    st.integers(0, 20),
)
NEEDS = st.builds(
    lambda museum, skill, first, length, days: Wanted(
        UUID(int=1), museum, skill, first, first + timedelta(days=length), days
    ),
    st.sampled_from(HOUSES),
    SKILLS,
    WEEKS,
    st.integers(0, 40),
    st.integers(1, 20),
)
BETTER = (Cover.GAP, Cover.PARTLY, Cover.COVERED)


@settings(max_examples=80, deadline=None)
@given(NEEDS, st.lists(OFFERS, max_size=5), st.lists(BLACKOUTS, max_size=4), OFFERS, BLACKOUTS)
def test_an_offer_never_opens_a_gap_a_blackout_never_closes_one_and_order_does_not_matter(
    need: Wanted, offers: list[Taught], shut: list[Closed], more: Taught, less: Closed
) -> None:
    before = look(need, offers, shut, today=TODAY)
    richer = look(need, [*offers, more], shut, today=TODAY)
    poorer = look(need, offers, [*shut, less], today=TODAY)
    assert richer.days >= before.days >= poorer.days
    assert BETTER.index(richer.cover) >= BETTER.index(before.cover) >= BETTER.index(poorer.cover)
    assert (before.reason is None) is (before.cover is Cover.COVERED)
    assert look(need, offers[::-1], shut[::-1], today=TODAY) == before


@settings(max_examples=80, deadline=None)
@given(OFFERS, st.lists(BLACKOUTS, max_size=4), st.integers(1, 5))
def test_a_week_is_open_with_enough_days_from_monday_to_friday_on_which_the_museum_receives_somebody(
    offer: Taught, shut: list[Closed], days: int
) -> None:
    def received(day: date) -> bool:
        return not any(one.museum == offer.museum and one.first <= day <= one.last for one in shut)

    by_hand = {
        week
        for week in offer.weeks - offer.closed
        if sum(received(week + timedelta(days=number)) for number in range(5)) >= days
    }
    assert open_weeks(offer, shut, days=days) == by_hand
