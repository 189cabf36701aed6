"""A run of a closed call: ordered by who coordinates it, answered once, and the same again."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from api.demo.cast import CHINEDU, LAGOON, STRANDHALL
from api.matching.solving import match_one
from api.verbs.matching import differences, replay
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.ground.sealing import Seal
from exchange.matching.applying import submit_application
from exchange.matching.formula import Formula
from exchange.matching.offering import NewOffer, say_offer
from exchange.matching.ordering import order_run
from exchange.matching.pledging import NewPledge, pledge
from exchange.matching.provisions import Provision
from exchange.matching.question import hashed, read
from exchange.matching.running import opened_answer, opened_question
from exchange.matching.runs import MatchRun, RunState
from exchange.matching.tables import Application
from exchange.matching.telling import readers_of, tell_verdicts
from exchange.matching.verdicts import verdicts
from exchange.privacy.erasing import erase
from exchange.programmes.calling import close_call
from exchange.programmes.foreseeing import NewBlackout, say_blackout, withdraw_blackout
from schema.matching.answers import read_out, read_verdict
from schema.matching.types import proposed_to_me
from tests.cast import AMARA, DIMITRA, INGRID, MORNING
from tests.exchange.matching.round import HOUSE_SEAL as SEAL
from tests.exchange.matching.round import WEEKS, Round

pytestmark = pytest.mark.anyio
RUNS = "select id from match_run"
HERE = uuid7(MORNING)


async def applied(stage: Round) -> UUID:
    """Amara has applied, Chinedu lets her go, and Dimitra has closed the call."""
    hers = await stage.drafts()
    lets_go = NewPledge(
        hers, 5, backfill=True, employed=True, budget_line="T-14", budget_minor=None, currency=None
    )
    async with stage.sessions.as_person(CHINEDU.id) as session:
        await pledge(session, lets_go, by=CHINEDU.id, at=MORNING)
    async with stage.sessions.as_person(AMARA.id) as session:
        await submit_application(session, hers, placements=0, by=AMARA.id, at=MORNING)
    return hers


async def offered(stage: Round, *can: Provision) -> UUID:
    """Ingrid teaches mounting in the first of Amara's weeks."""
    offer = NewOffer(
        id=uuid7(MORNING),
        museum_id=STRANDHALL.id,
        about="A week in the studio.",
        skills=("  mounting", "Glass"),
        interests=(),
        languages=("en", "no"),
        adjustments=frozenset(can),
        weeks=WEEKS,
        blackouts=WEEKS[1:],
        days=5,
        places=1,
    )
    async with stage.sessions.as_person(INGRID.id) as session:
        await say_offer(session, offer, by=INGRID.id, at=MORNING)
    return offer.id


async def closed(stage: Round) -> None:
    async with stage.sessions.as_person(DIMITRA.id) as session:
        await close_call(session, stage.call, by=DIMITRA.id, at=MORNING)


async def ordered(stage: Round, by: UUID = DIMITRA.id, id: UUID = HERE) -> MatchRun:
    async with stage.sessions.as_person(by) as session:
        return await order_run(session, id, stage.call, by=by, seal=SEAL, at=MORNING)


async def answered_run(stage: Round) -> MatchRun:
    """The run is answered as the server does it: in a process of its own."""
    assert await match_one(stage.sessions, SEAL)
    assert not await match_one(stage.sessions, SEAL)
    async with stage.sessions.as_steward() as session:
        return await session.get_one(MatchRun, HERE)


async def test_nobody_but_who_coordinates_orders_a_run_and_not_while_people_apply(
    round_of_2027: Round,
) -> None:
    for other in (AMARA, INGRID, CHINEDU):
        with pytest.raises(Refused, match="NOT_FOUND"):
            await ordered(round_of_2027, by=other.id)
    with pytest.raises(Refused, match="CALL_OPEN"):
        await ordered(round_of_2027)
    assert await round_of_2027.house.rows(RUNS) == []


async def test_a_run_says_who_goes_where_and_is_the_same_again_to_the_byte(
    round_of_2027: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    hers, his = await applied(round_of_2027), await offered(round_of_2027, Provision.STEP_FREE)
    await closed(round_of_2027)
    first, again = await ordered(round_of_2027), await ordered(round_of_2027)
    assert first.asked_hash == again.asked_hash
    question = read(opened_question(first, SEAL))
    (asked,), (place,) = question.applicants, question.openings
    assert (asked.days, asked.length, asked.adjustments) == (5, 1, frozenset({"STEP_FREE"}))
    assert (place.weeks, place.skills) == (frozenset(WEEKS[:1]), frozenset({"Mounting"}))
    assert question.formula.most_from_one_museum == 3

    run = await answered_run(round_of_2027)
    told = read_out(json.loads(opened_answer(run, SEAL)), Formula())
    assert (run.state, run.points, run.at_most) == (RunState.ANSWERED, told.points, told.at_most)
    (proposal,) = told.proposals
    assert (proposal.stay.application_id, proposal.stay.offer_id) == (hers, his)
    assert (proposal.stay.start, proposal.skills, proposal.languages) == (WEEKS[0], ["Mounting"], ["en"])
    assert run.answered_hash == hashed(opened_answer(run, SEAL))

    assert await round_of_2027.house.seen_by(DIMITRA.id, RUNS) == [(HERE,)]
    for other in (AMARA, INGRID, CHINEDU):
        assert await round_of_2027.house.seen_by(other.id, RUNS) == []
    async with round_of_2027.sessions.as_steward() as session:
        assert await replay(session, SEAL, str(HERE)) == 0
    assert f"The same to the byte: {run.answered_hash}" in capsys.readouterr().out


async def test_what_somebody_needs_is_not_told_to_who_coordinates_and_goes_with_who_is_erased(
    round_of_2027: Round,
) -> None:
    await applied(round_of_2027)
    await offered(round_of_2027)
    await closed(round_of_2027)
    await ordered(round_of_2027)
    run = await answered_run(round_of_2027)
    kept = opened_answer(run, SEAL)
    assert b"STEP_FREE" in kept
    (left_over,) = read_out(json.loads(kept), Formula()).left_over
    assert left_over.change is not None
    assert (left_over.change.kind, left_over.change.values) == ("ADJUSTMENT_OF_HOST", [])
    with pytest.raises(Refused, match="another key"):
        opened_answer(run, Seal(b"another secret, as long as this"))

    async with round_of_2027.sessions.as_steward() as session:
        await erase(session, AMARA.id, by=None, at=MORNING)
    left = await round_of_2027.house.rows("select asked, answered, answered_hash from match_run")
    assert left == [(None, None, run.answered_hash)]


async def test_a_week_in_which_the_museum_receives_nobody_for_a_day_is_none_of_its_offer_and_that_is_told(
    round_of_2027: Round, capsys: pytest.CaptureFixture[str]
) -> None:
    await applied(round_of_2027)
    await offered(round_of_2027, Provision.STEP_FREE)
    tuesday = WEEKS[0] + timedelta(days=1)
    shut = NewBlackout(uuid7(MORNING), STRANDHALL.id, "The lift is mended", tuesday, tuesday)
    others = replace(shut, id=uuid7(MORNING), museum_id=LAGOON.id)
    async with round_of_2027.sessions.as_person(DIMITRA.id) as session:
        for one in (shut, others):
            await say_blackout(session, one, by=DIMITRA.id, at=MORNING)
    await closed(round_of_2027)
    (place,) = read(opened_question(await ordered(round_of_2027), SEAL)).openings
    assert place.weeks == frozenset()

    run = await answered_run(round_of_2027)
    (left_over,) = read_out(json.loads(opened_answer(run, SEAL)), Formula()).left_over
    assert left_over.change is not None
    assert (left_over.change.kind, left_over.change.values) == ("WEEK_OF_HOST", [WEEKS[0].isoformat()])

    # Withdrawn later, it counts in the next run; this one is what it was.
    async with round_of_2027.sessions.as_person(DIMITRA.id) as session:
        await withdraw_blackout(session, shut.id, by=DIMITRA.id, at=MORNING)
    async with round_of_2027.sessions.as_steward() as session:
        assert await replay(session, SEAL, str(HERE)) == 0
    assert "The same to the byte" in capsys.readouterr().out
    again = await ordered(round_of_2027, id=uuid7(MORNING))
    (place,) = read(opened_question(again, SEAL)).openings
    assert place.weeks == frozenset(WEEKS[:1])


async def test_everybody_reads_their_own_verdict_once_who_coordinates_tells_it(round_of_2027: Round) -> None:
    hers, his = await applied(round_of_2027), await offered(round_of_2027, Provision.STEP_FREE)
    await closed(round_of_2027)
    await ordered(round_of_2027)
    with pytest.raises(Refused, match="no answer"):
        await told_by(round_of_2027, DIMITRA.id)
    await answered_run(round_of_2027)
    with pytest.raises(Refused, match="NOT_FOUND"):
        await told_by(round_of_2027, AMARA.id)
    assert (await round_of_2027.state(hers))["verdict"] is None
    assert await proposed(round_of_2027, AMARA.id) == [None]

    assert await told_by(round_of_2027, DIMITRA.id) == 1
    async with round_of_2027.sessions.as_person(DIMITRA.id) as session:
        assert await readers_of(session, round_of_2027.call) == {str(HERE): 1}
    verdict = read_verdict((await round_of_2027.state(hers))["verdict"])
    assert verdict is not None
    assert verdict.proposal is not None
    assert (verdict.run_id, verdict.proposal.stay.offer_id) == (HERE, his)
    assert await proposed(round_of_2027, AMARA.id) == [True]
    for other in (DIMITRA, CHINEDU):
        assert await proposed(round_of_2027, other.id) == [None]


async def proposed(stage: Round, reader: UUID) -> list[bool | None]:
    """Whether a place is proposed, as the graph tells it to somebody who may see the application."""
    async with stage.sessions.as_person(reader) as session:
        return list(await session.scalars(select(proposed_to_me(Application.__table__))))


async def told_by(stage: Round, by: UUID) -> int:
    async with stage.sessions.as_person(by) as session:
        return await tell_verdicts(session, HERE, by=by, seal=SEAL, at=MORNING)


def test_a_server_starts_without_the_solver() -> None:
    loaded = "import sys, api.app; print([name for name in sys.modules if name.startswith('ortools')])"
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True) == "[]\n"


def test_a_verdict_names_nobody_else_and_nothing_that_somebody_needs() -> None:
    stay = {"applicant": "amara", "opening": "studio", "start": "2027-03-01"}
    answer = {
        "stays": [{**stay, "runner_up": {"applicant": "leyla"}}],
        "left_over": [
            {"applicant": "zadie", "change": {**stay, "kind": "ADJUSTMENT_OF_HOST", "values": ["CAPTIONS"]}},
            {"applicant": "leyla", "change": None},
        ],
    }
    found = dict(verdicts(answer, "run"))
    assert found["amara"] == {"run": "run", "stay": stay, "change": None}
    assert found["zadie"]["change"]["values"] == []
    assert found["leyla"]["change"] is None


def test_another_answer_is_told_by_its_first_difference() -> None:
    before = {"points": 145, "stays": [{"opening": "studio"}]}
    again = {"points": 145, "stays": [{"opening": "depot"}]}
    assert list(differences(before, again)) == ['stays[0].opening: "studio" was, "depot" is.']
