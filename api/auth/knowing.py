"""Who is asking: by the cookie of the app, or by the key of a partner."""

from datetime import UTC, datetime
from uuid import UUID

from starlette.requests import HTTPConnection

from api.auth.caller import Caller
from api.auth.cookies import cookie_name
from api.auth.signing import recognise_session, recognise_token
from api.auth.tokens import token_hash
from api.edge.head import head_of
from api.edge.origins import BEARER
from api.house import House, house_of
from schema.gate import LEAST


async def caller_of(connection: HTTPConnection, authorization: str = "") -> Caller:
    """The caller of a request. A bearer key goes first: a cookie beside it counts for nothing.

    A WebSocket's client may say its `authorization` in its first message, where it cannot set a header.
    """
    house = house_of(connection)
    said = authorization or head_of(connection.scope).get("authorization", "")
    if said.lower().startswith(BEARER):
        token = b"p" + token_hash(said[len(BEARER) :].strip())
        return Caller(await introduced(connection, token), partner=True, token=token)
    cookie = connection.cookies.get(cookie_name(house.settings))
    if not cookie:
        return Caller(None, partner=False)
    token = b"s" + token_hash(cookie)
    return Caller(await introduced(connection, token), partner=False, token=token)


async def person_of(connection: HTTPConnection) -> UUID | None:
    """The person a request acts for."""
    return (await caller_of(connection)).person_id


async def writer_of(connection: HTTPConnection) -> UUID | None:
    """The person who may change something here: a partner's key only reads."""
    caller = await caller_of(connection)
    return None if caller.partner else caller.person_id


async def introduced(connection: HTTPConnection, token: bytes) -> UUID | None:
    """Whom the token of a request belongs to; an address that brings many of nobody's has to wait."""
    house = house_of(connection)
    if house.remembered.expects(token):
        return await known(house, token)
    gate = house.measures.stranger(connection.client.host if connection.client else "")
    gate.pay(LEAST)
    person_id = await known(house, token)
    if person_id is not None:
        gate.give_back(LEAST)
    return person_id


async def known(house: House, token: bytes) -> UUID | None:
    """Whom a token belongs to; asked of the database at most every few seconds."""
    if person_id := house.remembered.get(token):
        return person_id
    # The two kinds of token must never be taken for each other, not even from memory.
    recognise = recognise_token if token.startswith(b"p") else recognise_session

    async def look() -> UUID | None:
        async with house.sessions.as_steward() as session:
            person_id = await recognise(session, token[1:], at=datetime.now(UTC))
        if person_id is not None:
            house.remembered.put(token, person_id)
        return person_id

    return await house.remembered.once(token, look)
