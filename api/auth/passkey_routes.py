"""The routes of passkeys: making one, entering with one, and what a person has."""

from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.entering import ask_to_enter, ask_to_make, enter, keep, passkeys_of, take_away
from api.auth.knowing import caller_of
from api.auth.passkeys import LONGEST_NAME, NoPasskey, Site
from api.auth.routes import body_of, knocked_too_often, signed_in
from api.house import house_of
from exchange.ground.refusals import Refused
from exchange.people.proof import STEP_UP, must_have_stepped_up
from exchange.people.proving import stepped_up_at

NOBODY = ("AUTH_EXPIRED", "Sign in first.")
NO = ("PASSKEY_WRONG", "This passkey does not fit here. Sign in with a code instead.")


async def challenge(request: Request) -> Response:
    """What to ask a passkey for, of whoever wants to sign in."""
    if no := knocked_too_often(request):
        return no
    async with house_of(request).sessions.as_steward() as session:
        return answer(await ask_to_enter(session, site_of(request), at=now()))


async def open_session(request: Request) -> Response:
    """Trade a passkey's answer for a session."""
    if no := knocked_too_often(request):
        return no
    credential = await body_of(request)
    try:
        async with house_of(request).sessions.as_steward() as session:
            person_id = await enter(session, site_of(request), credential, at=now())
    except NoPasskey:
        return refusal(401, *NO)
    return await signed_in(request, person_id)


async def new(request: Request) -> Response:
    """What to ask the browser of a signed-in person for, to make a passkey."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    try:
        async with house_of(request).sessions.as_steward() as session:
            # Whoever found an open session must not make themselves a key to come back with.
            must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
            return answer(await ask_to_make(session, site_of(request), caller.person_id, at=now()))
    except Refused as no:
        return refusal(403 if no.code == STEP_UP else 409, no.code, no.sentence)


async def passkeys(request: Request) -> Response:
    """A person's passkeys; a POST keeps a new one."""
    caller = await caller_of(request)
    by = caller.person_id
    if caller.partner or by is None:
        return refusal(401, *NOBODY)
    try:
        async with house_of(request).sessions.as_steward() as session:
            if request.method == "POST":
                must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
                body = await body_of(request)
                name = str(body.get("name") or "").strip()[:LONGEST_NAME] or "Passkey"
                await keep(session, site_of(request), by, body.get("credential"), name, at=now())
                await session.flush()
            kept = await passkeys_of(session, by)
    except NoPasskey:
        return refusal(400, *NO)
    except Refused as no:
        return refusal(403, no.code, no.sentence)
    return answer(
        {
            "passkeys": [
                {
                    "id": str(one.id),
                    "name": one.name,
                    "madeAt": one.made_at.isoformat(),
                    "seenAt": one.seen_at and one.seen_at.isoformat(),
                }
                for one in kept
            ]
        }
    )


async def passkey(request: Request) -> Response:
    """Take a passkey away; done twice, it stays done."""
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    named: UUID = request.path_params["id"]
    try:
        async with house_of(request).sessions.as_steward() as session:
            # Whoever found an open session must not lock its person out.
            must_have_stepped_up(await stepped_up_at(session, caller.token[1:]), at=now())
            await take_away(session, named, by=caller.person_id)
    except Refused as no:
        return refusal(403, no.code, no.sentence)
    return nothing()


def site_of(request: Request) -> Site:
    """The site a request came to, by the name its browser knows."""
    scheme = "https" if house_of(request).settings.https else "http"
    return Site.at(scheme, request.headers["host"].lower())


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
