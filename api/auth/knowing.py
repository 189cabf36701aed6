"""Who is asking: by the cookie of the app, or by the key of a partner."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import HTTPConnection

from api.auth.cookies import cookie_name
from api.auth.signing import recognise_session, recognise_token
from api.auth.tokens import token_hash
from api.edge.origins import carries_bearer
from api.house import House, house_of


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and through which door; nobody is a caller too."""

    person_id: UUID | None
    partner: bool


async def caller_of(connection: HTTPConnection) -> Caller:
    """The caller of a request. A bearer key goes first: a cookie beside it counts for nothing."""
    house = house_of(connection)
    if carries_bearer(connection.headers):
        token = connection.headers["authorization"][len("Bearer ") :].strip()
        return Caller(await known(house, token, partner=True), partner=True)
    cookie = connection.cookies.get(cookie_name(house.settings))
    person_id = await known(house, cookie, partner=False) if cookie else None
    return Caller(person_id, partner=False)


async def person_of(connection: HTTPConnection) -> UUID | None:
    """The person a request acts for."""
    return (await caller_of(connection)).person_id


async def writer_of(connection: HTTPConnection) -> UUID | None:
    """The person who may change something here: a partner's key only reads."""
    caller = await caller_of(connection)
    return None if caller.partner else caller.person_id


async def known(house: House, token: str, *, partner: bool) -> UUID | None:
    """Whom a token belongs to; asked of the database at most every few seconds."""
    # The two kinds of token must never be taken for each other, not even from memory.
    kept = token_hash(token)
    memory = (b"p" if partner else b"s") + kept
    if person_id := house.remembered.get(memory):
        return person_id
    recognise = recognise_token if partner else recognise_session

    async def look() -> UUID | None:
        async with house.sessions.as_steward() as session:
            person_id = await recognise(session, kept, at=datetime.now(UTC))
        if person_id is not None:
            house.remembered.put(memory, person_id)
        return person_id

    return await house.remembered.once(memory, look)
