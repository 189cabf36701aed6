"""Photos, recordings and scans on their way out: to whoever may see their row now, and to nobody else."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.answers import refusal
from api.house import house_of
from api.media.ranges import Unsatisfiable, wanted
from api.media.storage import SHAPES, key_of
from api.oauth.knowing import reaches, visitor_of
from exchange.floor.recorded import Recording, RecordingState
from exchange.floor.tables import Observation, Photo, PhotoState
from exchange.ground.witnessing import witness
from exchange.placements.agreements import ScanState, SignatureScan

Sent = TypeVar("Sent", Photo, Recording)

SHOWN = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic"}
ENDINGS = {**SHOWN, "application/pdf": "pdf"}
REACH: Mapping[type[Photo | Recording], str] = {Photo: "photos:read", Recording: "recordings:read"}
"""What a program's token must reach to open the bytes of each; recordings no token reaches yet."""
QUIET = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "vary": "Cookie, Authorization",
    "accept-ranges": "bytes",
}
NOTHING_KEPT = {"cache-control": "private, no-store"}
"""Shown, and kept nowhere on the way: what stays with the host, and what is restricted."""
AS_LONG_AS_SEEN = {"cache-control": "private, no-cache"}
"""Asked again each time, answered with 304: who lost the right to see it loses it at once."""


async def photo(request: Request) -> Response:
    """One shape of one photo."""
    shape = request.path_params["shape"]
    found = await seen(request, Photo) if shape in SHAPES else None
    if isinstance(found, Response):
        return found
    row, kept = found or (None, AS_LONG_AS_SEEN)
    # No partner's key opens what stays between its author and the host.
    if row is not None and row.host_only and (await visitor_of(request)).partner:
        row = None
    return await handed_photo(request, row, shape, kept)


async def handed_photo(
    request: Request, row: Photo | None, shape: str, kept: Mapping[str, str] = AS_LONG_AS_SEEN
) -> Response:
    """A photo for somebody who may see it, in this shape."""
    if row is None or row.expired_at is not None or not is_there(row, shape):
        return refusal(404, "NOT_FOUND", "There is no such photo.")
    headers = {"etag": f'"{row.sha256[:32]}-{shape}"', **presented(row, shape), **kept}
    guarded = row if shape == "original" else None
    return await sent(request, key_of(row.author_id, row.sha256, shape), headers, guarded)


async def recording(request: Request) -> Response:
    """One recording, to be played in place once it is known to be one."""
    found = await seen(request, Recording)
    if isinstance(found, Response):
        return found
    return await handed_recording(request, *(found or (None, AS_LONG_AS_SEEN)))


async def handed_recording(
    request: Request, row: Recording | None, kept: Mapping[str, str] = AS_LONG_AS_SEEN
) -> Response:
    """A recording for somebody who may hear it."""
    if row is None or row.state is RecordingState.EXPECTED:
        return refusal(404, "NOT_FOUND", "There is no such recording.")
    playable = row.state is RecordingState.VERIFIED
    headers = {
        "etag": f'"{row.sha256[:32]}"',
        "content-type": row.mime if playable else "application/octet-stream",
        "content-disposition": "inline" if playable else f'attachment; filename="{row.id}.bin"',
        **kept,
    }
    return await sent(request, key_of(row.author_id, row.sha256), headers, row)


async def scan(request: Request) -> Response:
    """The scan of what was signed on paper, to be saved; agreements are read by people, never with a key."""
    caller = await visitor_of(request)
    if caller.person_id is None:
        return refusal(401, "AUTH_EXPIRED", "Sign in first.")
    row: SignatureScan | None = None
    if not caller.partner:
        async with house_of(request).sessions.as_person(caller.person_id) as session:
            row = await session.get(SignatureScan, request.path_params["id"])
    if row is None or row.state is ScanState.EXPECTED:
        return refusal(404, "NOT_FOUND", "There is no such scan.")
    headers = {
        "etag": f'"{row.sha256[:32]}"',
        "content-type": str(row.mime),
        "content-disposition": f'attachment; filename="{row.id}.{ENDINGS[str(row.mime)]}"',
        **NOTHING_KEPT,
    }
    return await sent(request, key_of(row.id, row.sha256), headers, None)


async def sent(
    request: Request, key: str, headers: dict[str, str], guarded: Photo | Recording | None
) -> Response:
    """What is stored under a key, or the part of it that is asked for; nothing when the browser has it.

    Bytes of an original leave only after it was written down for its author who reads it.
    """
    storage, headers = house_of(request).storage, {**QUIET, **headers}
    size = await storage.size(key)
    if size is None:
        return refusal(404, "NOT_FOUND", "There is nothing here.")
    if headers["etag"] in tags(request.headers.get("if-none-match", "")):
        return Response(None, 304, headers)
    try:
        start, end = wanted(range_of(request, headers["etag"]), size) or (0, size)
    except Unsatisfiable:
        return refusal(416, "INVALID", "No such range.", headers={"content-range": f"bytes */{size}"})
    status = 200
    if end - start < size:
        status = 206
        headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
    headers["content-length"] = str(end - start)
    if guarded is not None and request.method == "GET":
        await write_down(request, guarded)
    body = storage.read(key, start, end) if request.method == "GET" else none()
    return StreamingResponse(body, status, headers)


async def seen(request: Request, kind: type[Sent]) -> tuple[Sent, Mapping[str, str]] | Response | None:
    """The row and how its bytes are kept, if there is one and the caller may see it.

    A row that is not there and one that the caller may not see cannot be told apart.
    """
    caller = await visitor_of(request)
    if caller.person_id is None:
        return refusal(401, "AUTH_EXPIRED", "Sign in first.")
    if not reaches(caller, REACH[kind]):
        return None
    sessions = house_of(request).sessions
    async with sessions.as_person(caller.person_id, own=not caller.partner) as session:
        mine = select(kind, Observation.restricted).join(Observation, Observation.id == kind.observation_id)
        named = kind.id == request.path_params["id"], kind.removed_at.is_(None)
        found = (await session.execute(mine.where(*named))).one_or_none()
    if found is None:
        return None
    row, restricted = found
    withheld = restricted is not None or is_with_the_host(row)
    return row, NOTHING_KEPT if withheld else AS_LONG_AS_SEEN


def is_with_the_host(row: Photo | Recording) -> bool:
    """Whether it is a photo that its author and the host alone see."""
    return isinstance(row, Photo) and row.host_only


async def write_down(request: Request, row: Photo | Recording) -> None:
    """Write down for the author who opens an original."""
    caller, at = await visitor_of(request), datetime.now(UTC)
    by, lent = caller.person_id, caller.partner
    if by is None:
        return
    async with house_of(request).sessions.as_person(by, own=not lent) as session:
        what, owner = type(row).__name__, row.author_id
        await witness(session, "open original", what, row.id, owner=owner, by=by, lent=lent, at=at)


def is_there(row: Photo, shape: str) -> bool:
    """Whether this shape can exist: originals once received, the others once verified."""
    if shape == "original":
        return row.state is not PhotoState.EXPECTED
    return row.state is PhotoState.VERIFIED


def presented(row: Photo, shape: str) -> dict[str, str]:
    """What it is and how a browser treats it; an original is only ever saved, never opened in place."""
    if shape != "original":
        return {"content-type": "image/webp", "content-disposition": "inline"}
    ending = SHOWN.get(row.mime)
    return {
        "content-type": row.mime if ending else "application/octet-stream",
        "content-disposition": f'attachment; filename="{row.id}.{ending or "bin"}"',
    }


def range_of(request: Request, etag: str) -> str | None:
    """The Range header, unless If-Range names another version."""
    named = request.headers.get("if-range")
    return request.headers.get("range") if named in (None, etag) else None


def tags(header: str) -> set[str]:
    """The entity tags of If-None-Match; weak ones count, a photo never changes."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


async def none() -> AsyncIterator[bytes]:
    """The body of an answer to HEAD."""
    return
    yield b""  # Makes this a generator.
