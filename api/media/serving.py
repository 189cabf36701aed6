"""Photos on their way out, to whoever may see their row at this moment and to nobody else."""

from collections.abc import AsyncIterator
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.answers import refusal
from api.auth.knowing import caller_of
from api.house import house_of
from api.media.ranges import Unsatisfiable, wanted
from api.media.storage import SHAPES, key_of
from exchange.floor.tables import Photo, PhotoState

SHOWN = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic"}
QUIET = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    # Asked again each time, answered with 304: who lost the right to see it loses it at once.
    "cache-control": "private, no-cache",
    "vary": "Cookie, Authorization",
    "accept-ranges": "bytes",
}


async def photo(request: Request) -> Response:
    """One shape of one photo."""
    house, shape = house_of(request), request.path_params["shape"]
    caller = await caller_of(request)
    if caller.person_id is None:
        return refusal(401, "AUTH_EXPIRED", "Sign in first.")
    row = await seen(request, caller.person_id, own=not caller.partner) if shape in SHAPES else None
    key = key_of(row.author_id, row.sha256, shape) if row is not None else ""
    size = await house.storage.size(key) if row is not None and is_there(row, shape) else None
    if row is None or size is None:
        return refusal(404, "NOT_FOUND", "There is no such photo.")
    headers = {**QUIET, "etag": f'"{row.sha256[:32]}-{shape}"', **presented(row, shape)}
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
    body = house.storage.read(key, start, end) if request.method == "GET" else none()
    return StreamingResponse(body, status, headers)


async def seen(request: Request, person_id: UUID, *, own: bool) -> Photo | None:
    """The row, if there is one and this person may see it; the two cannot be told apart."""
    async with house_of(request).sessions.as_person(person_id, own=own) as session:
        row = await session.get(Photo, request.path_params["photo_id"])
        return row if row is not None and row.removed_at is None else None


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
