"""Making passkeys and entering with them: each challenge is asked once, and answered once."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.passkeys import (
    LIFE,
    MOST,
    NoPasskey,
    Site,
    challenge_in,
    id_in,
    made,
    proven,
    to_enter,
    to_make,
)
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused
from exchange.people.tables import Passkey, PasskeyChallenge, Person, SignInAddress


async def ask_to_make(session: AsyncSession, site: Site, by: UUID, *, at: datetime) -> dict[str, Any]:
    """What this person's browser is asked for to make a passkey; refuses more than one looks after."""
    kept = await passkeys_of(session, by)
    if len(kept) >= MOST:
        raise Refused("TOO_MANY", f"You have {MOST} passkeys; take one away first.")
    person = await session.get_one(Person, by)
    address = select(func.min(SignInAddress.email)).where(SignInAddress.person_id == by)
    email = await session.scalar(address) or person.name
    return to_make(site, person, email, list(kept), put_down(session, by, at=at))


async def ask_to_enter(session: AsyncSession, site: Site, *, at: datetime) -> dict[str, Any]:
    """What a browser is asked for to sign in, whoever is in front of it."""
    return to_enter(site, put_down(session, None, at=at))


async def keep(
    session: AsyncSession, site: Site, by: UUID, credential: Any, name: str, *, at: datetime
) -> Passkey:
    """Keep the passkey that this person's browser made; refuses what does not answer our challenge."""
    challenge = await taken_up(session, challenge_in(credential), by, at=at)
    new = made(site, credential, challenge)
    if await session.scalar(select(Passkey.id).where(Passkey.credential_id == new.credential_id)):
        raise NoPasskey
    passkey = Passkey(
        id=uuid7(at),
        person_id=by,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        name=name,
        made_at=at,
        seen_at=None,
    )
    session.add(passkey)
    return passkey


async def enter(session: AsyncSession, site: Site, credential: Any, *, at: datetime) -> UUID:
    """Who signs in with this passkey; refuses one that is not known, and one that was copied."""
    challenge = await taken_up(session, challenge_in(credential), None, at=at)
    named = select(Passkey).where(Passkey.credential_id == id_in(credential)).with_for_update()
    passkey = await session.scalar(named)
    if passkey is None:
        raise NoPasskey
    passkey.sign_count = proven(site, credential, challenge, passkey)
    passkey.seen_at = at
    return passkey.person_id


async def passkeys_of(session: AsyncSession, person_id: UUID) -> Sequence[Passkey]:
    """A person's passkeys, the newest first."""
    mine = select(Passkey).where(Passkey.person_id == person_id)
    return (await session.scalars(mine.order_by(Passkey.made_at.desc(), Passkey.id.desc()))).all()


async def take_away(session: AsyncSession, id: UUID, *, by: UUID) -> None:
    """Take one of this person's passkeys away; anybody else's is not here."""
    await session.execute(delete(Passkey).where(Passkey.id == id, Passkey.person_id == by))


def put_down(session: AsyncSession, person_id: UUID | None, *, at: datetime) -> bytes:
    """A new challenge, for somebody who is signed in or for anybody."""
    challenge = secrets.token_bytes(32)
    session.add(PasskeyChallenge(challenge=challenge, person_id=person_id, expires_at=at + LIFE))
    return challenge


async def taken_up(session: AsyncSession, challenge: bytes, person_id: UUID | None, *, at: datetime) -> bytes:
    """The challenge, gone from now on; refuses one that is unknown, over, answered, or somebody else's."""
    asked = delete(PasskeyChallenge).where(PasskeyChallenge.challenge == challenge)
    row = (await session.execute(asked.returning(PasskeyChallenge))).scalar_one_or_none()
    if row is None or row.person_id != person_id or row.expires_at <= at:
        raise NoPasskey
    return challenge
