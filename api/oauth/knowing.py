"""Who comes to the partners' door: with a token of the authorization server, or with a key."""

from datetime import UTC, datetime

from sqlalchemy import select
from starlette.requests import HTTPConnection

from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.auth.tokens import token_hash
from api.edge.origins import BEARER
from api.house import house_of
from api.oauth.programs import ACCESS
from exchange.partners.tables import Client, Token, TokenKind
from schema.gate import LEAST

NOBODY = Caller(None, partner=True)


async def partner_of(connection: HTTPConnection, authorization: str = "") -> Caller:
    """The program that asks, and for whom; a cookie counts for nothing here."""
    said = authorization or connection.headers.get("authorization", "")
    if not said.lower().startswith(BEARER):
        return NOBODY
    token = said[len(BEARER) :].strip()
    return (
        await holder_of(connection, token) if token.startswith(ACCESS) else await caller_of(connection, said)
    )


async def visitor_of(connection: HTTPConnection) -> Caller:
    """Who comes to an address of bytes: with a cookie, with a key, or with a token."""
    said = connection.headers.get("authorization", "")
    token = said[len(BEARER) :].strip() if said.lower().startswith(BEARER) else ""
    return await holder_of(connection, token) if token.startswith(ACCESS) else await caller_of(connection)


def reaches(caller: Caller, reach: str) -> bool:
    """Whether this is within what the caller may read: a cookie and a key are narrowed by nothing.

    A program that reads for its museum stands in no placement, so it reaches no bytes of one.
    """
    return caller.reach is None or (reach in caller.reach and not caller.for_museum)


async def holder_of(connection: HTTPConnection, token: str) -> Caller:
    """For whom a token reads, and what; asked of the database each time, so that an end is one at once.

    An address that brings many of nobody's has to wait. A program has one budget with all of its tokens.
    """
    house = house_of(connection)
    gate = house.measures.stranger(connection.client.host if connection.client else "")
    gate.pay(LEAST)
    now = datetime.now(UTC)
    named = Token.token_hash == token_hash(token), Token.kind == TokenKind.ACCESS
    alive = Token.ended_at.is_(None), Token.expires_at > now, Client.ended_at.is_(None)
    found = select(Token).join(Client, Client.id == Token.client_id).where(*named, *alive)
    async with house.sessions.as_steward() as session:
        row = await session.scalar(found)
    if row is None:
        return NOBODY
    gate.give_back(LEAST)
    return Caller(
        row.person_id or row.client_id,
        partner=True,
        token=b"p" + row.client_id.bytes,
        reach=frozenset(row.reach),
        for_museum=row.person_id is None,
    )
