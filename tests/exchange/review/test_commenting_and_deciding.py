"""The review of an observation: who may say something, who decides, and what stands afterwards."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from exchange.floor.answers import NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.floor.tables import ReviewState
from exchange.ground.ids import uuid7
from exchange.placements.tables import Audience
from exchange.review.tables import Verdict
from schema.floor.observation_ops import CaptureObservation, SendAgain
from schema.placements.ops import ChooseAudience
from schema.review.ops import DecideObservation, WriteComment
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, seen

SUBMITTED, SENT_BACK = ReviewState.SUBMITTED, ReviewState.SENT_BACK
SENT_AGAIN, APPROVED = ReviewState.SENT_AGAIN, ReviewState.APPROVED


def said(observation_id: UUID, body: str = "Which gloves?") -> WriteComment:
    return WriteComment(id=uuid7(MORNING), observation_id=observation_id, body=body)


def decided(observation_id: UUID, verdict: Verdict, **fields: Any) -> DecideObservation:
    usual: dict[str, Any] = {"id": uuid7(MORNING), "from_": SUBMITTED, "reason": "Say which gloves."}
    return DecideObservation(observation_id=observation_id, verdict=verdict, **usual | fields)


@pytest.fixture
async def entry(house: House, amara: Phone) -> CaptureObservation:
    """What Amara shows to her mentor."""
    what = seen(house.placement)
    await amara.done(what)
    return what


@pytest.fixture
async def diary(house: House, amara: Phone) -> CaptureObservation:
    """What Amara shows to nobody."""
    what = seen(house.placement, audience=Audience.ONLY_ME)
    await amara.done(what)
    return what


async def undecided(house: House, state: ReviewState = SUBMITTED) -> bool:
    """Whether nothing was decided, and the entry stands where it stood."""
    states = await house.rows("select state from observation")
    return states == [(state.value,)] and await house.count("decision") == 0


async def not_allowed(phone: Phone, do: Any) -> None:
    """It is refused as what is not there is refused."""
    answer = await phone.do(do)
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.NOT_FOUND_OR_FORBIDDEN


async def test_an_author_does_not_approve_herself(
    house: House, amara: Phone, entry: CaptureObservation
) -> None:
    await not_allowed(amara, decided(entry.id, Verdict.APPROVED))
    assert await undecided(house)


async def test_the_mentor_of_another_placement_decides_nothing_here(
    house: House, entry: CaptureObservation
) -> None:
    adwoa = Phone(house, house.adwoa)
    await not_allowed(adwoa, decided(entry.id, Verdict.APPROVED))
    await not_allowed(adwoa, said(entry.id))
    assert await undecided(house)
    assert await house.count("comment") == 0


async def test_a_mentor_neither_decides_nor_comments_on_what_she_does_not_see(
    house: House, ingrid: Phone, diary: CaptureObservation
) -> None:
    hidden = await ingrid.do(said(diary.id))
    missing = await ingrid.do(said(uuid4()))
    assert isinstance(hidden, Rejected)
    assert isinstance(missing, Rejected)
    assert (hidden.code, hidden.sentence, hidden.field) == (missing.code, missing.sentence, missing.field)
    await not_allowed(ingrid, decided(diary.id, Verdict.APPROVED))
    assert await undecided(house)
    assert await house.count("comment") == 0


@pytest.mark.parametrize("reason", [None, "", "   "])
async def test_sending_back_says_why(
    house: House, ingrid: Phone, entry: CaptureObservation, reason: str | None
) -> None:
    answer = await ingrid.do(decided(entry.id, Verdict.SENT_BACK, reason=reason))
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "reason")
    assert await undecided(house)


async def test_a_comment_says_something(house: House, ingrid: Phone, entry: CaptureObservation) -> None:
    answer = await ingrid.do(said(entry.id, ""))
    assert isinstance(answer, Rejected)
    assert (answer.field, answer.sentence) == ("body", "A comment takes 1 to 10,000 characters.")
    assert await house.count("comment") == 0


async def test_on_an_old_picture_the_mentor_is_asked(
    house: House, ingrid: Phone, entry: CaptureObservation
) -> None:
    await ingrid.done(decided(entry.id, Verdict.APPROVED, reason=None))
    other_tablet = Phone(house, house.ingrid)
    answer = await other_tablet.do(decided(entry.id, Verdict.SENT_BACK))
    assert isinstance(answer, NeedsUser)
    assert (answer.code, answer.current) == (NeedsUserCode.STATUS_MOVED, "APPROVED")
    assert await house.rows("select verdict from decision") == [("APPROVED",)]


async def test_what_was_not_sent_back_is_not_sent_again(
    house: House, amara: Phone, entry: CaptureObservation
) -> None:
    answer = await amara.do(SendAgain(id=entry.id, from_=SUBMITTED))
    assert isinstance(answer, Rejected)
    assert answer.sentence == "Nothing goes from “submitted” to “sent again”."
    assert await undecided(house)


async def test_sent_back_sent_again_and_approved(
    house: House, amara: Phone, ingrid: Phone, entry: CaptureObservation
) -> None:
    await ingrid.done(decided(entry.id, Verdict.SENT_BACK))
    await amara.done(said(entry.id, "Nitrile, blue."))
    await amara.done(SendAgain(id=entry.id, from_=SENT_BACK))
    answer = await ingrid.done(decided(entry.id, Verdict.APPROVED, from_=SENT_AGAIN, reason=None))
    assert answer.rev == 5
    assert await house.rows("select state from observation") == [("APPROVED",)]
    query = "select verdict from decision order by received_at, id"
    assert len(await house.rows(query)) == 2
    told = await house.rows(
        "select kind from feed where scope_id = :scope and kind in ('Comment', 'Decision') order by position",
        scope=house.placement,
    )
    assert told == [("Decision",), ("Comment",), ("Decision",)]


async def test_only_the_participant_chooses_the_audience_and_once(
    house: House, amara: Phone, ingrid: Phone, dimitra: Phone
) -> None:
    choice = ChooseAudience(placement_id=house.placement, audience=Audience.ONLY_ME)
    for phone in (ingrid, dimitra):
        await not_allowed(phone, choice)
    query = "select default_audience, rev from placement where id = :id"
    assert await house.rows(query, id=house.placement) == [(None, 1)]
    await amara.done(choice)
    await amara.done(choice)
    other = ChooseAudience(placement_id=house.placement, audience=Audience.MENTOR)
    answer = await amara.do(other)
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "audience")
    assert await house.rows(query, id=house.placement) == [("ONLY_ME", 2)]
