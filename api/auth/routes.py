"""The sign-in routes: a code, a session, and the demo's short cut."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from api.answers import answer, nothing, refusal
from api.auth.codes import LONGEST, as_typed, hashed, tidy_email
from api.auth.cookies import asking_of, cookie_of, give_asking, give_cookie, take_asking, take_cookie
from api.auth.device_names import device_of
from api.auth.knowing import person_of
from api.auth.letters import sign_in_letter
from api.auth.signing import Asked, ask_code, begin_session, end_session, redeem_code
from api.auth.standing import demo_people, lock_of, standing_of
from api.auth.tokens import token_hash
from api.edge.budgets import neighbourhood
from api.house import house_of
from exchange.people.owning import take_over
from exchange.people.tables import Person

CODE_WRONG = ("CODE_WRONG", "This code does not fit, or it is no longer good. Ask for a new one.")


async def people(request: Request) -> Response:
    """Who can be tried out; nobody, unless this is a demo."""
    house = house_of(request)
    if not house.settings.demo:
        return answer({"people": []})
    async with house.sessions.as_steward() as session:
        return answer({"people": await demo_people(session)})


async def demo(request: Request) -> Response:
    """Sign in as somebody of the demo, without a code."""
    house = house_of(request)
    if not house.settings.demo:
        return refusal(404, "NOT_FOUND", "This is not a demo.")
    try:
        person_id = UUID(str((await body_of(request)).get("person")))
    except ValueError:
        return refusal(400, "INVALID", "Say which person.", "person")
    async with house.sessions.as_steward() as session:
        there = await session.scalar(select(Person.id).where(Person.id == person_id))
    if there is None:
        return refusal(404, "NOT_FOUND", "There is no such person.", "person")
    return await signed_in(request, person_id)


async def code(request: Request) -> Response:
    """Send a code to an address; the answer is the same whether anybody has it."""
    house = house_of(request)
    if no := knocked_too_often(request):
        return no
    email = tidy_email((await body_of(request)).get("email"))
    if email is None:
        return refusal(400, "INVALID", "This is not an e-mail address.", "email")
    mark = asking_of(request, house.settings)
    async with house.sessions.as_steward() as session:
        asked = asked_by(request, email, mark)
        sent = await ask_code(session, asked, secret=house.settings.secret, at=now())
    if sent is not None:
        house.post.send(sign_in_letter(email, sent, house.settings))
    done = nothing()
    give_asking(done, house.settings, mark)
    return done


async def open_session(request: Request) -> Response:
    """Trade a code for a session."""
    house = house_of(request)
    if no := knocked_too_often(request):
        return no
    body = await body_of(request)
    email, given = tidy_email(body.get("email")), body.get("code")
    person_id = None
    if email is not None and isinstance(given, str):
        asked = asked_by(request, email, asking_of(request, house.settings))
        async with house.sessions.as_steward() as session:
            person_id = await redeem_code(
                session, asked, as_typed(given[:LONGEST]), secret=house.settings.secret, at=now()
            )
            if person_id is not None:
                await take_over(session, person_id, at=now())
    if person_id is None:
        return refusal(401, *CODE_WRONG, "code")
    return await signed_in(request, person_id)


def asked_by(request: Request, email: str, mark: str) -> Asked:
    """Who asks: nothing of it is kept as it is."""
    secret = house_of(request).settings.secret
    return Asked(email, hashed(secret, "browser", mark), hashed(secret, "place", place_of(request)))


async def session(request: Request) -> Response:
    """Who is signed in here."""
    house = house_of(request)
    person_id = await person_of(request)
    standing = None
    if person_id is not None:
        async with house.sessions.as_steward() as steward:
            standing = await standing_of(steward, person_id)
    if standing is None or person_id is None:
        gone = refusal(401, "AUTH_EXPIRED", "Nobody is signed in here.")
        if cookie_of(request, house.settings):
            take_cookie(gone, house.settings)
        return gone
    found = answer(standing | {"lock": lock_of(house.settings.secret, person_id)})
    if token := cookie_of(request, house.settings):
        give_cookie(found, house.settings, token)
    return found


async def close_session(request: Request) -> Response:
    """Sign out; done twice, it stays done."""
    house = house_of(request)
    done = nothing()
    if token := cookie_of(request, house.settings):
        await forget(request, token)
        take_cookie(done, house.settings)
    return done


async def signed_in(request: Request, person_id: UUID) -> Response:
    """A fresh session for this person; the browser's old one ends."""
    house = house_of(request)
    if old := cookie_of(request, house.settings):
        await forget(request, old)
    async with house.sessions.as_steward() as steward:
        device = device_of(request.headers.get("user-agent", ""))
        token = await begin_session(steward, person_id, device=device, stepped_up=True, at=now())
        standing = await standing_of(steward, person_id) or {}
    found = answer(standing | {"lock": lock_of(house.settings.secret, person_id)})
    give_cookie(found, house.settings, token)
    take_asking(found, house.settings)
    return found


async def forget(request: Request, token: str) -> None:
    """End a session in the database and in this process's memory."""
    house = house_of(request)
    async with house.sessions.as_steward() as steward:
        await end_session(steward, token, at=now())
    house.remembered.forget(b"s" + token_hash(token))


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object that came; anything else counts as an empty one, and its fields as missing."""
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def knocked_too_often(request: Request) -> Response | None:
    """A caller who guesses is asked to wait."""
    house = house_of(request)
    wait = house.allowance.take(neighbourhood(place_of(request))) or house.everybody.take("")
    if not wait:
        return None
    sentence = "Too many tries from this place; wait a few minutes."
    return refusal(429, "RATE_LIMITED", sentence, headers={"retry-after": str(int(wait) + 1)})


def place_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "unknown"


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
