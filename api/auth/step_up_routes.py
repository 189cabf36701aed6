"""The routes of stepping up: showing again that it is you, with a code or a passkey."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.caller import Caller
from api.auth.codes import LONGEST, as_typed
from api.auth.cookies import asking_of, give_asking, take_asking
from api.auth.entering import enter
from api.auth.knowing import caller_of
from api.auth.letters import sign_in_letter
from api.auth.passkey_routes import NO, NOBODY, site_of
from api.auth.passkeys import NoPasskey
from api.auth.routes import CODE_WRONG, asked_by, body_of, knocked_too_often, now
from api.auth.signing import ask_code, redeem_code
from api.house import house_of
from exchange.people.owning import confirm
from exchange.people.proving import step_up
from exchange.people.tables import SignInAddress


async def send_code(request: Request) -> Response:
    """Send a code to the address of whoever is signed in."""
    house = house_of(request)
    if no := knocked_too_often(request):
        return no
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    mark = asking_of(request, house.settings)
    async with house.sessions.as_steward() as session:
        email = await session.scalar(address_of(caller.person_id))
        if email is None:
            return refusal(409, "NO_ADDRESS", "There is no address to send a code to; use a passkey.")
        asked = asked_by(request, email, mark)
        sent = await ask_code(session, asked, secret=house.settings.secret, at=now())
    if sent is not None:
        house.post.send(sign_in_letter(email, sent, house.settings))
    done = answer({"email": email})
    give_asking(done, house.settings, mark)
    return done


async def prove(request: Request) -> Response:
    """Write down that the person of this session showed that it is them; refuses what proves nothing."""
    if no := knocked_too_often(request):
        return no
    caller = await caller_of(request)
    if caller.partner or caller.person_id is None:
        return refusal(401, *NOBODY)
    body = await body_of(request)
    if "credential" in body:
        return await with_passkey(request, caller, body["credential"])
    return await with_code(request, caller, body.get("code"))


async def with_code(request: Request, caller: Caller, given: object) -> Response:
    """By a code from this person's own letters, typed into the browser that asked for it."""
    house, at = house_of(request), now()
    typed = as_typed(given[:LONGEST]) if isinstance(given, str) else ""
    async with house.sessions.as_steward() as session:
        email = await session.scalar(address_of(caller.person_id)) or ""
        asked = asked_by(request, email, asking_of(request, house.settings))
        shown = await redeem_code(session, asked, typed, secret=house.settings.secret, at=at)
        theirs = shown if shown == caller.person_id else None
        if theirs is not None:
            await step_up(session, caller.token[1:], at=at)
            await confirm(session, theirs)
    if theirs is None:
        return refusal(401, *CODE_WRONG, "code")
    done = nothing()
    take_asking(done, house.settings)
    return done


async def with_passkey(request: Request, caller: Caller, credential: object) -> Response:
    """By a passkey of this person; somebody else's shows that it is somebody else."""
    at = now()
    try:
        async with house_of(request).sessions.as_steward() as session:
            if await enter(session, site_of(request), credential, at=at) != caller.person_id:
                raise NoPasskey
            await step_up(session, caller.token[1:], at=at)
    except NoPasskey:
        return refusal(401, *NO)
    return nothing()


def address_of(person_id: UUID | None) -> Any:
    """The address that a person's codes go to."""
    return select(func.min(SignInAddress.email)).where(SignInAddress.person_id == person_id)
