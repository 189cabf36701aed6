"""The routes of one's own data: an archive to take along, and being erased."""

from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.house import house_of
from api.media.serving import sent
from api.mine.archiving import key_of_archive
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.proof import must_have_stepped_up
from exchange.people.proving import stepped_up_at
from exchange.privacy.erasing import ask_erasure, withdraw_erasure
from exchange.privacy.exporting import ask_archive, latest_archive
from exchange.privacy.tables import Archive, ArchiveState, Erasure

NOBODY = ("AUTH_EXPIRED", "Sign in first.")
NO_ARCHIVE = ("NOT_FOUND", "There is no such archive; one is kept for a day.")


async def archive(request: Request) -> Response:
    """The archive a person asked for last; a POST asks for one."""
    me, sessions = await me_of(request), house_of(request).sessions
    if me is None:
        return refusal(401, *NOBODY)
    if request.method == "GET":
        async with sessions.as_person(me[0]) as session:
            return answer({"archive": told(await latest_archive(session, me[0]))})
    if no := await not_shown(sessions, me[1]):
        return no
    async with sessions.as_steward() as session:
        asked = told(await ask_archive(session, me[0], at=now()))
    house_of(request).archive_asked.set()
    return answer({"archive": asked}, 202)


async def fetch(request: Request) -> Response:
    """The archive itself: for the person alone, who has just shown that it is them."""
    me, house = await me_of(request), house_of(request)
    if me is None:
        return refusal(401, *NOBODY)
    if no := await not_shown(house.sessions, me[1]):
        return no
    async with house.sessions.as_person(me[0]) as session:
        found = await session.get(Archive, request.path_params["id"])
    ready = found is not None and found.state is ArchiveState.READY
    if found is None or not ready or found.until is None or found.until <= now():
        return refusal(404, *NO_ARCHIVE)
    headers = {
        "etag": f'"{found.id}"',
        "content-type": "application/zip",
        "content-disposition": 'attachment; filename="understudy.zip"',
        "cache-control": "no-store",
    }
    return await sent(request, key_of_archive(found.person_id, found.id), headers, None)


async def erasure(request: Request) -> Response:
    """Whether a person asked to be erased; a POST asks, a DELETE thinks again."""
    me, sessions = await me_of(request), house_of(request).sessions
    if me is None:
        return refusal(401, *NOBODY)
    if request.method == "GET":
        async with sessions.as_person(me[0]) as session:
            return answer({"erasure": asked_for(await session.get(Erasure, me[0]))})
    if no := await not_shown(sessions, me[1]):
        return no
    async with sessions.as_steward() as session:
        if request.method == "POST":
            return answer({"erasure": asked_for(await ask_erasure(session, me[0], at=now()))}, 202)
        try:
            await withdraw_erasure(session, me[0])
        except Refused as no_such:
            return refusal(404, no_such.code, no_such.sentence)
    return nothing()


async def me_of(request: Request) -> tuple[UUID, Caller] | None:
    """Who is signed in here, in a browser: no key reaches what is one's own."""
    caller = await caller_of(request)
    return None if caller.partner or caller.person_id is None else (caller.person_id, caller)


async def not_shown(sessions: Sessions, caller: Caller) -> Response | None:
    """The refusal of somebody who has not shown lately that it is them."""
    try:
        async with sessions.as_steward() as session:
            must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
    except Refused as no:
        return refusal(403, no.code, no.sentence)
    return None


def told(archive: Archive | None) -> dict[str, object] | None:
    """An archive as its person sees it."""
    if archive is None:
        return None
    return {
        "id": str(archive.id),
        "state": archive.state.value,
        "askedAt": archive.asked_at.isoformat(),
        "parts": archive.parts,
        "partsDone": archive.parts_done,
        "size": archive.size,
        "until": archive.until and archive.until.isoformat(),
    }


def asked_for(erasure: Erasure | None) -> dict[str, object] | None:
    """An erasure as its person sees it."""
    if erasure is None:
        return None
    return {"askedAt": erasure.asked_at.isoformat(), "dueAt": erasure.due_at.isoformat()}


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
