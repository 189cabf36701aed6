"""What the house asks: its rules for photos, handling notes for its registrar, and notices of communities."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from exchange.floor.answers import Answer, NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.floor.house_rules import Effect, RuleKind
from exchange.floor.notes import NoticeKind, Severity
from exchange.floor.receiving import expire_photo
from exchange.floor.ruling import NewRule, end_rule, say_rule
from exchange.floor.tables import Consent, ObservationKind
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.placements.tables import Audience
from schema.floor.note_ops import HandlingInput, HandOver, NoteHandling, PlaceNotice, TakeNoticeOff
from schema.floor.observation_ops import ReclassifyObservation
from schema.floor.photo_ops import AttachPhoto, SayConsent
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen

LOAN = "LN 2026.4"
BEFORE = MORNING - timedelta(days=1)


async def ruled(house: House, by: UUID, **fields: Any) -> UUID:
    """A rule of the museum that receives, said by somebody."""
    host = UUID(str((await house.rows("select host_id from placement limit 1"))[0][0]))
    usual: dict[str, Any] = {"kind": RuleKind.NO_LOANS, "effect": Effect.BLOCK, "objects": ("LN *",)}
    new = NewRule(uuid7(BEFORE), host, sentence="No photos of loans.", **usual | fields)
    async with house.sessions.as_person(by) as session:
        await say_rule(session, new, by=by, at=BEFORE)
    return new.id


def refused(answer: Answer) -> Rejected:
    assert isinstance(answer, Rejected), answer
    return answer


async def test_who_visits_says_no_rule_of_the_house_and_ends_none(house: House, amara: Phone) -> None:
    with pytest.raises(Refused):
        await ruled(house, amara.person_id)
    rule = await ruled(house, house.ingrid)
    async with house.sessions.as_person(amara.person_id) as session:
        with pytest.raises(Refused):
            await end_rule(session, rule, by=amara.person_id, at=MORNING)
    assert await house.rows("select valid_until from photo_rule") == [(None,)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"objects": ()},
        {"expires_days": 3},
        {"kind": RuleKind.NO_STORE_LOCATIONS, "objects": ()},
        {"placements": (uuid4(),)},
        {"zones": ("x" * 121,)},
    ],
)
async def test_a_rule_that_means_nothing_is_not_said(house: House, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        await ruled(house, house.ingrid, **wrong)
    assert await house.count("photo_rule") == 0


async def test_a_photo_known_to_be_forbidden_is_set_aside_with_the_rule(house: House, amara: Phone) -> None:
    rule = await ruled(house, house.ingrid)
    what = seen(house.placement, photos=[photo()], object_number="ln2026.4", rules=[rule])
    answer = refused(await amara.do(what))
    assert "No photos of loans." in answer.sentence
    assert await house.count("observation") == await house.count("photo") == 0
    assert await house.count("quarantined_op") == 1
    await amara.done(seen(house.placement, object_number=LOAN, rules=[rule]))


async def test_a_photo_taken_before_the_rule_was_known_stays_with_the_host(
    house: House, amara: Phone
) -> None:
    await ruled(house, house.ingrid)
    what = seen(house.placement, photos=[photo()], object_number=LOAN)
    await amara.done(what)
    amara.proven = True
    assert await house.rows("select host_only, expires_at from photo") == [(True, None)]
    for goal in (Audience.PLACEMENT, Audience.PUBLISHED):
        answer = await amara.do(ReclassifyObservation(id=what.id, from_=Audience.MENTOR, to=goal))
        assert isinstance(answer, NeedsUser)
        assert answer.code is NeedsUserCode.CONSENT_MISSING
    assert await house.rows("select audience from observation") == [("MENTOR",)]


async def test_who_is_in_a_photo_decides_whether_it_stays_with_the_host(house: House, amara: Phone) -> None:
    people: dict[str, Any] = {"kind": RuleKind.PEOPLE_IN_FRAME, "effect": Effect.HOST_ONLY, "objects": ()}
    await ruled(house, house.ingrid, expires_days=14, **people)
    shot = photo(consent=Consent.NONE_VISIBLE)
    what = seen(house.placement, photos=[shot])
    await amara.done(what)
    assert await house.rows("select host_only from photo") == [(False,)]
    await amara.done(SayConsent(id=shot.id, consent=Consent.OBTAINED))
    assert await house.rows("select host_only, expires_at is null from photo") == [(True, False)]
    await amara.done(SayConsent(id=shot.id, consent=Consent.NONE_VISIBLE))
    assert await house.rows("select host_only, expires_at from photo") == [(False, None)]


async def test_what_stays_for_a_time_goes_when_it_is_over_and_its_row_says_so(
    house: House, amara: Phone
) -> None:
    await ruled(house, house.ingrid, effect=Effect.HOST_ONLY, expires_days=14)
    shot = photo()
    await amara.done(seen(house.placement, object_number=LOAN, photos=[shot]))
    for days, gone in ((13, False), (15, True)):
        async with house.sessions.as_steward() as session:
            found = await expire_photo(session, shot.id, at=MORNING + timedelta(days=days))
        assert (found is not None) is gone
    assert await house.rows("select expired_at is null, removed_at is null from photo") == [(False, True)]


async def test_a_photo_that_comes_later_is_held_to_the_rules_too(house: House, amara: Phone) -> None:
    rule = await ruled(house, house.ingrid)
    what = seen(house.placement, object_number=LOAN)
    await amara.done(what)
    refused(await amara.do(AttachPhoto(observation_id=what.id, photo=photo(), rules=[rule])))
    assert await house.count("photo") == 0


def note(**fields: Any) -> HandlingInput:
    return HandlingInput(id=uuid7(MORNING), severity=Severity.HIGH, care="Two people.", **fields)


async def test_a_handling_note_about_no_object_is_not_kept(house: House, amara: Phone) -> None:
    kind = ObservationKind.HANDLING
    refused(await amara.do(seen(house.placement, kind=kind, handling=note())))
    refused(await amara.do(seen(house.placement, object_number="SH 5", handling=note())))
    assert await house.count("handling") == await house.count("observation") == 0


async def test_its_author_hands_no_note_over_and_its_mentor_rewrites_none(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    kind, said = ObservationKind.HANDLING, note()
    what = seen(house.placement, kind=kind, object_number="SH 5", handling=said)
    await amara.done(what)
    refused(await amara.do(HandOver(observation_id=what.id, reference="TMS 7")))
    refused(await ingrid.do(NoteHandling(observation_id=what.id, handling=said)))
    assert await house.rows("select handed_over_at, care from handling") == [(None, "Two people.")]
    await ingrid.done(HandOver(observation_id=what.id, reference="TMS 7"))
    found = await house.rows("select handed_over_by_id, reference from handling")
    assert found == [(house.ingrid, "TMS 7")]
    await amara.done(ReclassifyObservation(id=what.id, from_=Audience.MENTOR, to=Audience.ONLY_ME))
    assert await house.seen_by(house.ingrid, "select id from handling") == []


async def test_nobody_gives_a_label_but_a_community(house: House, amara: Phone, ingrid: Phone) -> None:
    what = seen(house.placement)
    await amara.done(what)
    label: dict[str, Any] = {"id": uuid7(MORNING), "observation_id": what.id, "kind": NoticeKind.TK_LABEL}
    answer = refused(await amara.do(PlaceNotice(**label, label="secret_sacred")))
    assert answer.code is RejectCode.INVALID
    label |= {"label": "secret_sacred", "community": "Ngāti Example", "words": "Kaua.", "project": "p-1"}
    await ingrid.done(PlaceNotice(**label))
    refused(await amara.do(TakeNoticeOff(id=label["id"])))
    amara.proven = True
    wide = ReclassifyObservation(id=what.id, from_=Audience.MENTOR, to=Audience.PUBLISHED)
    assert isinstance(await amara.do(wide), NeedsUser)
    assert await house.rows("select words, removed_at from notice") == [("Kaua.", None)]
