"""A coordinator puts an application to the committee, and what is decided moves it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from api.demo.cast import CHINEDU, NETWORK_ID
from exchange.governance.conflicts import Conflict
from exchange.governance.declaring import declare
from exchange.governance.putting import withdraw_motion
from exchange.governance.seating import NewSeat, seat_member
from exchange.governance.tables import Choice
from exchange.governance.voting import bench, cast_vote, decide
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.matching.submitting import put_application
from tests.cast import AMARA, DIMITRA, INGRID, LEYLA, MORNING
from tests.exchange.matching.round import Round
from tests.exchange.matching.test_applying import pledged, submitted

pytestmark = pytest.mark.anyio

NOW = datetime.now(UTC)
STATE = "select state from application where id = :id"
HEARD = "select scope_id from feed where kind = 'Application' and entity_id = :id and at = :at"


async def put(stage: Round, id: UUID, by: UUID = DIMITRA.id) -> UUID:
    motion = uuid7(MORNING)
    async with stage.sessions.as_person(by) as session:
        await put_application(session, id, motion, by=by, at=MORNING)
    return motion


async def test_only_what_was_handed_in_is_put_and_the_decision_moves_it(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    with pytest.raises(Refused, match="NOT_FOUND"):
        await put(round_of_2027, hers)
    await pledged(round_of_2027, hers)
    await submitted(round_of_2027, hers)
    with pytest.raises(Refused, match="NOT_FOUND"):
        await put(round_of_2027, hers, by=LEYLA.id)

    first = await put(round_of_2027, hers)
    with pytest.raises(Refused, match="handed in"):
        await put(round_of_2027, hers)
    async with round_of_2027.sessions.as_person(DIMITRA.id) as session:
        await withdraw_motion(session, first, by=DIMITRA.id, at=MORNING)
    assert await round_of_2027.house.rows(STATE, id=hers) == [("SUBMITTED",)]

    async with round_of_2027.sessions.as_steward() as session:
        for number, who in enumerate((INGRID, LEYLA, CHINEDU), start=1):
            ends = NOW.date() + timedelta(days=400)
            seat = NewSeat(uuid4(), number, substitute=False, person_id=who.id, since=NOW.date(), until=ends)
            await seat_member(session, NETWORK_ID, seat, by=None, at=NOW)
    motion = await put(round_of_2027, hers)
    for who in (INGRID, LEYLA, CHINEDU):
        async with round_of_2027.sessions.as_person(who.id) as session:
            await declare(session, [], by=who.id, at=NOW)
    async with round_of_2027.sessions.as_person(LEYLA.id) as session:
        closed = {one.person_id: one.conflicts for one in await bench(session, motion)}
        assert closed[INGRID.id] == [Conflict.MENTOR]
        assert closed[CHINEDU.id] == [Conflict.CONCERNED, Conflict.EMPLOYER]
        await cast_vote(session, motion, Choice.FOR, "", by=LEYLA.id, at=NOW)
    with pytest.raises(Refused, match="NO_QUORUM"):
        async with round_of_2027.sessions.as_person(LEYLA.id) as session:
            await decide(session, motion, by=LEYLA.id, at=NOW)
    assert await round_of_2027.house.rows(STATE, id=hers) == [("BEFORE_COMMITTEE",)]

    await stands_in(round_of_2027, 1)
    for who in (DIMITRA, LEYLA):
        async with round_of_2027.sessions.as_person(who.id) as session:
            await cast_vote(session, motion, Choice.FOR, "", by=who.id, at=NOW)
    async with round_of_2027.sessions.as_person(LEYLA.id) as session:
        await decide(session, motion, by=LEYLA.id, at=NOW)
    assert await round_of_2027.house.rows(STATE, id=hers) == [("ACCEPTED",)]
    heard = await round_of_2027.house.rows(HEARD, id=hers, at=NOW)
    assert set(heard) == {(AMARA.id,), (CHINEDU.id,)}


async def stands_in(stage: Round, number: int) -> None:
    """Dimitra stands in for a seat."""
    seat = NewSeat(
        uuid4(),
        number,
        substitute=True,
        person_id=DIMITRA.id,
        since=NOW.date(),
        until=NOW.date() + timedelta(days=400),
    )
    async with stage.sessions.as_steward() as session:
        await seat_member(session, NETWORK_ID, seat, by=None, at=NOW)
    async with stage.sessions.as_person(DIMITRA.id) as session:
        await declare(session, [], by=DIMITRA.id, at=NOW)
