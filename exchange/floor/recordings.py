"""What can be a voice recording: said when it is announced, and told by its first bytes when it arrives."""

from exchange.floor.observations import NewRecording
from exchange.floor.photos import MIB, MOST_OF_A_MIME
from exchange.ground.refusals import Refused
from exchange.ground.signs import read_sign

MOST_OF_A_RECORDING = 64 * MIB
LONGEST_MS = 60 * 60 * 1000
SIGNS = (
    (0, b"\x1aE\xdf\xa3", "audio/webm"),
    (0, b"OggS", "audio/ogg"),
    (4, b"ftyp", "audio/mp4"),
    (8, b"WAVE", "audio/wav"),
    (0, b"fLaC", "audio/flac"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
)
"""What phones' recorders write."""


def check_recording(new: NewRecording) -> None:
    """The recording is one that can be received."""
    if new.position < 0:
        raise Refused("INVALID", "A place among recordings is counted from 0.", "position")
    if len(new.mime) > MOST_OF_A_MIME:
        has = f"The media type has {len(new.mime):,} characters, it takes {MOST_OF_A_MIME}."
        raise Refused("INVALID", has, "mime")
    if new.size > MOST_OF_A_RECORDING:
        raise Refused("INVALID", f"A recording has at most {MOST_OF_A_RECORDING // MIB} MiB.", "size")
    if new.duration_ms > LONGEST_MS:
        raise Refused("INVALID", "A recording takes at most an hour.", "durationMs")


def heard_as(head: bytes) -> str | None:
    """The media type of a recording by its first bytes, whatever it was called; None when it is none."""
    return read_sign(head, SIGNS)
