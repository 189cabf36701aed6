"""Whatever a photo says besides its pixels, where and when and by whom, no smaller picture says."""

import io
import struct
import tempfile
import zlib
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from api.pictures.deriving import derive

WHISPER = b"52.5163N-13.3777E-Ingrid"
SAID = WHISPER.decode()
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>{SAID}</rdf></x:xmpmeta>'.encode()
PICTURE_CHUNKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
ICC = b"\x00\x00\x02\x00" + WHISPER.ljust(508, b"\0")
PLACES = ("exif", "gps", "thumbnail", "xmp", "profile", "comment", "text", "compressed", "appended")


def exif_of(where: set[str]) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    if "exif" in where:
        exif[0x010E], exif[0x9286], exif[0x013B] = SAID, SAID, SAID
    if "gps" in where:
        exif[0x8825] = {1: "N", 2: (52.0, 30.0, 58.7), 3: "E", 4: (13.0, 22.0, 39.7), 29: SAID}
    told = exif.tobytes()
    # A thumbnail in EXIF is a whole photo of its own, with what that says of itself.
    return told + (b"\xff\xd8\xff\xfe\x00\x1a" + WHISPER + b"\xff\xd9" if "thumbnail" in where else b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def taken(kind: str, where: set[str], mode: str) -> bytes:
    """A photo of this format that says where it was taken in all of these places."""
    image, file = Image.new(mode, (80, 60), "red"), io.BytesIO()
    more: dict[str, Any] = {"exif": exif_of(where)}
    if "xmp" in where and kind != "PNG":
        more["xmp"] = XMP
    if "profile" in where:
        more["icc_profile"] = ICC
    if kind == "JPEG" and "comment" in where:
        more["comment"] = WHISPER
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        if "text" in where:
            told.add_text("Comment", SAID)
        if "compressed" in where:
            told.add_text("Author", SAID * 9, zip=True)
        if "xmp" in where:
            told.add_itxt("XML:com.adobe.xmp", XMP.decode())
        more["pnginfo"] = told
    image.save(file, kind, **more)
    content = file.getvalue()
    if kind == "PNG" and "comment" in where:
        content = content[:-12] + chunk(b"prVt", WHISPER) + content[-12:]
    return content + (b"PK\x03\x04<html>" + WHISPER if "appended" in where else b"")


def chunks(webp: bytes) -> set[bytes]:
    """The kinds of chunks in a WebP, which are all it has: its length says so."""
    assert (webp[:4], webp[8:12]) == (b"RIFF", b"WEBP")
    assert struct.unpack("<I", webp[4:8])[0] + 8 == len(webp)
    found, at = set(), 12
    while at < len(webp):
        found.add(webp[at : at + 4])
        at += 8 + (size := struct.unpack("<I", webp[at + 4 : at + 8])[0]) + size % 2
    return found


def must_be_bare(content: bytes) -> None:
    """Every smaller picture is pixels alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "original").write_bytes(content)
        derive(folder / "original", folder)
        for shape in ("screen", "thumb"):
            made = (folder / f"{shape}.webp").read_bytes()
            assert chunks(made) <= PICTURE_CHUNKS
            assert WHISPER not in made
            with Image.open(io.BytesIO(made)) as picture:
                assert not dict(picture.getexif())
                assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
                assert picture.height > picture.width, "it was taken upright"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_photos_of_this_test_do_say_it(kind: str) -> None:
    assert taken(kind, set(PLACES), "RGB").count(WHISPER) >= 5


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_smaller_picture_says_nothing_of_it(kind: str) -> None:
    must_be_bare(taken(kind, set(PLACES), "RGB"))


@hypothesis.settings(max_examples=40)
@hypothesis.given(
    st.sampled_from(["JPEG", "PNG", "WEBP"]),
    st.sets(st.sampled_from(PLACES)),
    st.sampled_from(["RGB", "L", "RGBA"]),
)
def test_nothing_of_it_is_left_wherever_it_was_said(kind: str, where: set[str], mode: str) -> None:
    hypothesis.assume(not (kind == "JPEG" and mode == "RGBA"))
    must_be_bare(taken(kind, where, mode))


def test_a_picture_that_was_only_shrunk_would_be_found() -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "WEBP", exif=exif_of({"gps"}))
    assert b"EXIF" in chunks(file.getvalue())
