"""Seats end and are given, and anybody reads who decides, when and how, and never about whom."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from api.demo.cast import ADWOA, AMARA, DIMITRA, LEYLA, MAREK, MISAKI, NETWORK_ID, STRANDHALL
from exchange.governance.charter import Content
from exchange.governance.chartering import publish_charter, sign
from exchange.governance.declaring import Interest, declare
from exchange.governance.published import Published
from exchange.governance.publishing import registers
from exchange.governance.seating import NewSeat, end_seat, give_seat, seats
from exchange.governance.tables import InterestKind, Seat
from exchange.ground.refusals import Refused
from tests.exchange.governance.conftest import NOW, SEATS, TERM, Committee

pytestmark = pytest.mark.anyio
TODAY = NOW.date()
CHARTER = Content("We lend people.", "Say what binds you.", "Ask first.", "Turn by turn.", "Nobody pays.")


async def seat_of(committee: Committee, number: int) -> Seat:
    async with committee.sessions.as_steward() as session:
        return next(one for one in await seats(session) if one.number == number)


async def end(committee: Committee, seat: Seat, last_day: date, by: UUID = DIMITRA.id) -> None:
    async with committee.sessions.as_person(by) as session:
        await end_seat(session, seat.id, last_day, by=by, at=NOW)


async def public(committee: Committee) -> Published:
    async with committee.sessions.as_steward() as session:
        (register,) = await registers(session, at=NOW)
    return register


async def test_a_coordinator_ends_a_term_and_somebody_else_follows(committee: Committee) -> None:
    seat = await seat_of(committee, 1)
    for by, last_day in (
        (ADWOA.id, TODAY),
        (AMARA.id, TODAY),
        (DIMITRA.id, TODAY - timedelta(days=1)),
        (DIMITRA.id, seat.until + timedelta(days=1)),
    ):
        with pytest.raises(Refused, match=r"not here|A term ends today"):
            await end(committee, seat, last_day, by)
    assert (await seat_of(committee, 1)).until == seat.until
    new = NewSeat(
        uuid4(), 1, substitute=False, person_id=LEYLA.id, since=TODAY + timedelta(days=1), until=TODAY + TERM
    )
    async with committee.sessions.as_person(DIMITRA.id) as session:
        with pytest.raises(Refused, match="TAKEN"):
            await give_seat(session, new, by=DIMITRA.id, at=NOW)
    await end(committee, seat, TODAY)
    async with committee.sessions.as_person(DIMITRA.id) as session:
        await give_seat(session, new, by=DIMITRA.id, at=NOW)
    first = [(one.name, one.until) for one in (await public(committee)).seats if one.number == 1]
    assert first == [(LEYLA.name, TODAY + TERM), (ADWOA.name, TODAY)]


async def test_the_register_tells_seats_decisions_and_the_charter_but_nobody_it_was_about(
    committee: Committee,
) -> None:
    empty = await public(committee)
    assert (empty.charter, empty.decisions) == (None, ())
    async with committee.sessions.as_steward() as session:
        charter = await publish_charter(session, NETWORK_ID, CHARTER, by=DIMITRA.id, at=NOW)
        await sign(session, charter, STRANDHALL.id, by=DIMITRA.id, at=NOW)
    async with committee.sessions.as_person(MAREK.id) as session:
        bound = Interest(InterestKind.FAMILY, about_person_id=AMARA.id, words="My cousin")
        await declare(session, [bound], by=MAREK.id, at=NOW)
    motion = await committee.put(AMARA)
    await committee.vote(motion, ADWOA)
    await committee.vote(motion, MISAKI)
    assert (await public(committee)).decisions == (), "what is open is nobody's business yet"
    await committee.decide(motion)
    said = await public(committee)
    assert said.charter is not None
    assert [one.museum for one in said.charter.ratified] == [STRANDHALL.name]
    assert [(one.number, one.substitute, one.name) for one in said.seats] == [
        (number, substitute, who.name) for number, substitute, who in SEATS
    ]
    assert all(one.declared_until is not None for one in said.seats)
    (decision,) = said.decisions
    assert (decision.state, decision.seats, decision.quorum, decision.recused) == ("CARRIED", 3, 2, 0)
    told = json.dumps(asdict(said), default=str)
    for secret in (AMARA.name, str(AMARA.id), "A bursary", "by the sea", "FAMILY", "cousin", DIMITRA.name):
        assert secret not in told, secret


async def test_who_has_not_declared_and_who_left_long_ago_is_shown_as_that(committee: Committee) -> None:
    began = TODAY - timedelta(days=6 * 365)
    new = NewSeat(uuid4(), 4, substitute=False, person_id=LEYLA.id, since=began, until=began + TERM)
    async with committee.sessions.as_person(DIMITRA.id) as session:
        await give_seat(session, new, by=DIMITRA.id, at=NOW)
        now = NewSeat(uuid4(), 5, substitute=False, person_id=LEYLA.id, since=TODAY, until=TODAY + TERM)
        await give_seat(session, now, by=DIMITRA.id, at=NOW)
    hers = [one for one in (await public(committee)).seats if one.name == LEYLA.name]
    assert [(one.number, one.declared_until) for one in hers] == [(5, None)]
