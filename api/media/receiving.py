"""The tus 1.0 routes: begin an upload, ask how far it is, send the rest."""

import errno
import logging
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime

import anyio
from sqlalchemy import text
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from api.answers import nothing, refusal
from api.auth.knowing import writer_of
from api.house import House, house_of
from api.media.parts import Busy, Part, WrongChecksum, is_held, offset_of
from api.media.tus import SPOKEN, VERSION, Chunk, announced
from api.media.tus import chunk as chunk_of
from api.media.uploading import begin, find, place_of, received
from api.media.writers import Progress
from exchange.floor.uploads import Upload
from exchange.ground.refusals import Refused
from exchange.placements.scans import kind_of
from schema.gate import OverBudgetError

log = logging.getLogger("understudy.media")

NAME = re.compile(r"[A-Za-z0-9_-]{32}\Z")
STATUS = {"DEPENDENCY_MISSING": 409, "WRONG_TYPE": 415, "TOO_LARGE": 413, "RATE_LIMITED": 429}
TAKEN_OVER = text("select pg_notify('understudy', 'upload ' || :id)")
PATIENCE = 5.0
"""Seconds that another process has to put away what is whole, or to let go of what is not."""
COMPLETE = {"upload-complete": "?1"}
NOT_SIGNED_IN = ("AUTH_EXPIRED", "Sign in first.")
UNKNOWN = ("NOT_FOUND", "There is no such upload.")
TOO_MANY = "Too many pieces at once: send larger ones, a little later."


async def options(_request: Request) -> Response:
    """What this server speaks."""
    return nothing(204, SPOKEN)


async def create(request: Request) -> Response:
    """Begin an upload for a photo or a recording whose observation was pushed, or for a scan."""
    house, headers = house_of(request), request.headers
    person_id = await writer_of(request)
    if person_id is None:
        return refusal(401, *NOT_SIGNED_IN)
    if headers.get("tus-resumable", VERSION) != VERSION:
        return refusal(412, "INVALID", "Only tus 1.0.0 is spoken here.", headers=SPOKEN)
    try:
        wish = announced(headers.get("upload-length"), headers.get("upload-metadata"))
        begun = await begin(house.sessions, house.storage, wish, by=person_id, stamp=house.stamp, at=now())
    except Refused as no:
        return refusal(STATUS.get(no.code, 400), no.code, no.sentence, no.field, SPOKEN)
    if begun.upload is None:
        return nothing(200, {**SPOKEN, **COMPLETE, "upload-offset": str(wish.size)})
    house.writers.remember(begun.upload)
    where = {"location": f"/media/uploads/{begun.upload.id}"}
    return nothing(201, {**where, **state(begun.upload, offset_of(house.parts, begun.upload.id))})


async def status(request: Request) -> Response:
    """How far an upload has come."""
    found = await opened(request)
    if isinstance(found, Response):
        return found
    house, name = house_of(request), found.id
    if found.finished_at is None:
        # The connection that was sending is dead, or its owner would not ask.
        async with house.writers.only(name):
            return await concluded(house, found)
    return nothing(200, {**state(found, found.size), **COMPLETE})


async def concluded(house: House, upload: Upload) -> Response:
    """How far it is; what came whole before a crash is put away first: no piece of it is left to send."""
    answer = nothing(200, state(upload, offset_of(house.parts, upload.id)))
    if offset_of(house.parts, upload.id) < upload.size:
        return answer
    with suppress(Busy), anyio.CancelScope(shield=True), Part(house.parts, upload.id) as part:
        progress = house.writers.under_way.get(upload.id) or Progress(upload)
        answer = await finish(house, progress, part)
    if answer.status_code in (204, 460):
        answer.status_code = 200
    return answer


async def send(request: Request) -> Response:
    """Take the next bytes; with the last one, the photo is received."""
    found = await under_way(request)
    if isinstance(found, Response):
        return found
    try:
        house_of(request).writers.pieces.take(str(found.person_id), 1)
        chunk = chunk_of(request.headers)
    except OverBudgetError as no:
        wait = {"retry-after": str(-(-no.after_ms // 1000))}
        return refusal(429, "RATE_LIMITED", TOO_MANY, headers={**SPOKEN, **wait})
    except Refused as no:
        return refusal(STATUS.get(no.code, 400), no.code, no.sentence, no.field, SPOKEN)
    if found.finished_at is not None:
        if chunk.offset == found.size:
            return nothing(204, {**state(found, found.size), **COMPLETE})
        return refusal(409, "WRONG_OFFSET", "This upload is complete.", headers=state(found, found.size))
    # Stays the answer when the block is ended from outside: this connection is most likely dead.
    answer = refusal(409, "SUPERSEDED", "A newer request took this upload over.", headers=SPOKEN)
    async with house_of(request).writers.only(found.id):
        answer = await append(request, found, chunk)
    return answer  # noqa: RET504 - see above


async def append(request: Request, upload: Upload, chunk: Chunk) -> Response:
    """Write what comes behind what is there."""
    house = house_of(request)
    try:
        await end_elsewhere(house, upload)
        with Part(house.parts, upload.id) as part:
            house.writers.has_part(upload.id)
            return await extend(house, upload, part, chunk, request.stream())
    except WrongChecksum:
        sentence = "What came is not what was sent; send it again."
        return refusal(460, "WRONG_CHECKSUM", sentence, headers=state(upload, chunk.offset))
    except Busy:
        wait = {"retry-after": "1"}
        return refusal(423, "BUSY", "Another process writes this upload.", headers={**SPOKEN, **wait})
    except ClientDisconnect:
        return refusal(400, "CUT_OFF", "The connection ended.", headers=SPOKEN)
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        log.warning("no room for uploads in %s", house.parts)
        return refusal(507, "OVERLOADED", "There is no room; try later.", headers=SPOKEN)


async def end_elsewhere(house: House, upload: Upload) -> None:
    """End the request that holds this upload in another process: the newer one is the one that lives."""
    if not is_held(house.parts, upload.id):
        return
    async with house.sessions.as_steward() as session:
        await session.execute(TAKEN_OVER, {"id": upload.id})
    with anyio.move_on_after(PATIENCE):
        while is_held(house.parts, upload.id):  # noqa: ASYNC110 - a lock elsewhere has no event here
            await anyio.sleep(0.02)


async def extend(
    house: House, upload: Upload, part: Part, chunk: Chunk, body: AsyncIterator[bytes]
) -> Response:
    """Write from where the client goes on, if that is where we are."""
    if part.offset != chunk.offset:
        headers = state(upload, part.offset)
        return refusal(409, "WRONG_OFFSET", "Ask where to go on.", headers=headers)
    progress = house.writers.under_way.get(upload.id) or Progress(upload)
    if not await part.take(body, progress, chunk.digest):
        sentence = "More came than was announced."
        return refusal(413, "TOO_LARGE", sentence, headers=state(upload, chunk.offset))
    answer = nothing(204, state(upload, part.offset))
    if part.offset == upload.size:
        # From here on a newer request waits: what is whole must not be half put away.
        with anyio.CancelScope(shield=True):
            answer = await finish(house, progress, part)
    return answer


async def finish(house: House, progress: Progress, part: Part) -> Response:
    """Everything is here: sync, compare, store, and only then say so."""
    upload = progress.upload
    house.writers.under_way.pop(upload.id, None)
    if await part.digest(progress) != upload.sha256:
        part.empty()
        sentence = "It arrived damaged; send it from the beginning."
        return refusal(460, "WRONG_CHECKSUM", sentence, headers=state(upload, 0))
    try:
        if upload.scan_id:
            kind_of(part.head())
        await house.storage.keep(part.path, place_of(upload))
        await received(house.sessions, house.storage, upload, stamp=house.stamp, at=now())
    except Refused as no:
        return refusal(STATUS.get(no.code, 409), no.code, no.sentence, headers=SPOKEN)
    return nothing(204, {**state(upload, upload.size), **COMPLETE})


async def under_way(request: Request) -> Upload | Response:
    """The upload a piece belongs to; the row of one we are at work on need not be read again."""
    known = house_of(request).writers.under_way.get(request.path_params["name"])
    if known is not None and known.upload.expires_at > now():
        person_id = await writer_of(request)
        if person_id == known.upload.person_id:
            return known.upload
    return await opened(request)


async def opened(request: Request) -> Upload | Response:
    """The upload a request is about, or why there is none."""
    person_id = await writer_of(request)
    if person_id is None:
        return refusal(401, *NOT_SIGNED_IN, headers=SPOKEN)
    name = request.path_params["name"]
    upload = None
    if NAME.match(name):
        upload = await find(house_of(request).sessions, name, by=person_id)
    if upload is None:
        return refusal(404, *UNKNOWN, headers=SPOKEN)
    house_of(request).writers.remember(upload)
    if upload.finished_at is None and upload.expires_at <= now():
        return refusal(410, "EXPIRED", "This upload has expired; begin again.", headers=SPOKEN)
    return upload


def state(upload: Upload, offset: int) -> dict[str, str]:
    """How far, how long, until when."""
    return {
        **SPOKEN,
        "upload-offset": str(offset),
        "upload-length": str(upload.size),
        "upload-expires": format_datetime(upload.expires_at.astimezone(UTC), usegmt=True),
    }


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
