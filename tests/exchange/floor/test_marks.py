"""Marks on a photo: only its author's, within the photo, and no wording of one is ever lost."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from strawberry import Some

from exchange.floor.answers import (
    Applied,
    Conflict,
    Merged,
    NeedsUser,
    NeedsUserCode,
    RejectCode,
    Rejected,
)
from exchange.floor.marks import MOST_MARKS, MarkKind
from exchange.floor.regions import WHOLE
from exchange.ground.ids import uuid7
from exchange.placements.tables import Audience
from schema.floor.mark_ops import EditMark, MarkPhoto, RegionInput, RemoveMark
from schema.floor.observation_ops import CaptureObservation, ReclassifyObservation, RemoveObservation
from schema.floor.photo_ops import DetachPhoto
from schema.review.ops import WriteComment
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, photo, seen

CRACK = "A hairline crack from the handle join."
HERE = "select number, kind, x, y, width, height, words, removed_at is null from mark order by number"


def marked(photo_id: UUID, **fields: Any) -> MarkPhoto:
    """A mark, ready to be set."""
    usual: dict[str, Any] = {
        "id": uuid7(MORNING),
        "photo_id": photo_id,
        "number": 1,
        "kind": MarkKind.RISK,
        "region": box(),
        "words": CRACK,
    }
    return MarkPhoto(**usual | fields)


def box(
    x: int = 10_000, y: int = 20_000, width: int | None = 30_000, height: int | None = 5_000
) -> RegionInput:
    return RegionInput(x=x, y=y, width=width, height=height)


def changed(id: UUID, base: int, **fields: Any) -> EditMark:
    """A change of some of a mark."""
    usual: dict[str, Any] = dict.fromkeys(("kind", "region", "words"))
    return EditMark(id=id, base=base, **usual | fields)


async def shown(house: House, amara: Phone) -> tuple[CaptureObservation, UUID]:
    """An entry of Amara's, with a photo."""
    shot = photo()
    what = seen(house.placement, photos=[shot])
    await amara.done(what)
    return what, shot.id


async def refused(phone: Phone, do: Any) -> Rejected:
    answer = await phone.do(do)
    assert isinstance(answer, Rejected), answer
    return answer


async def test_nobody_marks_the_photo_of_somebody_else(
    house: House, amara: Phone, ingrid: Phone, leyla: Phone
) -> None:
    _, shot = await shown(house, amara)
    for phone in (ingrid, leyla):
        assert (await refused(phone, marked(shot))).code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    unknown, forbidden = await refused(leyla, marked(uuid4())), await refused(leyla, marked(shot))
    assert (unknown.sentence, unknown.field) == (forbidden.sentence, forbidden.field)
    assert await house.count("mark") == 0


async def test_nobody_moves_or_takes_off_the_mark_of_somebody_else(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    _, shot = await shown(house, amara)
    mine = marked(shot)
    await amara.done(mine)
    for do in (changed(mine.id, 2, words=Some("No crack.")), RemoveMark(id=mine.id)):
        assert (await refused(ingrid, do)).code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await house.rows(HERE) == [(1, "RISK", 10_000, 20_000, 30_000, 5_000, CRACK, True)]


@pytest.mark.parametrize(
    "region, field",
    [
        (box(x=-1), "x"),
        (box(y=-1), "y"),
        (box(x=70_001), "x"),
        (box(y=95_001), "y"),
        (box(width=0), "width"),
        (box(height=0), "height"),
        (box(width=None), "width"),
        (box(x=WHOLE + 1, width=None, height=None), "x"),
    ],
)
async def test_a_mark_lies_within_its_photo_and_has_an_area_or_none(
    house: House, amara: Phone, region: RegionInput, field: str
) -> None:
    _, shot = await shown(house, amara)
    no = await refused(amara, marked(shot, region=region))
    assert (no.code, no.field) == (RejectCode.INVALID, field)
    assert await house.count("mark") == 0
    mine = marked(shot)
    await amara.done(mine)
    assert (await refused(amara, changed(mine.id, 2, region=Some(region)))).field == field
    assert await house.rows("select x, y, width, height from mark") == [(10_000, 20_000, 30_000, 5_000)]


async def test_a_photo_that_was_taken_off_is_not_marked(house: House, amara: Phone) -> None:
    _, shot = await shown(house, amara)
    await amara.done(DetachPhoto(id=shot))
    answer = await amara.do(marked(shot))
    assert isinstance(answer, NeedsUser)
    assert answer.code is NeedsUserCode.TARGET_CLOSED
    assert await house.count("mark") == 0


async def test_a_photo_has_fifty_marks_and_not_one_more(house: House, amara: Phone) -> None:
    _, shot = await shown(house, amara)
    await amara.send(*(amara.op(marked(shot, number=each)) for each in range(1, MOST_MARKS + 1)))
    assert (await refused(amara, marked(shot))).field == "photoId"
    assert await house.count("mark") == MOST_MARKS
    [(first,)] = await house.rows("select id from mark where number = 1")
    await amara.done(RemoveMark(id=UUID(str(first))))
    await amara.done(marked(shot, number=1))
    assert (await house.rows("select max(number) from mark")) == [(MOST_MARKS + 1,)]


async def test_more_words_than_a_mark_takes_are_refused(house: House, amara: Phone) -> None:
    _, shot = await shown(house, amara)
    no = await refused(amara, marked(shot, words="x" * 2_001))
    assert (no.code, no.field) == (RejectCode.INVALID, "words")
    assert await house.count("mark") == 0


async def test_the_same_mark_sent_again_is_the_same_mark_and_its_id_is_nobody_else_s(
    house: House, amara: Phone
) -> None:
    _, shot = await shown(house, amara)
    _, other = await shown(house, amara)
    mine = marked(shot)
    op = amara.op(mine)
    await amara.send(op)
    await amara.send(op)
    assert (await refused(amara, marked(other, id=mine.id))).code is RejectCode.ID_TAKEN
    assert await house.count("mark") == 1


async def test_a_number_is_never_given_twice_on_one_photo(house: House, amara: Phone, tablet: Phone) -> None:
    _, shot = await shown(house, amara)
    await amara.done(marked(shot, number=1, words="The join."))
    await tablet.done(marked(shot, number=1, words="The rim."))
    assert await house.rows("select number, words from mark order by number") == [
        (1, "The join."),
        (2, "The rim."),
    ]


async def test_a_mark_moves_without_touching_its_words(house: House, amara: Phone) -> None:
    _, shot = await shown(house, amara)
    mine = marked(shot)
    await amara.done(mine)
    point = box(x=1, y=2, width=None, height=None)
    assert (await amara.done(changed(mine.id, 2, region=Some(point), kind=Some(MarkKind.LOOK)))).rev == 3
    assert (await amara.done(changed(mine.id, 3, region=Some(point)))).rev == 3
    assert await house.rows(HERE) == [(1, "LOOK", 1, 2, None, None, CRACK, True)]


async def test_two_wordings_of_a_mark_are_put_together_and_none_is_lost(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what, shot = await shown(house, amara)
    mine = marked(shot)
    await amara.done(mine)
    await amara.done(changed(mine.id, 2, words=Some("A fine hairline crack from the handle join.")))
    answer = await tablet.do(changed(mine.id, 2, words=Some("A hairline crack from the left handle join.")))
    assert isinstance(answer, Merged)
    assert answer.kept == ()
    both = "A fine hairline crack from the left handle join."
    assert await house.rows("select words from mark") == [(both,)]
    answer = await tablet.do(changed(mine.id, 2, words=Some("Old repaint.")))
    assert isinstance(answer, Merged)
    assert answer.kept == (Conflict(f"mark:{mine.id}", "Old repaint.", both),)
    wordings = await house.rows(
        "select value from text_version where observation_id = :id and field <> 'note'", id=what.id
    )
    assert {CRACK, both, "Old repaint."} <= {str(value) for (value,) in wordings}


async def test_a_mark_that_was_taken_off_is_not_moved_any_more(house: House, amara: Phone) -> None:
    _, shot = await shown(house, amara)
    mine = marked(shot)
    await amara.done(mine)
    assert (await amara.done(RemoveMark(id=mine.id))).rev == 3
    assert (await amara.done(RemoveMark(id=mine.id))).rev == 3
    answer = await amara.do(changed(mine.id, 3, words=Some("Still there.")))
    assert isinstance(answer, NeedsUser)
    assert answer.code is NeedsUserCode.TARGET_CLOSED
    assert await house.rows("select words, removed_at is null from mark") == [(CRACK, False)]


async def test_the_marks_of_a_photo_go_with_it(house: House, amara: Phone, ingrid: Phone) -> None:
    _, shot = await shown(house, amara)
    before, mine = marked(shot, number=2), marked(shot)
    for step in (before, mine, RemoveMark(id=before.id)):
        await amara.done(step)
    assert isinstance(await ingrid.do(DetachPhoto(id=shot)), Rejected)
    gone = "select number, removed_at is null, rev from mark order by number"
    assert await house.rows(gone) == [(1, True, 1), (2, False, 2)]
    heard = await house.rows("select count(*) from feed where kind = 'Mark'")
    await amara.done(DetachPhoto(id=shot))
    await amara.done(DetachPhoto(id=shot))
    assert await house.rows(gone) == [(1, False, 2), (2, False, 2)]
    assert await house.rows("select count(*) - 1 from feed where kind = 'Mark'") == heard


async def test_a_mark_goes_where_its_entry_goes(house: House, amara: Phone) -> None:
    what, shot = await shown(house, amara)
    await amara.done(marked(shot))
    narrower = ReclassifyObservation(id=what.id, from_=Audience.MENTOR, to=Audience.ONLY_ME)
    await amara.done(narrower)
    assert await house.rows("select scope_id from mark") == [(house.amara,)]
    told = "select scope_id from feed where kind = 'Mark' order by scope_id"
    assert {scope for (scope,) in await house.rows(told)} == {house.placement, house.amara}
    await amara.done(RemoveObservation(id=what.id, base=3))
    assert await house.rows("select removed_at is null from mark") == [(False,)]


async def test_a_mentor_answers_on_a_mark_and_on_none_of_another_entry(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    what, shot = await shown(house, amara)
    _, other = await shown(house, amara)
    mine, elsewhere = marked(shot), marked(other)
    await amara.done(mine)
    await amara.done(elsewhere)
    said = "It was there in 2019 already."
    wrong = WriteComment(id=uuid7(MORNING), observation_id=what.id, mark_id=elsewhere.id, body=said)
    assert (await refused(ingrid, wrong)).code is RejectCode.NOT_FOUND_OR_FORBIDDEN
    assert await house.count("comment") == 0
    right = WriteComment(id=uuid7(MORNING), observation_id=what.id, mark_id=mine.id, body=said)
    assert isinstance(await ingrid.do(right), Applied)
    assert await house.rows("select mark_id from comment") == [(mine.id,)]
    await amara.done(RemoveMark(id=mine.id))
    assert await house.rows("select mark_id, removed_at from comment") == [(mine.id, None)]
