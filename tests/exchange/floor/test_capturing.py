"""Capturing: what is refused leaves nothing behind but the operation itself; what is kept is kept whole."""

from typing import Any

import pytest
from strawberry import Some

from exchange.floor.answers import Applied, RejectCode, Rejected
from exchange.floor.photos import MOST_OF_A_PHOTO
from exchange.placements.tables import Audience
from schema.floor.photo_ops import AttachPhoto
from tests.sync.house import House
from tests.sync.phone import Phone, edited, photo, seen, word


async def nothing_kept(house: House) -> bool:
    """Whether there is no entry, no part of one, and no line about one."""
    tables = ("observation", "photo", "tag", "text_version")
    entries = [await house.count(table) for table in tables]
    told = await house.rows("select 1 from feed where kind in ('Observation', 'Photo', 'Tag')")
    return not any(entries) and not told


async def refused(house: House, answer: object, code: RejectCode) -> Rejected:
    """It was refused with this code, nothing was kept, and the operation is set aside."""
    assert isinstance(answer, Rejected), answer
    assert answer.code is code
    assert await nothing_kept(house)
    assert await house.rows("select id from quarantined_op") == [(answer.quarantine_id,)]
    return answer


async def test_nobody_captures_into_somebody_elses_placement(house: House, leyla: Phone) -> None:
    answer = await leyla.do(seen(house.placement))
    await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)


async def test_a_placement_that_is_not_there_is_answered_just_the_same(
    house: House, amara: Phone, leyla: Phone
) -> None:
    forbidden = await leyla.do(seen(house.placement))
    missing = await leyla.do(seen(house.day))
    assert isinstance(forbidden, Rejected)
    assert isinstance(missing, Rejected)
    assert (forbidden.code, forbidden.sentence) == (missing.code, missing.sentence)


async def test_a_mentor_does_not_capture_for_the_participant(house: House, ingrid: Phone) -> None:
    answer = await ingrid.do(seen(house.placement))
    await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)


async def test_a_coordinator_sees_the_placement_and_captures_nothing_in_it(
    house: House, dimitra: Phone
) -> None:
    answer = await dimitra.do(seen(house.placement))
    await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)


async def test_a_day_of_another_placement_is_no_day_of_this_one(house: House, amara: Phone) -> None:
    answer = await amara.do(seen(house.placement, day_id=house.other_day))
    no = await refused(house, answer, RejectCode.NOT_FOUND_OR_FORBIDDEN)
    assert no.field == "dayId"


async def test_a_photo_that_cannot_be_kept_takes_the_whole_capture_with_it(
    house: House, amara: Phone
) -> None:
    answer = await amara.do(seen(house.placement, photos=[photo(), photo(sha256="nonsense")]))
    no = await refused(house, answer, RejectCode.INVALID)
    assert (no.field, no.sentence) == ("sha256", "A SHA-256 is written with 64 hexadecimal digits.")


@pytest.mark.parametrize(
    "fields,field,sentence",
    [
        (
            {"object_number": "1" * 41},
            "objectNumber",
            "The object number has 41 characters, it takes 40.",
        ),
        ({"note": "é" * 10_001}, "note", "The note has 10,001 characters, it takes 10,000."),
        (
            {"photos": [photo(alt="a" * 1001)]},
            "alt",
            "The alt text has 1,001 characters, it takes 1,000.",
        ),
        ({"tags": [word("")]}, "word", "The tag has 0 characters, it takes 1 to 60."),
        (
            {"captured_zone": "Turku!"},
            "capturedZone",
            "A time zone has a name such as “Europe/Berlin”.",
        ),
        ({"note": " \n "}, "note", "An observation has a note or a photo; this has neither."),
        ({"photos": [photo(position=-1)]}, "position", "A place among photos is counted from 0."),
        (
            {"photos": [photo(mime="image/" + "x" * 95)]},
            "mime",
            "The media type has 101 characters, it takes 100.",
        ),
        ({"photos": [photo(size=MOST_OF_A_PHOTO + 1)]}, "size", "A photo has at most 64 MiB."),
        (
            {"captured_zone": "Europe/Atlantis"},
            "capturedZone",
            "A time zone has a name such as “Europe/Berlin”.",
        ),
        (
            {"note": "nothing\x00ness"},
            None,
            "There is a character or a number in it that cannot be kept.",
        ),
        (
            {"note": "half \ud83d a face"},
            None,
            "There is a character or a number in it that cannot be kept.",
        ),
    ],
)
async def test_what_does_not_fit_is_said_in_a_sentence(
    house: House, amara: Phone, fields: dict[str, object], field: str | None, sentence: str
) -> None:
    answer = await amara.do(seen(house.placement, **fields))
    no = await refused(house, answer, RejectCode.INVALID)
    assert (no.field, no.sentence) == (field, sentence)


async def test_a_photo_beyond_its_measure_is_not_attached(house: House, amara: Phone) -> None:
    what = seen(house.placement)
    await amara.done(what)
    answer = await amara.do(AttachPhoto(observation_id=what.id, photo=photo(size=MOST_OF_A_PHOTO + 1)))
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "size")
    assert await house.count("photo") == 0
    await amara.done(AttachPhoto(observation_id=what.id, photo=photo(size=MOST_OF_A_PHOTO)))


async def test_a_note_without_photos_is_not_emptied(house: House, amara: Phone) -> None:
    bare, shown = seen(house.placement), seen(house.placement, photos=[photo()])
    await amara.send(amara.op(bare), amara.op(shown))
    answer = await amara.do(edited(bare.id, 1, note=Some("")))
    assert isinstance(answer, Rejected)
    assert (answer.code, answer.field) == (RejectCode.INVALID, "note")
    assert await house.rows("select note, rev from observation where id = :id", id=bare.id) == [
        (bare.note, 1)
    ]
    await amara.done(edited(shown.id, 1, note=Some("")))


async def test_an_id_that_somebody_else_has_is_taken_and_shows_nothing(
    house: House, amara: Phone, leyla: Phone
) -> None:
    hers = seen(house.placement, audience=Audience.ONLY_ME)
    await amara.done(hers)
    answer = await leyla.do(seen(house.other_placement, id=hers.id))
    assert isinstance(answer, Rejected)
    assert answer.code is RejectCode.ID_TAKEN
    assert await house.rows("select author_id from observation") == [(house.amara,)]


async def test_a_capture_is_kept_whole_with_its_first_wording(house: House, amara: Phone) -> None:
    what = seen(house.placement, day_id=house.day, photos=[photo()], tags=[word("gloves"), word("nitrile")])
    answer = await amara.do(what)
    assert isinstance(answer, Applied)
    assert (answer.entity, answer.rev) == (f"Observation:{what.id}", 1)
    assert await house.rows("select state from photo") == [("EXPECTED",)]
    assert await house.rows("select field, value, rev from text_version") == [("note", what.note, 1)]
    told = await house.rows(
        "select kind from feed where scope_id = :scope and kind <> 'Placement' order by position",
        scope=house.placement,
    )
    assert told[-4:] == [("Observation",), ("Photo",), ("Tag",), ("Tag",)]


@pytest.mark.parametrize(
    "fields",
    [
        {"note": "", "photos": [photo()]},
        {"captured_zone": "UTC"},
        {"captured_zone": "Asia/Calcutta"},
        {"captured_zone": "America/Argentina/Buenos_Aires"},
        {"captured_zone": "+02:00"},
        {"photos": [photo(mime="", position=0)]},
    ],
)
async def test_what_an_old_phone_may_say_is_kept(house: House, amara: Phone, fields: dict[str, Any]) -> None:
    await amara.done(seen(house.placement, **fields))
    assert await house.count("observation") == 1


async def test_what_is_only_mine_is_seen_and_heard_of_by_nobody_else(house: House, amara: Phone) -> None:
    await amara.done(seen(house.placement, audience=Audience.ONLY_ME, photos=[photo()]))
    for other in (house.ingrid, house.dimitra, house.leyla):
        for table in ("observation", "photo", "text_version"):
            assert await house.seen_by(other, f"select 1 from {table}") == []
        assert await house.seen_by(other, "select 1 from feed where kind = 'Observation'") == []
    assert len(await house.seen_by(house.amara, "select 1 from observation")) == 1


async def test_the_same_capture_under_a_new_operation_is_the_same_capture(house: House, amara: Phone) -> None:
    what = seen(house.placement)
    first = amara.op(what)
    amara.seq -= 1  # the same moment, as a phone says that lost its queue and found its export
    second = amara.op(what)
    [one], [two] = await amara.send(first), await amara.send(second)
    assert one.answer == two.answer
    assert await house.count("observation") == 1
