"""Letting more people read than the mentor: asked for twice over, and taken back at once."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from exchange.floor.answers import Answer, NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.floor.tables import Consent
from exchange.ground.ids import uuid7
from exchange.people.joining import appoint
from exchange.people.tables import Membership, Museum, Person, Role
from exchange.placements.audiences import WIDER, circle_of
from exchange.placements.circling import who_reads
from exchange.placements.resigning import end_role
from exchange.placements.tables import Audience
from schema.floor.commitment_ops import ReclassifyCommitment
from schema.floor.observation_ops import CaptureObservation, ReclassifyObservation
from schema.floor.photo_ops import AttachPhoto, SayConsent
from schema.floor.recording_ops import AttachRecording, RecordingInput
from schema.placements.ops import ChooseAudience
from schema.review.ops import WriteComment
from tests.cast import STRANDHALL
from tests.exchange.floor.test_committing import promised
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen

ONLY_ME, MENTOR, PLACEMENT, MUSEUM, PROGRAMME, PUBLISHED = Audience
READ = "select id from observation"


@pytest.fixture
async def entry(amara: Phone) -> CaptureObservation:
    """What Amara saw, for herself and Ingrid, with a photo; and she has just shown that it is her."""
    what = seen(amara.house.placement, photos=[photo()])
    await amara.done(what)
    amara.proven = True
    return what


def show(entry: CaptureObservation, goal: Audience, start: Audience = MENTOR) -> ReclassifyObservation:
    return ReclassifyObservation(id=entry.id, from_=start, to=goal)


def recording() -> RecordingInput:
    """A memo before its bytes."""
    return RecordingInput(
        id=uuid7(MORNING),
        sha256="b" * 64,
        size=1000,
        mime="audio/webm",
        duration_ms=1000,
        words=None,
        position=0,
    )


def asked(answer: Answer) -> NeedsUserCode:
    assert isinstance(answer, NeedsUser), answer
    return answer.code


async def stands(house: House) -> list[tuple[object, ...]]:
    return await house.rows("select audience, scope_id, rev from observation")


@pytest.mark.parametrize("audience", [PLACEMENT, MUSEUM, PROGRAMME, PUBLISHED])
async def test_nothing_is_written_for_many_from_its_first_word(
    house: House, amara: Phone, audience: Audience
) -> None:
    choice = ChooseAudience(placement_id=house.placement, audience=audience)
    for do in (
        seen(house.placement, audience=audience),
        promised(house.placement, audience=audience),
        choice,
    ):
        answer = await amara.do(do)
        assert isinstance(answer, Rejected)
        assert (answer.code, answer.field) == (RejectCode.INVALID, "audience")
    assert (await house.count("observation"), await house.count("commitment")) == (0, 0)


async def test_whoever_has_not_just_shown_that_it_is_them_is_asked_to(
    house: House, amara: Phone, entry: CaptureObservation
) -> None:
    amara.proven = False
    assert asked(await amara.do(show(entry, PLACEMENT))) is NeedsUserCode.STEP_UP
    assert await stands(house) == [("MENTOR", house.placement, 1)]
    assert await house.count("circle") == 0
    assert await house.seen_by(house.dimitra, READ) == []


@pytest.mark.parametrize("consent", [None, Consent.UNKNOWN, Consent.REFUSED])
async def test_a_photo_nobody_agreed_to_does_not_leave_the_placement(
    house: House, amara: Phone, entry: CaptureObservation, consent: Consent | None
) -> None:
    if consent:
        await amara.done(SayConsent(id=entry.photos[0].id, consent=consent))
    assert asked(await amara.do(show(entry, MUSEUM))) is NeedsUserCode.CONSENT_MISSING
    assert await house.count("circle") == 0
    await amara.done(show(entry, PLACEMENT))
    assert asked(await amara.do(show(entry, MUSEUM, PLACEMENT))) is NeedsUserCode.CONSENT_MISSING
    assert await house.rows("select audience from observation") == [("PLACEMENT",)]


async def test_only_the_author_says_who_agreed(
    house: House, ingrid: Phone, entry: CaptureObservation
) -> None:
    answer = await ingrid.do(SayConsent(id=entry.photos[0].id, consent=Consent.OBTAINED))
    assert isinstance(answer, Rejected)
    assert await house.rows("select consent, rev from photo") == [(None, 1)]


async def test_nobody_lets_others_read_for_the_participant(house: House) -> None:
    draw = "select draw_circle(:placement, 'PUBLISHED', now())"
    for person in (house.ingrid, house.leyla, house.dimitra):
        with pytest.raises(Exception, match="Only its participant"):
            await house.seen_by(person, draw, placement=house.placement)
        async with house.sessions.as_person(person) as session:
            assert await who_reads(session, house.placement, PUBLISHED) == []
    for inner in ("readers_of(:placement, 'PUBLISHED')", "redraw_circle(:placement, 'PUBLISHED', now())"):
        with pytest.raises(Exception, match="permission denied"):
            await house.seen_by(house.amara, f"select {inner}", placement=house.placement)
    assert await house.count("circle") == 0


async def test_fewer_readers_elsewhere_win_over_more_on_an_old_picture(
    house: House, amara: Phone, tablet: Phone, entry: CaptureObservation
) -> None:
    tablet.proven = True
    await amara.done(show(entry, ONLY_ME))
    assert asked(await tablet.do(show(entry, PLACEMENT))) is NeedsUserCode.STATUS_MOVED
    assert await stands(house) == [("ONLY_ME", house.amara, 2)]


async def test_each_audience_has_all_the_readers_of_the_one_before(house: House) -> None:
    async with house.sessions.as_person(house.amara) as session:
        circles = [set(await who_reads(session, house.placement, each)) for each in WIDER[2:]]
    assert all({house.amara, house.ingrid} <= circle for circle in circles)
    assert all(narrow <= wide for narrow, wide in pairwise(circles))
    assert circles[0] == {house.amara, house.ingrid, house.dimitra}
    assert {house.leyla, house.adwoa} <= circles[2]


async def test_whoever_may_read_reads_the_entry_and_not_what_the_two_said_about_it(
    house: House, amara: Phone, ingrid: Phone, entry: CaptureObservation
) -> None:
    await ingrid.done(WriteComment(id=uuid7(MORNING), observation_id=entry.id, body="Which gloves?"))
    await amara.done(SayConsent(id=entry.photos[0].id, consent=Consent.OBTAINED))
    await amara.done(show(entry, PROGRAMME))
    everything = ("observation", "photo", "placement", "comment", "text_version")
    for person in (house.amara, house.ingrid):
        for table in everything:
            assert await house.seen_by(person, f"select 1 from {table}"), (person, table)
    here = {"placement": house.placement}
    for table in everything[:3]:
        key = "id" if table == "placement" else "scope_id"
        scope = house.placement if table == "placement" else circle_of(house.placement, PROGRAMME)
        query = f"select 1 from {table} where {key} = :scope"
        assert await house.seen_by(house.leyla, query, scope=scope), table
    for table in everything[3:]:
        assert await house.seen_by(house.leyla, f"select 1 from {table}") == [], table
    days = "select 1 from shadowing_day where placement_id = :placement"
    assert await house.seen_by(house.leyla, days, **here) == []
    await ingrid.done(WriteComment(id=uuid7(MORNING), observation_id=entry.id, body="Thank you."))


async def test_taken_back_it_is_gone_for_everybody_it_was_shown_to(
    house: House, amara: Phone, entry: CaptureObservation
) -> None:
    await amara.done(show(entry, PLACEMENT))
    assert await house.seen_by(house.dimitra, READ) == [(entry.id,)]
    await amara.done(show(entry, MENTOR, PLACEMENT))
    for table in ("observation", "photo"):
        assert await house.seen_by(house.dimitra, f"select 1 from {table}") == []
    told = "select kind from feed where scope_id = :circle order by position desc limit 3"
    lines = await house.rows(told, circle=circle_of(house.placement, PLACEMENT))
    assert {kind for (kind,) in lines} == {"Observation", "Photo", "Placement"}


async def test_a_yes_that_is_taken_back_brings_the_entry_back_to_its_placement(
    house: House, amara: Phone, entry: CaptureObservation
) -> None:
    [shot] = entry.photos
    await amara.done(SayConsent(id=shot.id, consent=Consent.OBTAINED))
    await amara.done(show(entry, PUBLISHED))
    assert await house.seen_by(house.leyla, READ) == [(entry.id,)]
    late = AttachPhoto(observation_id=entry.id, photo=photo())
    memo = AttachRecording(observation_id=entry.id, recording=recording())
    for more in (late, memo):
        assert asked(await amara.do(more)) is NeedsUserCode.CONSENT_MISSING
    assert (await house.count("photo"), await house.count("recording")) == (1, 0)
    await amara.done(SayConsent(id=shot.id, consent=Consent.REFUSED))
    assert await house.rows("select audience from observation") == [("PLACEMENT",)]
    assert await house.seen_by(house.leyla, READ) == []


async def test_a_commitment_is_shown_to_more_in_the_same_way(house: House, amara: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    do = ReclassifyCommitment(id=what.id, from_=MENTOR, to=PROGRAMME)
    assert asked(await amara.do(do)) is NeedsUserCode.STEP_UP
    amara.proven = True
    await amara.done(do)
    assert await house.seen_by(house.leyla, "select id from commitment") == [(what.id,)]


async def test_whoever_loses_their_role_goes_and_whoever_gets_one_comes_in(
    house: House, amara: Phone, entry: CaptureObservation
) -> None:
    await amara.done(SayConsent(id=entry.photos[0].id, consent=Consent.NONE_VISIBLE))
    await amara.done(show(entry, MUSEUM))
    assert await house.seen_by(house.leyla, READ) == [(entry.id,)]
    hers = select(Membership.id).where(Membership.person_id == house.leyla)
    async with house.sessions.as_steward() as session:
        for role in await session.scalars(hers):
            await end_role(session, role, MORNING.date(), by=None, at=MORNING)
    assert await house.seen_by(house.leyla, READ) == []
    async with house.sessions.as_steward() as session:
        leyla = await session.get_one(Person, house.leyla)
        museum = await session.get_one(Museum, STRANDHALL.id)
        await appoint(session, leyla, museum, Role.SPONSOR, since=MORNING.date(), at=MORNING)
    assert await house.seen_by(house.leyla, READ) == []
    async with house.sessions.as_steward() as session:
        await appoint(session, leyla, museum, Role.MENTOR, since=MORNING.date(), at=MORNING)
    assert await house.seen_by(house.leyla, READ) == [(entry.id,)]
