"""What a capture may say: what no phone sends is refused in a sentence, what an old one sends is kept."""

from typing import Any

import pytest
from strawberry import Some

from exchange.floor.answers import RejectCode, Rejected
from exchange.floor.photos import MOST_OF_A_PHOTO
from schema.floor.photo_ops import AttachPhoto
from tests.exchange.floor.test_capturing import refused
from tests.sync.house import House
from tests.sync.phone import Phone, edited, photo, seen, word


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
        ({"note": " \n "}, "note", "An observation has a note, a photo or a recording; this has none."),
        ({"photos": [photo(position=-1)]}, "position", "A place among photos is counted from 0."),
        (
            {"photos": [photo(mime="image/" + "x" * 95)]},
            "mime",
            "The media type has 101 characters, it takes 100.",
        ),
        ({"photos": [photo(size=MOST_OF_A_PHOTO + 1)]}, "size", "A photo has at most 64 MiB."),
        (
            {"captured_zone": "Europe/" + "A" * 60},
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


@pytest.mark.parametrize(
    "fields",
    [
        {"note": "", "photos": [photo()]},
        {"captured_zone": "UTC"},
        {"captured_zone": "Europe/A_Zone_Made_Tomorrow"},
        {"captured_zone": "Asia/Calcutta"},
        {"captured_zone": "America/Argentina/Buenos_Aires"},
        {"captured_zone": "+02:00"},
        {"photos": [photo(mime="", position=0)]},
    ],
)
async def test_what_an_old_phone_may_say_is_kept(house: House, amara: Phone, fields: dict[str, Any]) -> None:
    await amara.done(seen(house.placement, **fields))
    assert await house.count("observation") == 1
