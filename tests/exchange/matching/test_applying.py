"""Applying: what is not met stands in the way with its evidence, until it is met or waived for a reason."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from api.demo.cast import CHINEDU, LAGOON, NETWORK_ID, STRANDHALL
from exchange.governance.charter import Content
from exchange.governance.chartering import publish_charter, ratify
from exchange.ground.refusals import Refused
from exchange.matching.applying import (
    check_application,
    save_application,
    submit_application,
    withdraw_application,
)
from exchange.matching.offering import NewOffer, end_offer, say_offer
from exchange.matching.pledging import NewPledge, pledge
from exchange.matching.provisions import Provision, opened
from exchange.matching.waiving import ask_waiver, waive
from exchange.privacy.erasing import erase
from exchange.programmes.calling import close_call
from exchange.programmes.eligibility import Fact, Finding, Source
from tests.cast import ADWOA, AMARA, DIMITRA, INGRID, LEYLA, MORNING
from tests.exchange.matching.round import SEAL, Round, applied

pytestmark = pytest.mark.anyio
IDS = "select id from application"
CHARTER = Content("We lend people.", "Say what binds you.", "Ask first.", "Turn by turn.", "Nobody pays.")


async def pledged(stage: Round, id: UUID, by: UUID = CHINEDU.id, **fields: Any) -> None:
    """Chinedu lets her go for five days."""
    usual = NewPledge(id, 5, backfill=True, employed=True, budget_line="T-14", budget_minor=0, currency="NGN")
    async with stage.sessions.as_person(by) as session:
        await pledge(session, replace(usual, **fields), by=by, at=MORNING)


async def submitted(stage: Round, id: UUID) -> None:
    async with stage.sessions.as_person(AMARA.id) as session:
        await submit_application(session, id, placements=0, by=AMARA.id, at=MORNING)


async def waived(stage: Round, id: UUID, fact: Fact, reason: str = "She has done it twice.") -> None:
    async with stage.sessions.as_person(DIMITRA.id) as session:
        await waive(session, id, fact, reason, by=DIMITRA.id, at=MORNING)


async def test_a_museum_that_does_not_hold_to_the_charter_sends_nobody(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    await pledged(round_of_2027, hers)
    async with round_of_2027.sessions.as_steward() as session:
        charter = await publish_charter(session, NETWORK_ID, CHARTER, by=DIMITRA.id, at=MORNING)
    with pytest.raises(Refused, match="NOT_RATIFIED") as no:
        await submitted(round_of_2027, hers)
    assert no.value.field == "homeId"
    state = "select state, submitted_at from application"
    assert await round_of_2027.house.seen_by(AMARA.id, state) == [("DRAFT", None)]
    async with round_of_2027.sessions.as_person(CHINEDU.id) as session:
        await ratify(session, charter.id, LAGOON.id, charter.sha256, by=CHINEDU.id, at=MORNING)
    await submitted(round_of_2027, hers)


async def test_a_draft_is_for_its_person_and_the_sponsor_they_named(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    for one in (AMARA, CHINEDU):
        assert await round_of_2027.house.seen_by(one.id, IDS) == [(hers,)]
    for other in (DIMITRA, INGRID, LEYLA, ADWOA):
        assert await round_of_2027.house.seen_by(other.id, IDS) == []
    for other in (CHINEDU, DIMITRA):
        with pytest.raises(Refused, match="NOT_FOUND"):
            async with round_of_2027.sessions.as_person(other.id) as session:
                await submit_application(session, hers, placements=0, by=other.id, at=MORNING)


IMPOSSIBLE: list[dict[str, Any]] = [
    {"home_id": STRANDHALL.id},
    {"sponsor_id": ADWOA.id},
    {"weeks": (date(2027, 3, 2),)},
    {"weeks": (date(2027, 7, 5),)},
    {"parts": 6},
    {"remote_days": -1},
    {"aims": "x" * 4_001},
    {"skills": ("",)},
    {"skills": ("Mounting", "Falconry")},
]


async def test_a_draft_that_cannot_be_is_refused_and_nothing_is_kept(round_of_2027: Round) -> None:
    for wrong in IMPOSSIBLE:
        with pytest.raises(Refused, match="INVALID"):
            await round_of_2027.drafts(**wrong)
    assert await round_of_2027.house.rows(IDS) == []


async def test_nobody_applies_twice_to_one_call_or_to_one_that_takes_nothing(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    with pytest.raises(Refused, match="already"):
        await round_of_2027.drafts()
    with pytest.raises(Refused, match="CALL_CLOSED"):
        await round_of_2027.drafts(at=MORNING + timedelta(days=41))
    async with round_of_2027.sessions.as_person(DIMITRA.id) as session:
        await close_call(session, round_of_2027.call, by=DIMITRA.id, at=MORNING)
    with pytest.raises(Refused, match="CALL_CLOSED"):
        await submitted(round_of_2027, hers)
    assert await round_of_2027.house.rows(IDS) == [(hers,)]


async def test_each_verdict_names_its_evidence_and_what_is_not_met_is_not_submitted(
    round_of_2027: Round,
) -> None:
    hers = await round_of_2027.drafts(project="A list.")
    async with round_of_2027.sessions.as_person(AMARA.id) as session:
        told = await check_application(session, hers, placements=0, by=AMARA.id, at=MORNING)
    assert [(one.criterion.fact, one.verdict, one.value, one.source) for one in told] == [
        (Fact.PROJECT_WORDS, Finding.NOT_MET, 2, Source.APPLICANT),
        (Fact.DAYS_PLEDGED, Finding.NOT_KNOWN, None, Source.SPONSOR),
        (Fact.DAYS_AHEAD, Finding.MET, 144, Source.APPLICANT),
    ]
    with pytest.raises(Refused, match=r"NOT_ELIGIBLE.*PROJECT_WORDS, DAYS_PLEDGED"):
        await submitted(round_of_2027, hers)
    assert (await round_of_2027.state(hers))["state"] == "DRAFT"

    await pledged(round_of_2027, hers)
    await waived_after_asking(round_of_2027, hers)
    await submitted(round_of_2027, hers)
    assert (await round_of_2027.state(hers))["state"] == "SUBMITTED"
    assert await round_of_2027.house.seen_by(DIMITRA.id, IDS) == [(hers,)]


async def waived_after_asking(stage: Round, id: UUID) -> None:
    """Amara asks, and Dimitra overlooks the short project."""
    with pytest.raises(Refused, match="NOT_FOUND"):
        await waived(stage, id, Fact.PROJECT_WORDS)
    async with stage.sessions.as_person(AMARA.id) as session:
        await ask_waiver(session, id, "The list is known to both.", by=AMARA.id, at=MORNING)
    await waived(stage, id, Fact.PROJECT_WORDS)
    by, line = (await stage.house.rows("select by_id, line from journal where act = 'waive criterion'"))[0]
    assert by == DIMITRA.id
    assert '"fact": "PROJECT_WORDS"' in str(line)


async def test_a_waiver_needs_a_reason_a_rule_and_somebody_else(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts(project="A list.")
    async with round_of_2027.sessions.as_person(AMARA.id) as session:
        await ask_waiver(session, hers, "It is known.", by=AMARA.id, at=MORNING)
    with pytest.raises(Refused, match="1 to"):
        await waived(round_of_2027, hers, Fact.PROJECT_WORDS, " ")
    with pytest.raises(Refused, match="does not ask"):
        await waived(round_of_2027, hers, Fact.EMPLOYED)
    for other in (AMARA, INGRID, CHINEDU):
        with pytest.raises(Refused, match="NOT_FOUND"):
            async with round_of_2027.sessions.as_person(other.id) as session:
                await waive(session, hers, Fact.PROJECT_WORDS, "Yes.", by=other.id, at=MORNING)
    assert await round_of_2027.house.count("waiver") == 0


async def test_the_named_sponsor_alone_pledges_and_another_one_pledges_anew(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    for other in (AMARA, DIMITRA):
        with pytest.raises(Refused, match="NOT_FOUND"):
            await pledged(round_of_2027, hers, by=other.id)
    for wrong in ({"days": 61}, {"currency": None}, {"budget_minor": -1}):
        with pytest.raises(Refused, match="INVALID"):
            await pledged(round_of_2027, hers, **wrong)
    assert (await round_of_2027.state(hers))["days_pledged"] is None

    await pledged(round_of_2027, hers)
    assert (await round_of_2027.state(hers))["days_pledged"] == 5
    async with round_of_2027.sessions.as_person(AMARA.id) as session:
        nobody = applied(round_of_2027.call, id=hers, sponsor_id=None)
        await save_application(session, nobody, by=AMARA.id, seal=SEAL, at=MORNING)
    kept = await round_of_2027.state(hers)
    assert (kept["days_pledged"], kept["budget_line"], kept["employed"]) == (None, None, None)


async def test_what_was_handed_in_stays_and_taken_back_another_may_follow(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    await pledged(round_of_2027, hers)
    await submitted(round_of_2027, hers)
    with pytest.raises(Refused, match="stays as it was"):
        await round_of_2027.drafts(id=hers, aims="Something else.")
    assert (await round_of_2027.state(hers))["aims"] == "To see how a move is led."
    for other in (CHINEDU, DIMITRA):
        with pytest.raises(Refused, match="NOT_FOUND"):
            async with round_of_2027.sessions.as_person(other.id) as session:
                await withdraw_application(session, hers, by=other.id, at=MORNING)
    async with round_of_2027.sessions.as_person(AMARA.id) as session:
        await withdraw_application(session, hers, by=AMARA.id, at=MORNING)
    assert await round_of_2027.drafts() != hers


async def test_what_a_host_has_to_do_is_sealed_and_erased_with_the_rest(round_of_2027: Round) -> None:
    hers = await round_of_2027.drafts()
    kept = await round_of_2027.state(hers)
    assert "STEP_FREE" not in str(kept)
    assert opened(hers, AMARA.id, kept["adjustments"], SEAL) == [Provision.STEP_FREE]
    assert opened(hers, DIMITRA.id, kept["adjustments"], SEAL) is None
    async with round_of_2027.sessions.as_steward() as session:
        await erase(session, AMARA.id, by=None, at=MORNING)
    left = await round_of_2027.state(hers)
    assert (left["aims"], left["project"], left["weeks"], left["adjustments"]) == ("", "", [], None)
    assert left["state"] == "WITHDRAWN"


async def test_an_offer_is_its_mentor_s_and_the_network_reads_it(round_of_2027: Round) -> None:
    new = NewOffer(
        id=applied(round_of_2027.call).id,
        museum_id=STRANDHALL.id,
        about="Two days with the mount-makers.",
        skills=("Mounting",),
        interests=(),
        languages=("en", "no"),
        adjustments=frozenset({Provision.STEP_FREE}),
        weeks=(date(2027, 3, 1),),
        blackouts=(date(2027, 5, 17),),
        days=10,
        places=1,
    )
    impossible: list[dict[str, Any]] = [{"skills": ()}, {"days": 0}, {"parts": 0}, {"remote_days": 11}]
    for other, wrong in ((LEYLA, {}), (ADWOA, {}), *((INGRID, one) for one in impossible)):
        with pytest.raises(Refused):
            async with round_of_2027.sessions.as_person(other.id) as session:
                await say_offer(session, replace(new, **wrong), by=other.id, at=MORNING)
    assert await round_of_2027.house.count("offer") == 0

    async with round_of_2027.sessions.as_person(INGRID.id) as session:
        await say_offer(session, new, by=INGRID.id, at=MORNING)
    assert await round_of_2027.house.seen_by(AMARA.id, "select id from offer") == [(new.id,)]
    with pytest.raises(Refused, match="NOT_FOUND"):
        async with round_of_2027.sessions.as_person(AMARA.id) as session:
            await end_offer(session, new.id, by=AMARA.id, at=MORNING)
    async with round_of_2027.sessions.as_person(INGRID.id) as session:
        await end_offer(session, new.id, by=INGRID.id, at=MORNING)
    with pytest.raises(Refused, match="ended"):
        async with round_of_2027.sessions.as_person(INGRID.id) as session:
            await say_offer(session, new, by=INGRID.id, at=MORNING)
