"""What museums foresee: a coordinator keeps, changes and withdraws it, and what cannot be is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.matching.foretelling import foretell
from exchange.matching.gaps import GapReason
from exchange.programmes.foreseeing import (
    NewBlackout,
    NewNeed,
    say_blackout,
    say_need,
    withdraw_blackout,
    withdraw_need,
)
from exchange.programmes.foreseen import NeedKind
from tests.cast import AMARA, DIMITRA, LAGOON, MORNING, STRANDHALL
from tests.sync.house import House
from tests.sync.stage import house

__all__ = ["house"]

pytestmark = pytest.mark.anyio
MAY = date(2027, 5, 3)
NEED = NewNeed(
    id=uuid7(MORNING),
    museum_id=LAGOON.id,
    kind=NeedKind.ACQUISITION,
    skill="Lining paintings",
    why="Eleven canvases come to us in 2028.",
    first_day=MAY,
    last_day=MAY + timedelta(days=25),
    days=5,
)
STOCKTAKING = NewBlackout(uuid7(MORNING), STRANDHALL.id, "Stocktaking", MAY, MAY + timedelta(days=4))
NEEDS = "select skill, days, rev, withdrawn_at is null from need"
BLACKOUTS = "select reason, rev, withdrawn_at is null from blackout"


async def says(house: House, new: NewNeed | NewBlackout, by: Any = DIMITRA) -> None:
    async with house.sessions.as_person(by.id) as session:
        if isinstance(new, NewNeed):
            await say_need(session, new, by=by.id, at=MORNING)
        else:
            await say_blackout(session, new, by=by.id, at=MORNING)


async def test_who_coordinates_nothing_foresees_nothing(house: House) -> None:
    for new in (NEED, STOCKTAKING, replace(NEED, museum_id=uuid7(MORNING)), replace(NEED, rev=1)):
        by = AMARA if new in (NEED, STOCKTAKING) else DIMITRA
        with pytest.raises(Refused, match="NOT_FOUND"):
            await says(house, new, by)
    assert await house.rows(NEEDS) == await house.rows(BLACKOUTS) == []

    await says(house, NEED)
    with pytest.raises(Refused, match="NOT_FOUND"):
        async with house.sessions.as_person(AMARA.id) as session:
            await withdraw_need(session, NEED.id, by=AMARA.id, at=MORNING)
    assert await house.seen_by(AMARA.id, NEEDS) == [("Lining paintings", 5, 1, True)]


IMPOSSIBLE: list[dict[str, Any]] = [
    {"skill": "  "},
    {"skill": "x" * 161},
    {"why": "x" * 1001},
    {"days": 0},
    {"days": 61},
    {"last_day": MAY - timedelta(days=1)},
    {"last_day": MAY + timedelta(days=1100)},
]


async def test_what_cannot_be_is_refused_and_nothing_is_kept(house: House) -> None:
    for wrong in IMPOSSIBLE:
        with pytest.raises(Refused, match="INVALID"):
            await says(house, replace(NEED, **wrong))
    with pytest.raises(Refused, match="INVALID"):
        await says(house, replace(STOCKTAKING, reason=" "))
    assert await house.rows(NEEDS) == await house.rows(BLACKOUTS) == []


async def test_who_read_another_revision_changes_nothing_and_what_is_withdrawn_stays_so(house: House) -> None:
    await says(house, NEED)
    await says(house, replace(NEED, days=8, rev=1))
    for stale in (NEED, replace(NEED, days=3, rev=1)):
        with pytest.raises(Refused, match="CONFLICT"):
            await says(house, stale)
    with pytest.raises(Refused, match="ID_TAKEN"):
        await says(house, replace(NEED, museum_id=STRANDHALL.id, rev=2))
    assert await house.rows(NEEDS) == [("Lining paintings", 8, 2, True)]

    for _ in range(2):
        async with house.sessions.as_person(DIMITRA.id) as session:
            await withdraw_need(session, NEED.id, by=DIMITRA.id, at=MORNING)
    with pytest.raises(Refused, match="withdrawn"):
        await says(house, replace(NEED, rev=3))
    assert await house.rows(NEEDS) == [("Lining paintings", 8, 3, False)]


async def test_whoever_asks_hears_of_the_gap_until_it_is_withdrawn(house: House) -> None:
    await says(house, NEED)
    await says(house, STOCKTAKING)
    async with house.sessions.as_person(AMARA.id) as session:
        (gap,) = await foretell(session, today=MORNING.date())
        assert await foretell(session, today=NEED.last_day + timedelta(days=1)) == []
    assert gap.reason is GapReason.NOBODY_OFFERS

    async with house.sessions.as_person(DIMITRA.id) as session:
        await withdraw_blackout(session, STOCKTAKING.id, by=DIMITRA.id, at=MORNING)
        await withdraw_need(session, NEED.id, by=DIMITRA.id, at=MORNING)
        assert await foretell(session, today=MORNING.date()) == []
    assert await house.rows(BLACKOUTS) == [("Stocktaking", 2, False)]
