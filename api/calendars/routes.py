"""The routes of calendars: one's own address in Settings, and the address itself."""

import secrets
from datetime import UTC, datetime
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.calendars.writing import tag_of, written
from api.house import house_of
from api.mine.routes import NOBODY, me_of, not_shown
from exchange.calendars.gathering import gather
from exchange.calendars.subscribing import feeds_of, must_be_open, open_to, subscribe, unsubscribe
from exchange.calendars.tables import CalendarFeed
from exchange.ground.refusals import Refused
from exchange.people.tables import Person

END = ".ics"


async def calendar(request: Request) -> Response:
    """A calendar, for whoever has its address; any other address is nothing, like every unknown page."""
    house, name = house_of(request), str(request.path_params["name"])
    caller = request.client.host if request.client else ""
    if not name.endswith(END):
        raise HTTPException(404)
    async with house.sessions.as_steward() as session:
        feed = await session.get(CalendarFeed, sha256(name.removesuffix(END).encode()).digest())
        person = None if feed is None else await session.get(Person, feed.person_id)
    if feed is None or person is None:
        if wait := house.calendars.take(caller):
            headers = {"retry-after": str(int(wait) + 1)}
            return refusal(
                429, "RATE_LIMITED", "Too much was asked from here: try again later.", headers=headers
            )
        raise HTTPException(404)
    try:
        async with house.sessions.as_person(person.id) as session:
            kind = await must_be_open(session, person.id, feed.scope_id)
            occasions = await gather(session, kind, feed.scope_id, at=now())
    except Refused:
        raise HTTPException(404) from None
    headers = {"etag": tag_of(occasions, person.locale), "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    body = written(occasions, locale=person.locale, origin=house.settings.origin, at=now())
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


async def mine(request: Request) -> Response:
    """Whose calendars one may have, each with the moment since which it has an address."""
    me, sessions = await me_of(request), house_of(request).sessions
    if me is None:
        return refusal(401, *NOBODY)
    async with sessions.as_person(me[0]) as session:
        found = await open_to(session, me[0])
    async with sessions.as_steward() as session:
        since = await feeds_of(session, me[0])
    told = [
        {
            "scope": str(one.scope_id),
            "kind": one.kind.value,
            "name": one.name,
            "madeAt": since[one.scope_id].isoformat() if one.scope_id in since else None,
        }
        for one in found
        if one.scope_id in since or not one.over
    ]
    return answer({"calendars": told})


async def address(request: Request) -> Response:
    """A POST makes a new address of a calendar, shown once, a DELETE ends it; a GET tells of one's own."""
    me, sessions = await me_of(request), house_of(request).sessions
    if me is None:
        return refusal(401, *NOBODY)
    if request.method == "POST" and (no := await not_shown(sessions, me[1])):
        return no
    scope_id = request.path_params.get("scope", me[0])
    try:
        async with sessions.as_person(me[0]) as session:
            await must_be_open(session, me[0], scope_id)
    except Refused as no:
        return refusal(404, no.code, no.sentence)
    async with sessions.as_steward() as session:
        if request.method == "DELETE":
            await unsubscribe(session, me[0], scope_id)
            return nothing()
        if request.method == "GET":
            since = (await feeds_of(session, me[0])).get(scope_id)
            return answer({"calendar": since and {"madeAt": since.isoformat()}})
        secret = secrets.token_urlsafe(32)
        await subscribe(session, me[0], scope_id, sha256(secret.encode()).digest(), at=now())
    there = f"{house_of(request).settings.origin}/calendar/{secret}{END}"
    return answer({"address": there}, 201)


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
