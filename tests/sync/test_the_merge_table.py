"""Two devices do something to the same thing: one rule for each kind of data, each with its tests."""

from pathlib import Path

import pytest
from strawberry import Some

from exchange.floor.answers import Applied, NeedsUser, NeedsUserCode, RejectCode, Rejected
from exchange.ground.ids import uuid7
from schema.floor.observation_ops import RemoveObservation
from schema.floor.photo_ops import AttachPhoto
from schema.review.ops import WriteComment
from tests.sync.house import MORNING, House
from tests.sync.phone import Phone, edited, photo, seen

TOP = Path(__file__).parents[2]
FLOOR, HERE = "tests/exchange/floor/", "tests/sync/test_the_merge_table.py"
TABLE: dict[str, tuple[str, ...]] = {
    "capture: the same again is the same, somebody else's id is taken": (
        f"{FLOOR}test_capturing.py::test_the_same_capture_under_a_new_operation_is_the_same_capture",
        f"{FLOOR}test_capturing.py::test_an_id_that_somebody_else_has_is_taken_and_shows_nothing",
    ),
    "text: what fits is put together, what does not is kept twice, a device never conflicts with itself": (
        f"{FLOOR}test_rewording.py::test_two_wordings_that_fit_are_put_together_and_both_are_kept",
        f"{FLOOR}test_rewording.py::test_two_wordings_that_do_not_fit_stay_both_until_they_were_read",
        f"{FLOOR}test_rewording.py::test_a_device_is_never_in_conflict_with_itself",
    ),
    "fields: each for itself, in the order of the museum": (
        f"{FLOOR}test_rewording.py::test_different_fields_from_two_devices_never_conflict",
        f"{FLOOR}test_committing.py::test_a_sentence_and_a_date_from_two_devices",
        f"{HERE}::test_of_one_field_the_museum_shows_what_came_last",
    ),
    "state: by its steps, there already is done, out of reach is asked about": (
        f"{FLOOR}test_committing.py::test_already_there_is_done",
        f"{FLOOR}test_committing.py::test_on_an_old_picture_the_person_is_asked",
        "tests/sync/test_steps.py::test_nothing_moves_but_by_a_step",
    ),
    "tags: put on elsewhere, it survives taking off the same word": (
        f"{FLOOR}test_tags_and_photos.py::test_a_tag_put_on_elsewhere_survives_taking_off_the_same_word",
        f"{FLOOR}test_tags_and_photos.py::test_putting_a_tag_on_twice_puts_it_on_once",
    ),
    "comments and decisions: added, once": (
        f"{HERE}::test_a_comment_is_there_once_whatever_it_is_sent_as",
        "tests/exchange/review/test_commenting_and_deciding.py::test_sent_back_sent_again_and_approved",
    ),
    "photo: announced once, never as other bytes": (
        f"{HERE}::test_a_photo_is_never_announced_as_other_bytes",
        f"{FLOOR}test_tags_and_photos.py::test_a_photo_comes_is_described_and_goes",
    ),
    "removal: nobody's unread words, and nothing is erased": (
        f"{FLOOR}test_tags_and_photos.py::test_what_somebody_wrote_is_not_taken_away_unread",
        f"{HERE}::test_what_was_written_before_a_removal_arrived_is_its_writer_s_to_decide",
    ),
    "audience: hiding wins": (
        f"{FLOOR}test_reclassifying.py::test_hiding_elsewhere_wins_over_showing_on_an_old_picture",
        f"{FLOOR}test_reclassifying.py::test_already_there_is_done_and_tells_nobody",
    ),
}


@pytest.mark.parametrize("row", TABLE)
def test_each_rule_has_its_tests(row: str) -> None:
    for test in TABLE[row]:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (TOP / path).read_text(), test


async def test_a_comment_is_there_once_whatever_it_is_sent_as(
    house: House, amara: Phone, ingrid: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    once = WriteComment(id=uuid7(MORNING), observation_id=what.id, body="Why not both?")
    taken = WriteComment(id=once.id, observation_id=what.id, body="Something else")
    first = await ingrid.done(once)
    for phone, do in ((ingrid, taken), (amara, once)):
        answer = await phone.do(do)
        assert isinstance(answer, Rejected)
        assert answer.code is RejectCode.ID_TAKEN
    assert (await ingrid.done(once)).rev == first.rev
    assert await house.rows("select body from comment") == [("Why not both?",)]


async def test_a_photo_is_never_announced_as_other_bytes(house: House, amara: Phone, tablet: Phone) -> None:
    shot = photo()
    what = seen(house.placement, photos=[shot])
    await amara.done(what)
    other = photo(id=shot.id, sha256="b" * 64)
    answer = await tablet.do(AttachPhoto(observation_id=what.id, photo=other))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.ID_TAKEN
    assert (await tablet.done(AttachPhoto(observation_id=what.id, photo=shot))).rev == 1
    assert await house.rows("select sha256 from photo") == [("a" * 64,)]


async def test_of_one_field_the_museum_shows_what_came_last(
    house: House, amara: Phone, tablet: Phone
) -> None:
    what = seen(house.placement)
    await amara.done(what)
    for phone, zone in ((tablet, "Hall 2"), (amara, "Hall 3")):
        assert isinstance(await phone.do(edited(what.id, 1, zone=Some(zone))), Applied)
    assert await house.rows("select zone, rev from observation") == [("Hall 3", 3)]


async def test_what_was_written_before_a_removal_arrived_is_its_writer_s_to_decide(
    house: House, amara: Phone, tablet: Phone, ingrid: Phone
) -> None:
    what = seen(house.placement, note="One two three")
    await amara.done(what)
    await amara.done(edited(what.id, 1, note=Some("One two four")))
    await amara.done(RemoveObservation(id=what.id, base=2))
    late = (
        (tablet, edited(what.id, 1, note=Some("One two five"))),
        (ingrid, WriteComment(id=uuid7(MORNING), observation_id=what.id, body="Five?")),
    )
    for phone, do in late:
        answer = await phone.do(do)
        assert isinstance(answer, NeedsUser)
        assert answer.code is NeedsUserCode.TARGET_CLOSED
    [(removed, note)] = await house.rows("select removed_at is not null, note from observation")
    assert (removed, note) == (True, "One two four")
    wordings = await house.rows("select value from text_version order by rev")
    assert wordings == [("One two three",), ("One two four",)]
