"""What was approved stands: a change is proposed; and what else a mentor says about it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strawberry import Some

from exchange.floor.amended import AmendmentState
from exchange.floor.amendments import ANSWERING
from exchange.floor.answers import NeedsUser, NeedsUserCode, NeedsYou, Rejected
from exchange.floor.steps import takes_a_step
from exchange.floor.tables import ObservationKind, ReviewState
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.placements.tables import Audience
from exchange.programmes.tables import Objective
from exchange.review.answering import Answer
from exchange.review.tables import Level, Verdict
from exchange.review.waiting import loads
from schema.floor.amendment_ops import ProposeAmendment
from schema.floor.debrief_ops import WriteDebrief
from schema.floor.observation_ops import (
    CaptureObservation,
    EditObservation,
    SendAgain,
    WithdrawObservation,
)
from schema.review.ops import AnswerAmendment, DecideObservation, GiveEndorsement
from tests.cast import DAY, PROGRAMME, STRANDHALL
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen

SUBMITTED, WITHDRAWN = ReviewState.SUBMITTED, ReviewState.WITHDRAWN
NOTE = "select note from observation"
PROPOSALS = "select state, note from amendment order by note"


def decided(entry: CaptureObservation, **fields: Any) -> DecideObservation:
    usual: dict[str, Any] = {"id": uuid7(MORNING), "from_": SUBMITTED, "verdict": Verdict.APPROVED}
    return DecideObservation(observation_id=entry.id, reason=None, **usual | fields)


def reworded(entry: CaptureObservation, note: str, base: int = 1) -> EditObservation:
    left = dict.fromkeys(("kind", "zone", "object_number", "procedure"))
    return EditObservation(id=entry.id, base=base, note=Some(note), **left)


def proposed(entry: CaptureObservation, note: str, reason: str = "I was wrong.") -> ProposeAmendment:
    kind = ObservationKind.ROUTINE
    return ProposeAmendment(id=uuid7(MORNING), observation_id=entry.id, kind=kind, note=note, reason=reason)


def looked_back(**fields: Any) -> WriteDebrief:
    usual: dict[str, Any] = {"day_id": DAY, "base": 0, "audience": Audience.MENTOR, "drawn_from": []}
    words = dict.fromkeys(("happened", "so_what", "changes", "stays"), "Words.")
    return WriteDebrief(**usual | words | fields)


@pytest.fixture
async def entry(house: House, amara: Phone) -> CaptureObservation:
    """What Amara shows to her mentor."""
    what = seen(house.placement)
    await amara.done(what)
    return what


@pytest.fixture
async def approved(ingrid: Phone, entry: CaptureObservation) -> CaptureObservation:
    """The same, approved."""
    await ingrid.done(decided(entry))
    return entry


async def test_words_that_came_after_the_reading_are_not_approved_unread(
    house: House, amara: Phone, ingrid: Phone, entry: CaptureObservation
) -> None:
    await amara.done(reworded(entry, "Something else altogether."))
    answer = await ingrid.do(decided(entry, read=1))
    assert isinstance(answer, NeedsUser)
    assert answer.code is NeedsUserCode.STATUS_MOVED
    assert await house.count("decision") == 0
    await ingrid.done(decided(entry, read=2))
    assert await house.count("decision") == 1


async def test_what_was_withdrawn_is_not_decided_about_until_it_is_sent_again(
    house: House, amara: Phone, ingrid: Phone, entry: CaptureObservation
) -> None:
    await amara.done(WithdrawObservation(id=entry.id, from_=SUBMITTED))
    assert isinstance(await ingrid.do(decided(entry)), NeedsUser)
    assert await house.count("decision") == 0
    await amara.done(SendAgain(id=entry.id, from_=WITHDRAWN))
    await ingrid.done(decided(entry, from_=ReviewState.SENT_AGAIN))


async def test_an_edit_of_what_was_approved_becomes_a_proposal_and_nothing_of_it_is_lost(
    house: House, amara: Phone, approved: CaptureObservation
) -> None:
    before = await house.rows(NOTE)
    await amara.done(reworded(approved, "First thought."))
    await amara.done(reworded(approved, "Second thought."))
    assert await house.rows(NOTE) == before
    assert await house.rows(PROPOSALS) == [("REPLACED", "First thought."), ("WAITING", "Second thought.")]


async def test_a_proposal_says_why_and_only_the_mentor_answers_it(
    house: House, amara: Phone, ingrid: Phone, approved: CaptureObservation
) -> None:
    assert isinstance(await amara.do(proposed(approved, "Better.", " ")), Rejected)
    assert await house.count("amendment") == 0
    better = proposed(approved, "Better.")
    await amara.done(better)
    accepts = AnswerAmendment(id=better.id, answer=Answer.ACCEPTED)
    assert isinstance(await amara.do(accepts), Rejected)
    declines = AnswerAmendment(id=better.id, answer=Answer.DECLINED)
    assert isinstance(await ingrid.do(declines), Rejected)
    assert await house.rows(PROPOSALS) == [("WAITING", "Better.")]
    await ingrid.done(accepts)
    assert await house.rows(NOTE) == [("Better.",)]
    assert await house.rows("select state from observation") == [("APPROVED",)]
    assert isinstance(
        await ingrid.do(AnswerAmendment(id=better.id, answer=Answer.DECLINED, reason="No.")), NeedsUser
    )


async def test_only_what_is_approved_is_endorsed(
    house: House, amara: Phone, ingrid: Phone, entry: CaptureObservation
) -> None:
    async with house.sessions.as_steward() as session:
        objective = Objective(
            id=uuid7(MORNING),
            network_id=(await house.rows("select network_id from programme where id = :id", id=PROGRAMME))[0][
                0
            ],
            programme_id=PROGRAMME,
            position=9,
            sentence="See how a move is stopped.",
        )
        session.add(objective)
        named = objective.id
    gives: dict[str, Any] = {"observation_id": entry.id, "objective_id": named, "level": Level.ALONE}
    assert isinstance(await ingrid.do(GiveEndorsement(id=uuid7(MORNING), **gives)), NeedsUser)
    await ingrid.done(decided(entry))
    assert isinstance(await amara.do(GiveEndorsement(id=uuid7(MORNING), **gives)), Rejected)
    assert await house.count("endorsement") == 0
    await ingrid.done(GiveEndorsement(id=uuid7(MORNING), **gives))
    assert await house.count("endorsement") == 1


async def test_a_debrief_stays_between_the_two_and_a_second_device_is_asked(
    house: House, amara: Phone, ingrid: Phone, dimitra: Phone
) -> None:
    assert isinstance(await ingrid.do(looked_back()), Rejected)
    assert isinstance(await amara.do(looked_back(audience=Audience.PLACEMENT)), Rejected)
    assert await house.count("debrief") == 0
    await amara.done(looked_back())
    answer = await Phone(house, house.amara).do(looked_back(happened="Otherwise."))
    assert isinstance(answer, NeedsUser)
    assert await house.rows("select happened from debrief") == [("Words.",)]


async def test_a_coordinator_and_the_mentor_learn_how_much_waits_and_nobody_else(
    house: House, entry: CaptureObservation
) -> None:
    told = {}
    for name in ("ingrid", "amara", "adwoa"):
        async with house.sessions.as_person(getattr(house, name)) as session:
            told[name] = [(one.mentor_id, one.waiting) for one in await loads(session, [STRANDHALL.id])]
    assert told == {"ingrid": [(house.ingrid, 1)], "amara": [], "adwoa": []}


STATES = st.sampled_from(sorted(AmendmentState))


@given(now=STATES, goal=STATES)
def test_only_what_waits_is_answered(now: AmendmentState, goal: AmendmentState) -> None:
    waiting = AmendmentState.WAITING
    try:
        moves = takes_a_step(now, waiting, goal, ANSWERING, "Observation:1")
    except NeedsYou:
        assert now is not waiting
    except Refused:
        assert (now, goal) == (waiting, waiting)
    else:
        assert moves == (now is waiting and goal is not waiting)
