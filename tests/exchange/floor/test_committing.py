"""Commitments: a participant's own promise, how it goes on, and every sentence it ever had."""

from datetime import date
from typing import Any
from uuid import UUID

from strawberry import Some

from exchange.floor.answers import Merged, NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.floor.tables import CommitmentState
from exchange.ground.ids import uuid7
from exchange.placements.tables import Audience
from schema.floor.commitment_ops import EditCommitment, MakeCommitment, MoveCommitment
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen

PROMISED, UNDER_WAY = CommitmentState.PROMISED, CommitmentState.UNDER_WAY
DONE, DROPPED = CommitmentState.DONE, CommitmentState.DROPPED


def promised(placement_id: UUID, **fields: Any) -> MakeCommitment:
    """A promise, ready to be made."""
    usual: dict[str, Any] = {
        "id": uuid7(MORNING),
        "placement_id": placement_id,
        "observation_id": None,
        "sentence": "We label every crate on two sides.",
        "due_on": date(2027, 1, 31),
        "audience": Audience.MENTOR,
        "captured_zone": "Europe/Helsinki",
    }
    return MakeCommitment(**usual | fields)


async def test_nobody_promises_for_somebody_else(house: House, leyla: Phone, ingrid: Phone) -> None:
    for phone in (leyla, ingrid):
        answer = await phone.do(promised(house.placement))
        assert isinstance(answer, Rejected)
        assert answer.code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await house.count("commitment") == 0


async def test_a_promise_does_not_lean_on_somebody_elses_entry(
    house: House, amara: Phone, leyla: Phone
) -> None:
    hers = seen(house.placement)
    await amara.done(hers)
    answer = await leyla.do(promised(house.other_placement, observation_id=hers.id))
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.NOT_FOUND_OR_FORBIDDEN, "observationId")
    assert await house.count("commitment") == 0


async def test_a_promise_says_something(house: House, amara: Phone) -> None:
    answer = await amara.do(promised(house.placement, sentence=""))
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "sentence")
    assert answer.sentence == "The sentence has 0 characters, it takes 1 to 2,000."
    assert await house.count("commitment") == 0


async def test_a_promise_is_for_a_day_that_people_live_to_see(house: House, amara: Phone) -> None:
    fair = promised(house.placement, due_on=date(2020, 2, 29))
    await amara.done(fair)
    for when in (date(1, 1, 1), date(9999, 12, 31)):
        for no in (
            await amara.do(promised(house.placement, due_on=when)),
            await amara.do(EditCommitment(id=fair.id, base=1, sentence=None, due_on=Some(when))),
        ):
            assert isinstance(no, Rejected)
            assert (no.code, no.field) == (RejectCode.INVALID, "dueOn")
            assert no.sentence == "A promise is due between 2000 and 2199."
    assert await house.rows("select due_on, rev from commitment") == [(fair.due_on, 1)]


async def test_a_mentor_does_not_move_a_promise_on(house: House, amara: Phone, ingrid: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    answer = await ingrid.do(MoveCommitment(id=what.id, from_=PROMISED, to=DROPPED))
    assert isinstance(answer, Rejected)
    assert await house.rows("select state, rev from commitment") == [("PROMISED", 1)]


async def test_a_promise_is_not_done_before_it_was_begun(house: House, amara: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    answer = await amara.do(MoveCommitment(id=what.id, from_=PROMISED, to=DONE))
    assert isinstance(answer, Rejected)
    assert answer.sentence == "Nothing goes from “promised” to “done”."
    assert await house.rows("select state, rev from commitment") == [("PROMISED", 1)]


async def test_on_an_old_picture_the_person_is_asked(house: House, amara: Phone, tablet: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    await amara.done(MoveCommitment(id=what.id, from_=PROMISED, to=DROPPED))
    answer = await tablet.do(MoveCommitment(id=what.id, from_=UNDER_WAY, to=DONE))
    assert isinstance(answer, NeedsUser)
    assert (answer.code, answer.current) == (NeedsUserCode.STATUS_MOVED, "DROPPED")
    assert await house.rows("select state from commitment") == [("DROPPED",)]
    assert await house.count("quarantined_op") == 0


async def test_already_there_is_done(house: House, amara: Phone, tablet: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    await amara.done(MoveCommitment(id=what.id, from_=PROMISED, to=UNDER_WAY))
    answer = await tablet.done(MoveCommitment(id=what.id, from_=PROMISED, to=UNDER_WAY))
    assert answer.rev == 2


async def test_a_sentence_and_a_date_from_two_devices(house: House, amara: Phone, tablet: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    await amara.done(EditCommitment(id=what.id, base=1, sentence=None, due_on=Some(date(2027, 3, 1))))
    await amara.done(
        EditCommitment(
            id=what.id,
            base=2,
            sentence=Some("We label every new crate on two sides."),
            due_on=None,
        )
    )
    answer = await tablet.do(
        EditCommitment(
            id=what.id,
            base=1,
            sentence=Some("We label every crate on two sides, in Polish."),
            due_on=None,
        )
    )
    assert isinstance(answer, Merged), answer
    query = "select sentence, due_on from commitment"
    assert await house.rows(query) == [
        ("We label every new crate on two sides, in Polish.", date(2027, 3, 1))
    ]
    assert await house.count("text_version") == 4
