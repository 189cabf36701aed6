"""A call: its coordinator alone drafts it, and what was published stays as it was."""

from datetime import timedelta
from typing import Any

import pytest

from exchange.ground.refusals import Refused
from exchange.programmes.calling import close_call, draft_call, open_call
from exchange.programmes.eligibility import Criterion, Fact
from tests.cast import ADWOA, AMARA, DIMITRA, MORNING
from tests.exchange.matching.round import BEFORE, RULES, called
from tests.sync.house import House
from tests.sync.stage import house

__all__ = ["house"]

pytestmark = pytest.mark.anyio
CALLS = "select title, state from call"
VERSIONS = "select version from rule_set order by version"


async def test_who_does_not_coordinate_the_programme_drafts_and_opens_nothing(house: House) -> None:
    new = called()
    with pytest.raises(Refused, match="NOT_FOUND"):
        async with house.sessions.as_person(ADWOA.id) as session:
            await draft_call(session, new, by=ADWOA.id, at=BEFORE)
    assert await house.rows(CALLS) == []

    async with house.sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, new, by=DIMITRA.id, at=BEFORE)
    with pytest.raises(Refused, match="NOT_FOUND"):
        async with house.sessions.as_person(AMARA.id) as session:
            await open_call(session, new.id, by=AMARA.id, at=BEFORE)
    assert await house.seen_by(AMARA.id, CALLS) == []
    assert await house.seen_by(DIMITRA.id, CALLS) == [(new.title, "DRAFT")]


IMPOSSIBLE: list[dict[str, Any]] = [
    {"title": "  "},
    {"days": 0},
    {"parts": 6},
    {"remote_days": 6},
    {"closes_at": BEFORE},
    {"zone": "Europe/Atlantis"},
    {"currency": None},
    {"currency": "eur"},
    {"lump_minor": -1},
    {"criteria": (Criterion(Fact.DAYS_AHEAD),)},
    {"skills": ("x" * 161,)},
    {"most_from_one_museum": 0},
]


async def test_a_call_that_cannot_be_is_refused_and_nothing_is_kept(house: House) -> None:
    for wrong in IMPOSSIBLE:
        with pytest.raises(Refused):
            async with house.sessions.as_person(DIMITRA.id) as session:
                await draft_call(session, called(**wrong), by=DIMITRA.id, at=BEFORE)
    assert await house.rows(CALLS) == await house.rows(VERSIONS) == []


async def test_what_was_published_stays_and_closed_it_stays_closed(house: House) -> None:
    new = called()
    async with house.sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, new, by=DIMITRA.id, at=BEFORE)
        await open_call(session, new.id, by=DIMITRA.id, at=BEFORE)
    assert await house.seen_by(AMARA.id, CALLS) == [(new.title, "OPEN")]

    with pytest.raises(Refused, match="stays as it was published"):
        async with house.sessions.as_person(DIMITRA.id) as session:
            await draft_call(session, new, by=DIMITRA.id, at=MORNING)
    async with house.sessions.as_person(DIMITRA.id) as session:
        await close_call(session, new.id, by=DIMITRA.id, at=MORNING)
    with pytest.raises(Refused, match="stays closed"):
        async with house.sessions.as_person(DIMITRA.id) as session:
            await open_call(session, new.id, by=DIMITRA.id, at=MORNING)
    assert await house.rows(CALLS) == [(new.title, "CLOSED")]


async def test_a_call_that_would_be_over_is_not_opened(house: House) -> None:
    new = called()
    later = new.closes_at + timedelta(seconds=1)
    async with house.sessions.as_person(DIMITRA.id) as session:
        await draft_call(session, new, by=DIMITRA.id, at=BEFORE)
    with pytest.raises(Refused, match="over already"):
        async with house.sessions.as_person(DIMITRA.id) as session:
            await open_call(session, new.id, by=DIMITRA.id, at=later)


async def test_the_same_rules_are_one_version_and_others_the_next(house: House) -> None:
    stricter = (*RULES, Criterion(Fact.EMPLOYED, is_so=True))
    async with house.sessions.as_person(DIMITRA.id) as session:
        for rules in (RULES, RULES, stricter, RULES):
            await draft_call(session, called(criteria=rules), by=DIMITRA.id, at=BEFORE)
    assert await house.rows(VERSIONS) == [(1,), (2,)]
    named = "select version from call join rule_set on rule_set.id = rule_set_id order by version"
    assert await house.rows(named) == [(1,), (1,), (1,), (2,)]
