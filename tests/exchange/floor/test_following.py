"""What becomes of a promise: who agrees to it, what shows it, what stood in the way, how far it came."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strawberry import Some

from exchange.floor.agreeing import answer
from exchange.floor.answers import Rejected
from exchange.floor.follow_ups import AFTER, asked_now, asked_on
from exchange.floor.followed import AgreementAnswer, BarrierCode, EvidenceKind, HowFar, Measured
from exchange.floor.tables import CommitmentState
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.placements.tables import Audience, Placement
from schema.floor.commitment_ops import EditCommitment, MakeCommitment, MoveCommitment
from schema.floor.follow_up_ops import (
    AddEvidence,
    AskAgreement,
    FollowUpCommitment,
    SayBarrier,
    TakeAgreementBack,
    TakeEvidenceAway,
)
from tests.exchange.floor.test_committing import promised
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone

LONG_AGO = date(2026, 9, 1)
SENTENCE = "We label every crate on two sides."


async def managed(house: House) -> UUID:
    """Adwoa, who works where Amara is lent from, agrees to what Amara promises."""
    async with house.sessions.as_steward() as session:
        (await session.get_one(Placement, house.placement)).home_manager_id = house.adwoa
    return house.adwoa


async def made(house: House, amara: Phone, **fields: Any) -> MakeCommitment:
    what = promised(house.placement, **fields)
    await amara.done(what)
    return what


async def asked(house: House, amara: Phone, **fields: Any) -> MakeCommitment:
    await managed(house)
    what = await made(house, amara, **fields)
    await amara.done(AskAgreement(id=uuid7(MORNING), commitment_id=what.id))
    return what


async def says(house: House, who: UUID, what: UUID, said: AgreementAnswer, **more: str) -> None:
    async with house.sessions.as_person(who) as session:
        reason, sentence = more.get("reason"), more.get("sentence", SENTENCE)
        await answer(session, what, said, reason, sentence=sentence, by=who, at=MORNING)


async def no(phone: Phone, do: Any) -> tuple[str, str | None]:
    """The code and the field of a refusal."""
    answered = await phone.do(do)
    assert isinstance(answered, Rejected), answered
    return answered.code.value, answered.field


def followed_up(id: UUID, **fields: Any) -> FollowUpCommitment:
    usual: dict[str, Any] = {"id": uuid7(MORNING), "commitment_id": id, "days": 30, "how_far": HowFar.PARTLY}
    return FollowUpCommitment(**usual | fields)


async def test_nobody_is_asked_where_nobody_is_named(house: House, amara: Phone) -> None:
    what = await made(house, amara)
    assert await no(amara, AskAgreement(id=uuid7(MORNING), commitment_id=what.id)) == (
        "INVALID",
        "commitmentId",
    )
    assert await house.count("agreement") == 0


async def test_only_its_author_asks_and_only_who_was_asked_answers(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    await managed(house)
    what = await made(house, amara)
    ask = AskAgreement(id=uuid7(MORNING), commitment_id=what.id)
    assert (await no(ingrid, ask))[0] == "NOT_FOUND_OR_FORBIDDEN"
    for who in (house.adwoa, house.ingrid, house.amara):
        with pytest.raises(Refused, match="not here"):
            await says(house, who, what.id, AgreementAnswer.AGREED)
    await amara.done(ask)
    for who in (house.ingrid, house.amara, house.leyla, house.dimitra):
        with pytest.raises(Refused, match="not here"):
            await says(house, who, what.id, AgreementAnswer.AGREED)
    assert await house.rows("select answer from agreement") == [("ASKED",)]


async def test_a_home_manager_reads_what_they_were_asked_about_and_nothing_else(
    house: House, amara: Phone
) -> None:
    await managed(house)
    private = await made(house, amara, audience=Audience.ONLY_ME)
    await made(house, amara, sentence="Something else.")
    query = "select id from commitment"
    assert await house.seen_by(house.adwoa, query) == []
    await amara.done(AskAgreement(id=uuid7(MORNING), commitment_id=private.id))
    await amara.done(SayBarrier(id=uuid7(MORNING), commitment_id=private.id, code=BarrierCode.TIME))
    assert await house.seen_by(house.adwoa, query) == [(private.id,)]
    assert await house.seen_by(house.adwoa, "select code from barrier") == [("TIME",)]
    for who in (house.ingrid, house.leyla, house.dimitra):
        assert private.id not in [one for (one,) in await house.seen_by(who, query)]
        assert await house.seen_by(who, "select code from barrier") == []
    await amara.done(TakeAgreementBack(commitment_id=private.id))
    assert await house.seen_by(house.adwoa, query) == []
    assert await house.rows("select answer from agreement") == [("TAKEN_BACK",)]


async def test_who_no_longer_works_there_reads_it_no_longer(house: House, amara: Phone) -> None:
    await asked(house, amara)
    leaves = "update scope_member set left_at = :at where person_id = :who and scope_id = :museum returning 1"
    museum = (await house.rows("select home_id from placement where id = :id", id=house.placement))[0][0]
    assert await house.rows(leaves, at=MORNING - timedelta(days=1), who=house.adwoa, museum=museum)
    assert await house.seen_by(house.adwoa, "select id from commitment") == []


async def test_nobody_agrees_to_words_they_have_not_read_or_says_no_without_a_reason(
    house: House, amara: Phone
) -> None:
    what = await asked(house, amara)
    with pytest.raises(Refused, match="worded anew"):
        await says(house, house.adwoa, what.id, AgreementAnswer.AGREED, sentence="We label every crate.")
    for empty in ("", "  "):
        with pytest.raises(Refused, match="what has to change"):
            await says(house, house.adwoa, what.id, AgreementAnswer.TO_CHANGE, reason=empty)
    assert await house.rows("select answer, reason from agreement") == [("ASKED", None)]


async def test_what_is_worded_anew_is_asked_anew(house: House, amara: Phone) -> None:
    what = await asked(house, amara)
    await says(house, house.adwoa, what.id, AgreementAnswer.TO_CHANGE, reason="On one side, to begin with.")
    await amara.done(EditCommitment(id=what.id, base=3, sentence=Some("On one side."), due_on=None))
    await says(house, house.adwoa, what.id, AgreementAnswer.AGREED, sentence="On one side.")
    kept = "select answer, reason from agreement order by asked_at, id"
    assert await house.rows(kept) == [("TO_CHANGE", "On one side, to begin with."), ("AGREED", None)]
    await amara.done(AskAgreement(id=uuid7(MORNING), commitment_id=what.id))
    assert await house.count("agreement") == 2
    acts = "select act from journal where act = 'answer commitment' and by_id = :by"
    assert len(await house.rows(acts, by=house.adwoa)) == 2


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"kind": EvidenceKind.NOTE, "words": "  "}, "words"),
        ({"kind": EvidenceKind.LINK, "words": "The form", "url": "javascript:alert(1)"}, "url"),
        ({"kind": EvidenceKind.LINK, "words": "The form"}, "url"),
        ({"kind": EvidenceKind.NOTE, "words": "A form", "url": "https://forms.example"}, "url"),
        ({"kind": EvidenceKind.PHOTO, "words": ""}, "photoId"),
        ({"kind": EvidenceKind.PHOTO, "words": "", "photo_id": uuid7(MORNING)}, "photoId"),
    ],
)
async def test_evidence_says_what_it_is(
    house: House, amara: Phone, fields: dict[str, Any], field: str
) -> None:
    what = await made(house, amara)
    assert (await no(amara, AddEvidence(id=uuid7(MORNING), commitment_id=what.id, **fields)))[1] == field
    assert await house.count("evidence") == 0


async def test_evidence_is_added_once_and_taken_away_once(house: House, amara: Phone, ingrid: Phone) -> None:
    what = await made(house, amara)
    form = AddEvidence(
        id=uuid7(MORNING),
        commitment_id=what.id,
        kind=EvidenceKind.ARTEFACT,
        words="Crate label, two sides",
        place="Registry, drawer 3",
    )
    assert (await no(ingrid, form))[0] == "NOT_FOUND_OR_FORBIDDEN"
    await amara.done(form)
    await amara.done(form)
    assert await house.rows("select words, place from evidence") == [(form.words, form.place)]
    away = TakeEvidenceAway(id=form.id, commitment_id=what.id)
    await amara.done(away)
    await amara.done(away)
    assert await house.count("evidence") == 0


async def test_a_barrier_beyond_the_list_is_said_in_words_and_what_helped_comes_later(
    house: House, amara: Phone
) -> None:
    what = await made(house, amara)
    named: dict[str, Any] = {"id": uuid7(MORNING), "commitment_id": what.id}
    assert await no(amara, SayBarrier(**named, code=BarrierCode.OTHER)) == ("INVALID", "words")
    await amara.done(SayBarrier(**named, code=BarrierCode.STAFF))
    await amara.done(SayBarrier(**named, code=BarrierCode.STAFF, helped="Shown once at the shift change."))
    kept = [("STAFF", "Shown once at the shift change.")]
    assert await house.rows("select code, helped from barrier") == kept


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"days": 31}, "days"),
        ({"days": 90}, "days"),
        ({"minutes_a_week": 30}, "measured"),
        ({"measured": Measured.TIMED}, "measured"),
        ({"minutes_a_week": 10_081, "measured": Measured.TIMED}, None),
    ],
)
async def test_a_follow_up_has_its_day_and_a_saving_says_how_it_is_known(
    house: House, amara: Phone, fields: dict[str, Any], field: str | None
) -> None:
    what = await made(house, amara, due_on=LONG_AGO)
    assert (await no(amara, followed_up(what.id, **fields)))[1] == field
    assert await house.count("follow_up") == 0


async def test_what_was_given_up_is_not_asked_about(house: House, amara: Phone) -> None:
    what = await made(house, amara, due_on=LONG_AGO)
    dropped = CommitmentState.DROPPED
    await amara.done(MoveCommitment(id=what.id, from_=CommitmentState.PROMISED, to=dropped))
    assert (await no(amara, followed_up(what.id)))[0] == "INVALID"
    assert await house.count("follow_up") == 0


async def test_said_again_the_newer_answer_holds(house: House, amara: Phone) -> None:
    what = await made(house, amara, due_on=LONG_AGO)
    await amara.done(followed_up(what.id, how_far=HowFar.NOT))
    await amara.done(followed_up(what.id, how_far=HowFar.FULLY, minutes_a_week=45, measured=Measured.TIMED))
    kept = "select days, how_far, minutes_a_week, measured from follow_up"
    assert await house.rows(kept) == [(30, "FULLY", 45, "TIMED")]


@given(st.dates(date(2001, 1, 1), date(2190, 1, 1)), st.integers(-30, 400), st.sets(st.sampled_from(AFTER)))
def test_at_most_one_question_is_open_and_never_one_that_was_answered(
    due_on: date, later: int, answered: set[int]
) -> None:
    today = due_on + timedelta(days=later)
    open_now = asked_now(due_on, today, answered)
    come = [days for days in AFTER if asked_on(due_on, days) <= today]
    assert open_now in (None, *AFTER)
    assert (open_now is None) == (not come or come[-1] in answered)
    if open_now is not None:
        assert asked_on(due_on, open_now) <= today
        assert asked_now(due_on, today, {*answered, open_now}) is None
