"""Taking in programs of partners: somebody registers one, a coordinator of its museum approves or ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import orjson
from joserfc import jwk
from joserfc.errors import JoseError
from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.tokens import make_token, token_hash
from api.oauth.programs import GRANTS
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.partners.tables import Algorithm, Client, Proof, Token
from exchange.people.tables import Membership, Museum, Role
from schema.partners import NAMES

SECRET = "ucs_"  # noqa: S105 - what a secret begins with
AT_HOME = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a program asks for when it is registered."""

    name: str
    museum_id: UUID
    grants: Sequence[str]
    reach: Sequence[str]
    redirects: Sequence[str] = ()
    proof: Proof = Proof.SECRET
    keys: str | None = None
    algorithm: Algorithm | None = None


async def register(session: AsyncSession, wish: Wish, *, at: datetime) -> tuple[Client, str | None]:
    """Take a program in, and make its secret, if it has one; it opens nothing before it is approved."""
    if unknown := sorted(set(wish.reach) - set(NAMES)):
        known = " ".join(NAMES)
        raise Refused("INVALID", f"There is no scope {' '.join(unknown)}. There are: {known}.", "scopes")
    if not wish.reach:
        raise Refused("INVALID", "Say which scopes it asks for.", "scopes")
    if set(wish.grants) - set(GRANTS):
        raise Refused("INVALID", f"These ways to a token are known: {' '.join(GRANTS)}.", "grants")
    for address in wish.redirects:
        check_redirect(address)
    if ("authorization_code" in wish.grants) != bool(wish.redirects):
        raise Refused("INVALID", "Say where people are sent back to, with https.", "redirects")
    if "client_credentials" in wish.grants and wish.proof is Proof.NONE:
        sentence = "Who acts for a museum has to show who they are: with a secret or a key."
        raise Refused("INVALID", sentence, "proof")
    if wish.proof is Proof.SIGNATURE:
        check_keys(wish.keys, wish.algorithm)
    secret = make_token(SECRET) if wish.proof is Proof.SECRET else None
    signs = wish.proof is Proof.SIGNATURE
    row = Client(
        id=uuid7(at),
        museum_id=wish.museum_id,
        name=wish.name,
        redirects=list(wish.redirects),
        grants=list(wish.grants),
        reach=[name for name in NAMES if name in wish.reach],
        proof=wish.proof,
        secret_hash=token_hash(secret) if secret else None,
        keys=wish.keys if signs else None,
        algorithm=wish.algorithm if signs else None,
        registered_at=at,
        approved_at=None,
        approved_by=None,
        ended_at=None,
    )
    session.add(row)
    await session.flush()
    return row, secret


def check_redirect(address: str) -> None:
    """Refuse an address to which a code may not be sent."""
    parts = urlsplit(address)
    at_home = parts.scheme == "http" and f"{parts.hostname}" in [name.strip("[]") for name in AT_HOME]
    plain = "@" not in parts.netloc and "#" not in address and address.isascii() and "*" not in address
    if not (parts.hostname and plain and (parts.scheme == "https" or at_home)):
        raise Refused("INVALID", f"{address} is not an https address to send people back to.", "redirects")


def check_keys(keys: str | None, algorithm: Algorithm | None) -> None:
    """Refuse what is no set of public keys; a private one is somebody's mistake."""
    try:
        found = jwk.KeySet.import_key_set(orjson.loads(keys or "")).keys
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        found = []
    if not found or algorithm is None:
        raise Refused("INVALID", "A JWK set of public keys and the algorithm are needed.", "keys")
    if any(key.is_private for key in found):
        raise Refused("INVALID", "This is a private key: keep it, and give only the public half.", "keys")


async def coordinates(session: AsyncSession, person_id: UUID, museum_id: UUID, *, at: datetime) -> bool:
    """Whether this person is a coordinator of the museum today."""
    mine = Membership.person_id == person_id, Membership.museum_id == museum_id
    now = Membership.since <= at.date(), or_(Membership.until.is_(None), Membership.until >= at.date())
    found = select(Membership.id).where(*mine, *now, Membership.role == Role.COORDINATOR)
    return await session.scalar(found.limit(1)) is not None


async def programs_of(session: AsyncSession, person_id: UUID, *, at: datetime) -> list[tuple[Client, str]]:
    """The programs of the museums of which this person is a coordinator, and those museums' names."""
    rows = select(Client, Museum.name).join(Museum, Museum.id == Client.museum_id)
    found = await session.execute(rows.order_by(Client.registered_at.desc(), Client.id))
    return [
        (row, name)
        for row, name in found.all()
        if await coordinates(session, person_id, row.museum_id, at=at)
    ]


async def approve(session: AsyncSession, client_id: UUID, by: UUID, *, at: datetime) -> Client:
    """Let a program have what it asks for; only a coordinator of its museum may."""
    row = await mine(session, client_id, by, at=at)
    if row.approved_at is None:
        row.approved_at, row.approved_by = at, by
        await written_down(session, "approve program", row, by=by, at=at)
    return row


async def end(session: AsyncSession, client_id: UUID, by: UUID, *, at: datetime) -> Client:
    """Take everything from a program, at once; only a coordinator of its museum may."""
    row = await mine(session, client_id, by, at=at)
    row.ended_at = row.ended_at or at
    living = update(Token).where(Token.client_id == row.id, Token.ended_at.is_(None))
    await session.execute(living.values(ended_at=at))
    await written_down(session, "end program", row, by=by, at=at)
    return row


async def written_down(session: AsyncSession, act: str, row: Client, *, by: UUID, at: datetime) -> None:
    """Say in the museum's journal what was decided about a program, and what it may read."""
    detail = {"program": str(row.id), "name": row.name, "reach": row.reach}
    changed = [Changed(row.museum_id, "Museum", row.museum_id)]
    await record(session, act, changed, by=by, at=at, detail=detail)


async def mine(session: AsyncSession, client_id: UUID, by: UUID, *, at: datetime) -> Client:
    """A program of which somebody may decide; refuses everybody else as if it did not exist."""
    row = await session.get(Client, client_id, with_for_update=True)
    if row is None or row.ended_at is not None or not await coordinates(session, by, row.museum_id, at=at):
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "There is no such program that you may decide about.")
    return row
