"""Showing an entry to the mentor, or no longer: the parts go with it, and everybody concerned hears of it."""

from dataclasses import replace
from uuid import UUID

import pytest

from exchange.floor.answers import NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.floor.parts import tables
from exchange.floor.tables import Commitment, ReviewState
from exchange.ground.ids import uuid7
from exchange.placements.tables import Audience
from exchange.review.tables import Verdict
from schema.floor.commitment_ops import ReclassifyCommitment
from schema.floor.observation_ops import CaptureObservation, ReclassifyObservation, SendAgain
from schema.review.ops import DecideObservation, WriteComment
from tests.exchange.floor.test_committing import promised
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen, word

PARTS = ("photo", "tag", "comment", "decision", "text_version")
ONLY_ME, MENTOR = Audience.ONLY_ME, Audience.MENTOR


async def visible(house: House, person_id: UUID) -> set[str]:
    """The tables in which this person sees anything of the entry."""
    found = set()
    for table in ("observation", *PARTS):
        if await house.seen_by(person_id, f"select 1 from {table}"):
            found.add(table)
    return found


async def told(house: House, scope: UUID, after: int) -> list[tuple[object, ...]]:
    """What a scope's feed says after a position."""
    query = "select kind, entity_id from feed where scope_id = :scope and position > :after order by kind"
    return await house.rows(query, scope=scope, after=after)


async def position(house: House, scope: UUID) -> int:
    [(number,)] = await house.rows("select position from scope where id = :scope", scope=scope)
    return int(str(number))


@pytest.fixture
async def talked_over(house: House, amara: Phone, ingrid: Phone) -> CaptureObservation:
    """An observation with a photo, a tag, the mentor's comment and her decision."""
    what = seen(house.placement, photos=[photo()], tags=[word("gloves")])
    await amara.done(what)
    await ingrid.done(WriteComment(id=uuid7(MORNING), observation_id=what.id, body="Which gloves?"))
    await ingrid.done(
        DecideObservation(
            id=uuid7(MORNING),
            observation_id=what.id,
            from_=ReviewState.SUBMITTED,
            verdict=Verdict.SENT_BACK,
            reason="Say which gloves.",
        )
    )
    return what


async def test_only_the_author_shows_or_hides_an_entry(
    house: House, ingrid: Phone, talked_over: CaptureObservation
) -> None:
    answer = await ingrid.do(ReclassifyObservation(id=talked_over.id, from_=MENTOR, to=ONLY_ME))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await house.rows("select audience, scope_id from observation") == [("MENTOR", house.placement)]


async def test_hiding_elsewhere_wins_over_showing_on_an_old_picture(
    house: House, amara: Phone, tablet: Phone, talked_over: CaptureObservation
) -> None:
    await amara.done(ReclassifyObservation(id=talked_over.id, from_=MENTOR, to=ONLY_ME))
    answer = await tablet.do(ReclassifyObservation(id=talked_over.id, from_=MENTOR, to=MENTOR))
    assert isinstance(answer, NeedsUser)
    assert (answer.code, answer.current) == (NeedsUserCode.STATUS_MOVED, "ONLY_ME")
    assert await house.rows("select audience from observation") == [("ONLY_ME",)]


async def test_narrowing_takes_the_entry_and_all_its_parts_from_the_mentor(
    house: House, amara: Phone, talked_over: CaptureObservation
) -> None:
    assert await visible(house, house.ingrid) == {"observation", *PARTS}
    before = {scope: await position(house, scope) for scope in (house.placement, house.amara)}
    await amara.done(ReclassifyObservation(id=talked_over.id, from_=MENTOR, to=ONLY_ME))
    assert await visible(house, house.ingrid) == set()
    assert await visible(house, house.amara) == {"observation", *PARTS}
    for scope, after in before.items():
        lines = await told(house, scope, after)
        assert [kind for kind, _ in lines] == ["Comment", "Decision", "Observation", "Photo", "Tag"]
        assert ("Observation", talked_over.id) in lines


async def test_widening_shows_everything_and_tells_the_mentor(house: House, amara: Phone) -> None:
    what = seen(house.placement, audience=ONLY_ME, photos=[photo()], tags=[word("gloves")])
    await amara.done(what)
    assert await visible(house, house.ingrid) == set()
    after = await position(house, house.placement)
    await amara.done(ReclassifyObservation(id=what.id, from_=ONLY_ME, to=MENTOR))
    assert await visible(house, house.ingrid) == {"observation", "photo", "tag", "text_version"}
    assert [kind for kind, _ in await told(house, house.placement, after)] == ["Observation", "Photo", "Tag"]


async def test_already_there_is_done_and_tells_nobody(house: House, amara: Phone) -> None:
    what = seen(house.placement)
    await amara.done(what)
    after = await position(house, house.placement)
    answer = await amara.done(ReclassifyObservation(id=what.id, from_=ONLY_ME, to=MENTOR))
    assert answer.rev == 1
    assert await told(house, house.placement, after) == []


async def test_a_commitment_is_hidden_in_the_same_way(house: House, amara: Phone) -> None:
    what = promised(house.placement)
    await amara.done(what)
    assert await house.seen_by(house.ingrid, "select id from commitment") == [(what.id,)]
    await amara.done(ReclassifyCommitment(id=what.id, from_=MENTOR, to=ONLY_ME))
    for table in (Commitment.__tablename__, "text_version"):
        assert await house.seen_by(house.ingrid, f"select 1 from {table}") == []


def test_the_parts_of_an_observation_are_these() -> None:
    parts = ["comment", "decision", "handling", "mark", "notice", "photo", "recording", "tag"]
    assert [table.name for table in tables()] == sorted([*parts, "amendment", "endorsement"])


async def test_a_stored_question_does_not_tell_how_a_hidden_entry_stood(
    amara: Phone, ingrid: Phone, talked_over: CaptureObservation
) -> None:
    state, verdict = ReviewState.SUBMITTED, Verdict.APPROVED
    await amara.done(SendAgain(id=talked_over.id, from_=ReviewState.SENT_BACK))
    decide = DecideObservation(
        id=uuid7(MORNING), observation_id=talked_over.id, from_=state, verdict=verdict, reason=None
    )
    await ingrid.done(decide)
    late = ingrid.op(replace(decide, id=uuid7(MORNING), verdict=Verdict.SENT_BACK, reason="Once more."))
    [asked] = await ingrid.send(late)
    assert isinstance(asked.answer, NeedsUser)
    assert "approved" in asked.answer.sentence
    await amara.done(ReclassifyObservation(id=talked_over.id, from_=MENTOR, to=ONLY_ME))
    [again] = await ingrid.send(late)
    assert isinstance(again.answer, NeedsUser)
    assert (again.duplicate, again.answer.code) == (True, NeedsUserCode.STATUS_MOVED)
    assert (again.answer.current, "approved" in again.answer.sentence) == (None, False)
