"""A year's places are counted for who governs, from what was applied for, proposed, chosen and hosted."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from api.demo.cast import CHINEDU, LAGOON, NETWORK_ID
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.matching.distribution import Distribution
from exchange.people.joining import join
from exchange.people.tables import Person
from exchange.placements.distributing import count_year, network_of_whoever_may_count
from tests.cast import AMARA, DIMITRA, INGRID, MORNING
from tests.exchange.matching.round import Round

pytestmark = pytest.mark.anyio
CLOSED = MORNING + timedelta(days=41)
MANY = text(
    "insert into application (id, call_id, programme_id, person_id, home_id, state, aims, project, skills, "
    "interests, languages, weeks, parts, remote_days, situations, verdict, made_at, changed_at, "
    "submitted_at) select :id, call.id, programme_id, :person, :home, :state, '', '', '{}', '{}', '{}', "
    "'{}', 1, 0, cast(:situations as text[]), cast(:verdict as jsonb), :at, :at, :at "
    "from call where call.id = :call"
)


async def applied(stage: Round, count: int, state: str, verdict: str | None, *situations: str) -> None:
    """So many people of Lagoon House come so far."""
    async with stage.sessions.as_steward() as session:
        for _ in range(count):
            who = Person(id=uuid7(MORNING), network_id=NETWORK_ID, name="Somebody", locale="en")
            await join(session, who, None, at=MORNING)
            values: dict[str, Any] = {"id": uuid7(MORNING), "person": who.id, "state": state, "at": MORNING}
            values |= {"home": LAGOON.id, "situations": list(situations), "verdict": verdict}
            await session.execute(MANY, values | {"call": stage.call})


async def counted(stage: Round, year: int = MORNING.year) -> Distribution:
    async with stage.sessions.as_steward() as session:
        return await count_year(session, NETWORK_ID, year, at=CLOSED)


async def may_count(stage: Round, who: UUID) -> UUID:
    async with stage.sessions.as_person(who) as session:
        return await network_of_whoever_may_count(session, by=who, at=MORNING)


async def test_only_who_governs_counts_and_only_years_that_have_begun(round_of_2027: Round) -> None:
    for who in (AMARA.id, INGRID.id, CHINEDU.id):
        with pytest.raises(Refused, match="not here"):
            await may_count(round_of_2027, who)
    assert await may_count(round_of_2027, DIMITRA.id) == NETWORK_ID
    for year in (1999, CLOSED.year + 1):
        with pytest.raises(Refused, match="Name a year"):
            await counted(round_of_2027, year)


async def test_drafts_and_what_was_taken_back_are_nobody_and_steps_are_counted_on(
    round_of_2027: Round,
) -> None:
    await applied(round_of_2027, 7, "SUBMITTED", None)
    await applied(round_of_2027, 6, "DECLINED", '{"stay": {}, "change": null}', "SMALL_MUSEUM")
    await applied(round_of_2027, 5, "ACCEPTED", None, "SMALL_MUSEUM")
    await applied(round_of_2027, 9, "WITHDRAWN", None)
    await applied(round_of_2027, 9, "DRAFT", None)
    said = await counted(round_of_2027)
    assert said.everybody == (18, 11, 5, None)
    assert said.kinds["SMALL_MUSEUM"] == {"YES": (11, None, None, None), "NO": (7, None, None, None)}
    assert said.kinds["COUNTRY"] == {LAGOON.country: (None,) * 4, "NO": (None,) * 4}
    async with round_of_2027.sessions.as_steward() as session:
        open_still = await count_year(session, NETWORK_ID, MORNING.year, at=MORNING)
    assert open_still.everybody == (None,) * 4, "a call that is open is not counted yet"
