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
from exchange.calendars.gathering import of_person
from exchange.calendars.subscribing import feed_of, subscribe, unsubscribe
from exchange.calendars.tables import CalendarFeed
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
    if person is None:
        if wait := house.calendars.take(caller):
            headers = {"retry-after": str(int(wait) + 1)}
            return refusal(
                429, "RATE_LIMITED", "Too much was asked from here: try again later.", headers=headers
            )
        raise HTTPException(404)
    async with house.sessions.as_person(person.id) as session:
        occasions = await of_person(session, person.id)
    headers = {"etag": tag_of(occasions, person.locale), "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    body = written(occasions, locale=person.locale, origin=house.settings.origin, at=now())
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


async def mine(request: Request) -> Response:
    """Whether there is an address of one's own; a POST makes a new one, shown once, a DELETE ends it."""
    me, sessions = await me_of(request), house_of(request).sessions
    if me is None:
        return refusal(401, *NOBODY)
    if request.method == "POST" and (no := await not_shown(sessions, me[1])):
        return no
    async with sessions.as_steward() as session:
        if request.method == "DELETE":
            await unsubscribe(session, me[0])
            return nothing()
        if request.method == "GET":
            feed = await feed_of(session, me[0])
            return answer({"calendar": feed and {"madeAt": feed.made_at.isoformat()}})
        secret = secrets.token_urlsafe(32)
        await subscribe(session, me[0], sha256(secret.encode()).digest(), at=now())
    address = f"{house_of(request).settings.origin}/calendar/{secret}{END}"
    return answer({"address": address}, 201)


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
