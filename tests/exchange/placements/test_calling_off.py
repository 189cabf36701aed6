"""A stay that was agreed is called off: what was lived stays, and the days to come are free for others."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from api.demo.cast import (
    ADWOA,
    AMARA,
    CHINEDU,
    DIMITRA,
    HANNELORE,
    INGRID,
    LEYLA,
    NETWORK_ID,
    SPEICHERHOF,
    STRANDHALL,
    Player,
)
from exchange.calendars.gathering import gather
from exchange.calendars.occasions import Kind
from exchange.desk.collecting import papers
from exchange.desk.covering import covered
from exchange.desk.papers import cases, stays
from exchange.floor import crediting
from exchange.floor.unpacking import CallingOff, call_off
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.ground.tables import ScopeKind
from exchange.placements.agreements import AgreementVersion
from exchange.placements.counting import placements_before
from exchange.placements.tables import Placement
from exchange.privacy.erasing import erase
from exchange.reminding.remembering import remember
from tests.cast import MORNING
from tests.exchange.placements.agreeing import CHAIN, FIRST_DAY, Desk, rows, seat_all, terms

pytestmark = pytest.mark.anyio

A_DAY = timedelta(days=1)
BEFORE = MORNING
SECOND_MORNING = datetime(2026, 11, 3, 7, tzinfo=MORNING.tzinfo)
BOOKED = "select on_date from booked_day order by 1"
STANDS = (
    "select starts_on, ends_on, called_off_from, state, rev from placement where agreement_id is not null"
)


@pytest.fixture
async def desk(sessions: Sessions) -> Desk:
    await seat_all(sessions)
    return Desk(sessions, uuid4())


@pytest.fixture
async def signed(desk: Desk) -> AgreementVersion:
    """Three days at Elbfurt, signed by everybody."""
    version = await desk.draft(terms(days=3))
    await desk.sign(version.hash, *CHAIN)
    return version


def off(desk: Desk, since: date = FIRST_DAY, reason: str = "Hannelore is ill.") -> CallingOff:
    return CallingOff(desk.agreement_id, SPEICHERHOF.id, since, reason)


async def doing(desk: Desk, what: CallingOff, *, by: Player = DIMITRA, at: datetime = BEFORE) -> None:
    async with desk.sessions.as_steward() as session:
        await call_off(session, what, by=by.id, at=at)


async def refusal(
    desk: Desk, what: CallingOff, *, by: Player = DIMITRA, at: datetime = BEFORE
) -> tuple[str, str | None]:
    with pytest.raises(Refused) as no:
        await doing(desk, what, by=by, at=at)
    return no.value.code, no.value.field


async def test_only_who_coordinates_calls_off_what_is_left_of_a_stay_and_says_why(
    desk: Desk, signed: AgreementVersion
) -> None:
    before = await rows(desk.sessions, STANDS)
    for by in (AMARA, HANNELORE, ADWOA, CHINEDU, LEYLA, INGRID):
        assert await refusal(desk, off(desk), by=by) == ("NOT_FOUND_OR_FORBIDDEN", None)
    assert await refusal(desk, replace(off(desk), agreement_id=uuid4())) == ("NOT_FOUND_OR_FORBIDDEN", None)
    assert await refusal(desk, replace(off(desk), host_id=STRANDHALL.id)) == ("STATUS_MOVED", "hostId")
    assert await refusal(desk, off(desk, reason="  ")) == ("INVALID", "reason")
    assert await refusal(desk, off(desk, reason="x" * 2001)) == ("INVALID", "reason")
    assert await refusal(desk, off(desk, BEFORE.date() - A_DAY)) == ("INVALID", "since")
    assert await refusal(desk, off(desk, FIRST_DAY + timedelta(14))) == ("INVALID", "since")
    assert await refusal(desk, off(desk), at=SECOND_MORNING) == ("INVALID", "since")
    long_after = SECOND_MORNING + timedelta(days=30)
    assert await refusal(desk, off(desk, long_after.date()), at=long_after) == ("STATUS_MOVED", "hostId")
    assert await rows(desk.sessions, STANDS) == before
    assert len(await rows(desk.sessions, BOOKED)) == 3
    assert await rows(desk.sessions, "select 1 from called_off") == []


async def test_before_it_begins_nothing_is_left_of_it_and_its_days_are_free_for_another(
    desk: Desk, signed: AgreementVersion
) -> None:
    await doing(desk, off(desk, BEFORE.date()))
    ((starts, _, called_off_from, state, rev),) = await rows(desk.sessions, STANDS)
    assert (called_off_from, state, rev) == (starts, "FINISHED", 2)
    assert await rows(desk.sessions, BOOKED) == []
    assert await refusal(desk, off(desk)) == ("STATUS_MOVED", "hostId")

    other = Desk(desk.sessions, uuid4())
    version = await other.draft(terms())
    await other.sign(version.hash, *CHAIN)
    assert await rows(desk.sessions, BOOKED) == [(FIRST_DAY,), (FIRST_DAY + A_DAY,)]
    # What is agreed anew about the first stay brings none of its days back.
    longer = await desk.revise(terms(FIRST_DAY + timedelta(7), days=4), signed, "A day more.")
    await desk.sign(longer.hash, *CHAIN)
    assert len(await rows(desk.sessions, BOOKED)) == 2
    assert (
        await rows(desk.sessions, "select count(*) from placement where called_off_from is not null")
    ) == [(1,)]


async def test_midway_what_was_lived_stays_and_a_day_with_something_written_is_not_taken_out(
    desk: Desk, signed: AgreementVersion
) -> None:
    wrote = (
        "insert into commitment (id, scope_id, placement_id, author_id, day_id, sentence, due_on, state,"
        " audience, captured_at, captured_zone, received_at, changed_at, rev) select gen_random_uuid(),"
        " placement_id, placement_id, :who, id, 'Two hinges, not four.', '2026-12-01', 'PROMISED', 'MENTOR',"
        " now(), 'Europe/Berlin', now(), now(), 1 from shadowing_day where on_date = :day returning 1"
    )
    today = SECOND_MORNING.date()
    await rows(desk.sessions, wrote, who=AMARA.id, day=today)
    assert await refusal(desk, off(desk, today), at=SECOND_MORNING) == ("INVALID", "since")
    assert len(await rows(desk.sessions, BOOKED)) == 3
    await doing(desk, off(desk, today + A_DAY), at=SECOND_MORNING)
    assert await rows(desk.sessions, BOOKED) == [(FIRST_DAY,), (today,)]
    assert await rows(desk.sessions, STANDS) == [(FIRST_DAY, today, today + A_DAY, "AGREED", 2)]
    assert await rows(desk.sessions, "select sentence from commitment") == [("Two hinges, not four.",)]
    journal = "select count(*) from journal where act = 'call stay off' and by_id = :by"
    assert await rows(desk.sessions, journal, by=DIMITRA.id) == [(3,)], "placement, agreement and programme"


async def test_who_it_concerns_reads_why_and_gets_a_letter_and_erasing_takes_the_words(
    desk: Desk, signed: AgreementVersion
) -> None:
    await doing(desk, off(desk, FIRST_DAY + A_DAY))
    for person, there in ((AMARA, 1), (HANNELORE, 1), (ADWOA, 1), (CHINEDU, 1), (DIMITRA, 1), (LEYLA, 0)):
        async with desk.sessions.as_person(person.id) as session:
            assert len((await session.execute(text("select reason from called_off"))).all()) == there
    with pytest.raises(DBAPIError, match="what was signed stays"):
        await rows(desk.sessions, "update called_off set since = since + 1")
    async with desk.sessions.as_steward() as session:
        await remember(session, at=MORNING)
        await remember(session, at=MORNING)
    told = "select person_id from reminder where kind = 'CALLED_OFF'"
    assert {one for (one,) in await rows(desk.sessions, told)} == set(CHAIN)
    assert await rows(desk.sessions, "select count(*) from reminder where kind = 'CALLED_OFF'") == [(4,)]
    async with desk.sessions.as_steward() as session:
        await erase(session, AMARA.id, by=None, at=MORNING)
    assert "ill" not in str(await rows(desk.sessions, "select reason from called_off"))


async def test_calendars_cancel_it_and_neither_desk_nor_register_counts_it(
    desk: Desk, signed: AgreementVersion
) -> None:
    async with desk.sessions.as_steward() as session:
        placement_id = (await session.scalars(select(Placement.id))).one()
    whose: tuple[tuple[Player, ScopeKind, UUID], ...] = (
        (AMARA, ScopeKind.PERSON, AMARA.id),
        (HANNELORE, ScopeKind.PLACEMENT, placement_id),
        (HANNELORE, ScopeKind.MUSEUM, SPEICHERHOF.id),
        (DIMITRA, ScopeKind.NETWORK, NETWORK_ID),
    )

    async def seen() -> list[dict[str, tuple[bool, int]]]:
        found = []
        for person, kind, scope_id in whose:
            async with desk.sessions.as_person(person.id) as session:
                here = await gather(session, kind, scope_id, at=MORNING)
            found.append(
                {
                    one.uid: (one.cancelled, one.sequence)
                    for one in here
                    if one.kind in (Kind.DAY, Kind.PLACEMENT)
                }
            )
        return found

    before = await seen()
    assert [len(one) for one in before] == [3, 4, 4, 1]
    await doing(desk, off(desk))
    for was, now in zip(before, await seen(), strict=True):
        assert now.keys() == was.keys()
        assert all(cancelled and sequence > was[uid][1] for uid, (cancelled, sequence) in now.items())
    async with desk.sessions.as_person(DIMITRA.id) as session:
        found = await papers(session, await covered(session, by=DIMITRA.id, at=MORNING))
        assert list(cases(found, today=MORNING.date())) == []
        assert list(stays(found, today=MORNING.date())) == []
        assert await crediting.stays(session, FIRST_DAY, FIRST_DAY + timedelta(30)) == []
        assert await placements_before(session, AMARA.id, on=FIRST_DAY + timedelta(30)) == 0
