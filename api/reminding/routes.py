"""The routes of reminders: how one wants them, whether this browser is pushed to, and trying it out."""

import binascii
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.routes import body_of
from api.house import House, house_of
from api.mine.routes import NOBODY, me_of
from api.reminding.encryption import is_a_browser_s
from api.reminding.pushing import Browser
from api.reminding.vapid import public, unpadded
from api.webhooks.reaching import must_be_an_address, networks
from exchange.ground.refusals import Refused
from exchange.reminding.choosing import choose, living, subscribe, try_out, unsubscribe, wish_of
from exchange.reminding.quiet import Quiet
from exchange.reminding.tables import Way

LONGEST = 2_000


async def mine(request: Request) -> Response:
    """How somebody wants to be reminded; a PUT says it anew."""
    me, house = await me_of(request), house_of(request)
    if me is None:
        return refusal(401, *NOBODY)
    if request.method == "PUT":
        try:
            way, quiet = chosen(await body_of(request))
            async with house.sessions.as_steward() as session:
                await choose(session, me[0], way, quiet, at=now())
        except Refused as no:
            return refusal(422, no.code, no.sentence, no.field)
    async with house.sessions.as_steward() as session:
        way, quiet = await wish_of(session, me[0])
        browsers = await living(session, me[0])
    here = any(one.session_hash == me[1].token[1:] for one in browsers)
    return answer(
        {
            "way": way.value,
            "quietFrom": quiet.begins,
            "quietUntil": quiet.ends,
            "here": here,
            "browsers": len(browsers),
            "key": public(house.vapid),
        }
    )


async def here(request: Request) -> Response:
    """Let this browser be pushed to, until it is signed out or a DELETE says no longer."""
    me, house = await me_of(request), house_of(request)
    if me is None:
        return refusal(401, *NOBODY)
    kept = me[1].token[1:]
    if request.method == "DELETE":
        async with house.sessions.as_steward() as session:
            await unsubscribe(session, kept)
        return nothing()
    try:
        browser = told(house, await body_of(request))
    except Refused as no:
        return refusal(422, no.code, no.sentence, no.field)
    async with house.sessions.as_steward() as session:
        await subscribe(session, me[0], kept, browser.endpoint, browser.sealed(house.seal), at=now())
    return nothing(201)


async def test(request: Request) -> Response:
    """Send a reminder of nothing, by the way that was chosen."""
    me = await me_of(request)
    if me is None:
        return refusal(401, *NOBODY)
    async with house_of(request).sessions.as_steward() as session:
        await try_out(session, me[0], at=now())
    return nothing(202)


def chosen(body: dict[str, object]) -> tuple[Way, Quiet]:
    """What was chosen; refuses what is no choice."""
    way, begins, ends = body.get("way"), body.get("quietFrom"), body.get("quietUntil")
    if way not in list(Way):
        raise Refused("INVALID", "Reminders come as PUSH, as LETTER, or not at all: NONE.", "way")
    if type(begins) is not int or type(ends) is not int:
        raise Refused("INVALID", "Quiet hours go from one full hour of the day to another.", "quiet")
    return Way(str(way)), Quiet(begins, ends)


def told(house: House, body: dict[str, object]) -> Browser:
    """Where this browser is pushed to; refuses an address that leads inside, and keys that are none."""
    endpoint, keys = body.get("endpoint"), body.get("keys")
    keys = keys if isinstance(keys, dict) else {}
    no = Refused("INVALID", "This is no address that a browser can be pushed to at.", "endpoint")
    if not isinstance(endpoint, str) or len(endpoint) > LONGEST:
        raise no
    try:
        must_be_an_address(endpoint, networks(house.settings.webhook_networks))
        theirs, secret = unpadded(str(keys.get("p256dh"))), unpadded(str(keys.get("auth")))
    except (Refused, ValueError, binascii.Error):
        raise no from None
    if not is_a_browser_s(theirs, secret):
        raise Refused("INVALID", "These are no keys of a browser.", "keys")
    return Browser(endpoint, theirs, secret)


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
