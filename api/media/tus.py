"""What the headers of tus 1.0 say, read strictly."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from exchange.floor.photos import MOST_OF_A_PHOTO
from exchange.ground.refusals import Refused
from exchange.placements.scans import check_size

VERSION = "1.0.0"
CHUNK_TYPE = "application/offset+octet-stream"
SPOKEN = {
    "tus-resumable": VERSION,
    "tus-version": VERSION,
    "tus-extension": "creation,checksum,expiration",
    "tus-checksum-algorithm": "sha256",
    "tus-max-size": str(MOST_OF_A_PHOTO),
}
DIGITS = 15
THINGS = ("photoId", "recordingId", "scanId")
HASH = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Announced:
    """A photo, a recording or a scan somebody wants to send."""

    photo_id: UUID | None
    recording_id: UUID | None
    scan_id: UUID | None
    sha256: str
    size: int


def length(header: str | None, field: str) -> int:
    """A count of bytes as a header writes it."""
    if header is None or not header.isascii() or not header.isdecimal() or len(header) > DIGITS:
        raise Refused("INVALID", f"{field} must be a number of bytes.", field)
    return int(header)


def metadata(header: str | None) -> dict[str, str]:
    """The pairs of Upload-Metadata, decoded."""
    pairs: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in (header or "").split(","))):
        name, _, value = pair.partition(" ")
        try:
            pairs[name] = base64.b64decode(value.strip(), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError) as reason:
            message = "Upload-Metadata must be pairs of a name and base64."
            raise Refused("INVALID", message, name) from reason
    return pairs


def announced(upload_length: str | None, upload_metadata: str | None) -> Announced:
    """What a creation asks for, or a refusal that says which header is wrong."""
    size = length(upload_length, "Upload-Length")
    pairs = metadata(upload_metadata)
    named = next((one for one in THINGS if one in pairs), "photoId")
    try:
        of = UUID(pairs.get(named, ""))
    except ValueError as reason:
        sentence = f"One of {', '.join(THINGS)} must be an id."
        raise Refused("INVALID", sentence, named) from reason
    sha256 = pairs.get("sha256", "").lower()
    if not HASH.match(sha256):
        raise Refused("INVALID", "sha256 must be 64 hexadecimal digits.", "sha256")
    if named == "scanId":
        check_size(size)
    if size > MOST_OF_A_PHOTO:
        raise Refused("TOO_LARGE", f"It has at most {MOST_OF_A_PHOTO} bytes.", "Upload-Length")
    if size == 0:
        raise Refused("INVALID", "It has bytes.", "Upload-Length")
    photo_id, recording_id, scan_id = (of if one == named else None for one in THINGS)
    return Announced(photo_id, recording_id, scan_id, sha256, size)


def checksum(header: str | None) -> bytes | None:
    """The sha-256 a chunk must have; None when the client did not say."""
    if header is None:
        return None
    name, _, value = header.partition(" ")
    if name != "sha256":
        raise Refused("INVALID", "Only sha256 is understood.", "Upload-Checksum")
    try:
        digest = base64.b64decode(value.strip(), validate=True)
    except binascii.Error as reason:
        raise Refused("INVALID", "The checksum must be base64.", "Upload-Checksum") from reason
    if len(digest) != hashlib.sha256().digest_size:
        raise Refused("INVALID", "A sha256 has 32 bytes.", "Upload-Checksum")
    return digest


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes on their way: where they belong, and what they must hash to."""

    offset: int
    digest: bytes | None


def chunk(headers: Mapping[str, str]) -> Chunk:
    """What the headers of a PATCH say, or a refusal that names the wrong one."""
    if headers.get("content-type") != CHUNK_TYPE:
        raise Refused("WRONG_TYPE", f"Send {CHUNK_TYPE}.", "Content-Type")
    return Chunk(
        length(headers.get("upload-offset"), "Upload-Offset"), checksum(headers.get("upload-checksum"))
    )
