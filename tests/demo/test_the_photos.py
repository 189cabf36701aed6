"""Every photo of the demo was drawn here, says what it shows, and can be shown at once."""

import hashlib
import io
from typing import Any

from PIL import Image

from api.demo.painting import photograph
from api.media.storage import key_of

LARGEST = 300_000


def test_about_forty_five_photos_each_with_words_or_decorative(told: Any) -> None:
    photos = told.rows("select alt, decorative, state from photo")
    assert 40 <= len(photos) <= 50
    assert all(bool(alt) != decorative for alt, decorative, _ in photos)
    assert {state for _, _, state in photos} == {"VERIFIED"}


def test_every_picture_is_stored_as_its_row_says_small_and_without_metadata(told: Any) -> None:
    for owner, sha256, size, width, height in told.rows(
        "select author_id, sha256, size, width, height from photo"
    ):
        content = (told.media / key_of(owner, sha256)).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)
        assert size < LARGEST
        with Image.open(io.BytesIO(content)) as picture:
            picture.load()
            assert (picture.format, picture.size) == ("JPEG", (width, height))
            assert not picture.getexif()
            assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_its_smaller_pictures_are_there_too(told: Any) -> None:
    for owner, sha256 in told.rows("select author_id, sha256 from photo"):
        for shape, side in (("screen", 1280), ("thumb", 320)):
            with Image.open(told.media / key_of(owner, sha256, shape)) as picture:
                assert (picture.format, max(picture.size)) == ("WEBP", side)


def test_no_two_photos_are_alike(told: Any) -> None:
    hashes = [sha256 for (sha256,) in told.rows("select sha256 from photo")]
    assert len(set(hashes)) == len(hashes)


def test_the_same_name_gives_the_same_photo_for_ever() -> None:
    assert photograph("logger") == photograph("logger")
    assert photograph("stools") != photograph("stools 2")
