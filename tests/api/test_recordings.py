"""Voice recordings take the way of photos: announced with an entry, sent by tus, heard by who may see it."""

import hashlib
import io
import math
import wave
from array import array
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx2
import hypothesis
import pytest
from hypothesis import strategies as st

from api.settings import Settings
from exchange.floor.recordings import SIGNS, heard_as
from exchange.ground.ids import uuid7
from exchange.ground.signs import HEAD
from tests.api.capturing import captures
from tests.api.running import Running
from tests.api.sending import b64, send
from tests.api.world import NOW, World


def hum() -> bytes:
    """Half a second of somebody humming, as WAVE."""
    kept = io.BytesIO()
    tone = array("h", (int(9000 * math.sin(n / 9)) for n in range(4000)))
    with wave.open(kept, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
    return kept.getvalue()


HUM = hum()


def announced(content: bytes, **bent: Any) -> dict[str, Any]:
    """What a phone says of a recording before its bytes."""
    return {
        "id": str(uuid7(NOW)),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "mime": "audio/wav",
        "durationMs": 500,
        "position": 0,
        **bent,
    }


def pushed(browser: httpx2.Client, world: World, said: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Push one operation; the entry it makes or is about, and the answer."""
    body = captures(world.placement)
    body["variables"]["input"]["deviceId"] = str(uuid5(world.placement, str(dict(browser.cookies))))
    do = body["variables"]["input"]["ops"][0]["do"]
    if "id" in said:
        do["captureObservation"] |= {"note": "", "recordings": [said]}
    else:
        body["variables"]["input"]["ops"][0]["do"] = said
    answer = browser.post("/graphql", json=body)
    assert answer.status_code == 200, answer.text
    made = do.get("captureObservation", {}).get("id", "")
    [result] = answer.json()["data"]["push"]["results"]
    return made, result


def began(browser: httpx2.Client, recording: dict[str, Any], **bent: str) -> httpx2.Response:
    """Begin to send a recording."""
    told = {"recordingId": recording["id"], "sha256": recording["sha256"], **bent}
    metadata = ",".join(f"{name} {b64(value)}" for name, value in told.items())
    headers = {"tus-resumable": "1.0.0", "upload-length": str(recording["size"]), "upload-metadata": metadata}
    return browser.post("/media/uploads", headers=headers)


def sent(browser: httpx2.Client, recording: dict[str, Any], content: bytes) -> None:
    """Send it whole."""
    where = began(browser, recording).headers["location"]
    answer = send(browser, where, content)
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize(
    "bent",
    [
        {"durationMs": 0},
        {"durationMs": 3_600_001},
        {"position": -1},
        {"size": 64 * 1024 * 1024 + 1},
        {"mime": "a" * 101},
        {"sha256": "abc"},
        {"words": "x" * 10_001},
    ],
)
def test_what_is_no_recording_is_refused_with_its_field_and_nothing_of_the_entry_is_kept(
    server: Running, world: World, bent: dict[str, Any]
) -> None:
    with server.browser(world.ana) as browser:
        _, result = pushed(browser, world, announced(HUM, **bent))
    assert result["__typename"] == "OpRejected", result
    assert result["field"] == next(iter(bent))
    assert world.rows("select * from observation") == world.rows("select * from recording") == []


def test_an_entry_without_a_word_a_picture_or_a_voice_is_none(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        body = captures(world.placement)
        body["variables"]["input"]["ops"][0]["do"]["captureObservation"]["note"] = " "
        [result] = browser.post("/graphql", json=body).json()["data"]["push"]["results"]
    assert result["__typename"] == "OpRejected"
    assert world.rows("select * from observation") == []


def test_nobody_else_sends_hears_or_changes_it(server: Running, world: World) -> None:
    recording = announced(HUM)
    with (
        server.browser(world.ana) as ana,
        server.browser(world.marit) as marit,
        server.browser(world.olu) as olu,
    ):
        entry, _ = pushed(ana, world, recording)
        for other in (marit, olu):
            assert began(other, recording).status_code == 409
        sent(ana, recording, HUM)
        path = f"/media/recordings/{recording['id']}"
        assert (ana.get(path).content, marit.get(path).content) == (HUM, HUM)
        unknown = olu.get(f"/media/recordings/{uuid4()}")
        assert olu.get(path).status_code == unknown.status_code == 404
        assert olu.get(path).content == unknown.content
        for act in (
            {"writeWords": {"id": recording["id"], "words": "mine"}},
            {"detachRecording": {"id": recording["id"]}},
            {"attachRecording": {"observationId": entry, "recording": announced(HUM)}},
        ):
            _, result = pushed(marit, world, act)
            assert result["__typename"] == "OpRejected"
    assert world.rows("select words, removed_at from recording") == [(None, None)]


def test_without_a_session_nothing_is_heard(server: Running) -> None:
    with server.browser() as browser:
        assert browser.get(f"/media/recordings/{uuid4()}").status_code == 401


def test_damaged_bytes_are_not_kept(server: Running, world: World, settings: Settings) -> None:
    recording = announced(HUM)
    with server.browser(world.ana) as browser:
        pushed(browser, world, recording)
        where = began(browser, recording).headers["location"]
        assert send(browser, where, HUM[:-1] + b"!").status_code == 460
        assert browser.get(f"/media/recordings/{recording['id']}").status_code == 404
    assert world.rows("select state, receipt from recording") == [("EXPECTED", None)]


def test_what_only_says_that_it_is_a_recording_is_kept_aside_and_never_opened_as_a_page(
    server: Running, world: World
) -> None:
    page = b"<script>alert(1)</script> and more of it"
    recording = announced(page, mime="text/html")
    with server.browser(world.ana) as browser:
        pushed(browser, world, recording)
        sent(browser, recording, page)
        answer = browser.get(f"/media/recordings/{recording['id']}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert world.rows("select state from recording") == [("QUARANTINED",)]
    assert len(world.rows("select * from observation")) == 1


def test_a_recording_is_received_once_with_a_receipt_and_called_what_it_is(
    server: Running, world: World
) -> None:
    recording = announced(HUM, mime="audio/x-anything", words="Mm.")
    with server.browser(world.ana) as browser:
        pushed(browser, world, recording)
        sent(browser, recording, HUM)
        assert began(browser, recording).headers["upload-complete"] == "?1"
        part = browser.get(f"/media/recordings/{recording['id']}", headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    assert part.headers["content-type"] == "audio/wav"
    [(state, mime, words, receipt)] = world.rows("select state, mime, words, receipt from recording")
    assert (state, mime, words) == ("VERIFIED", "audio/wav", "Mm.")
    assert receipt.count(".") == 2
    told = world.rows("select count(*) from feed where kind = 'Recording'")
    assert told == [(2,)]


def test_its_words_are_written_down_and_it_is_taken_off(server: Running, world: World) -> None:
    recording = announced(HUM)
    with server.browser(world.ana) as browser:
        entry, _ = pushed(browser, world, recording)
        more = announced(HUM, position=1)
        for said in (
            {"attachRecording": {"observationId": entry, "recording": more}},
            {"writeWords": {"id": more["id"], "words": "Two hands."}},
            {"detachRecording": {"id": recording["id"]}},
        ):
            _, result = pushed(browser, world, said)
            assert result["__typename"] == "OpApplied"
    left = world.rows("select id, words from recording where removed_at is null")
    assert left == [(UUID(more["id"]), "Two hands.")]


@pytest.mark.parametrize("place, sign, mime", SIGNS)
def test_every_sign_is_known_where_it_stands(place: int, sign: bytes, mime: str) -> None:
    assert heard_as(bytes(place) + sign + bytes(HEAD)) == mime
    assert place + len(sign) <= HEAD


@hypothesis.given(st.text(max_size=40))
def test_a_text_is_no_recording(text: str) -> None:
    hypothesis.assume(
        not text.startswith(("OggS", "fLaC", "ID3")) and text[4:8] != "ftyp" and "WAVE" not in text
    )
    assert heard_as(text.encode()) is None
