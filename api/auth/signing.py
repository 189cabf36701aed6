"""Signing in and out: asking for a code, trading it for a session, ending one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.codes import AN_HOUR, AN_HOUR_FROM_ONE_PLACE, LIFE, hashed, make_code, opens
from api.auth.tokens import IDLE, LONGEST, PARTNER, RENEW, make_token, token_hash
from exchange.ground.ids import uuid7
from exchange.people.tables import AccessToken, Person, SignedIn, SignInAddress, SignInCode

ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('code ' || :email, 0))")
ENDED = text("select pg_notify('understudy', 'session ' || :hash)")


@dataclass(frozen=True, slots=True)
class Sent:
    """A code that goes to somebody, in their language."""

    code: str
    locale: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a code or brings one: an address, a browser and a place, as they are kept."""

    email: str
    browser: bytes
    place: bytes


async def ask_code(session: AsyncSession, asked: Asked, *, secret: bytes, at: datetime) -> Sent | None:
    """Make a code for an address; None when nothing is to be sent.

    An address nobody has leaves the same row and takes the same time, so that asking tells nothing.
    One place alone cannot use up what others may ask for this address.
    """
    # Asked for many times at once, each would count before the others have written.
    await session.execute(ONE_AT_A_TIME, {"email": asked.email})
    here = func.count().filter(SignInCode.place_hash == asked.place)
    since = at - timedelta(hours=1)
    recent = select(here, func.count()).where(SignInCode.email == asked.email, SignInCode.made_at > since)
    from_here, from_anywhere = (await session.execute(recent)).one()
    if from_here >= AN_HOUR_FROM_ONE_PLACE or from_anywhere >= AN_HOUR:
        return None
    code = make_code()
    session.add(
        SignInCode(
            id=uuid7(at),
            email=asked.email,
            code_hash=hashed(secret, "code", asked.email, code),
            browser_hash=asked.browser,
            place_hash=asked.place,
            made_at=at,
            expires_at=at + LIFE,
            tries=0,
            used_at=None,
        )
    )
    found = select(Person.locale).join(SignInAddress, SignInAddress.person_id == Person.id)
    locale = await session.scalar(found.where(SignInAddress.email == asked.email))
    return None if locale is None else Sent(code, locale)


async def redeem_code(
    session: AsyncSession, asked: Asked, code: str, *, secret: bytes, at: datetime
) -> UUID | None:
    """Who signs in with this code; None for a wrong, old, used or worn-out one, and in another browser.

    It answers instead of raising, because a wrong try has to stay counted.
    """
    mine = SignInCode.email == asked.email, SignInCode.browser_hash == asked.browser
    latest = select(SignInCode).where(*mine, SignInCode.used_at.is_(None))
    row = await session.scalar(latest.order_by(SignInCode.made_at.desc()).limit(1).with_for_update())
    given = hashed(secret, "code", asked.email, code)
    address = select(SignInAddress.person_id).where(SignInAddress.email == asked.email)
    person_id = await session.scalar(address)
    if row is None:
        return None
    row.tries += 1
    fits = opens(row.code_hash, given, tries=row.tries, expires_at=row.expires_at, at=at)
    if not fits or person_id is None:
        return None
    row.used_at = at
    return person_id


async def begin_session(
    session: AsyncSession,
    person_id: UUID,
    *,
    device: str | None = None,
    stepped_up: bool = False,
    at: datetime,
) -> str:
    """A new session; its token is never an old one, whatever the browser brought along.

    Who signs in with a code or a passkey has shown at that moment that it is them.
    """
    token = make_token()
    session.add(
        SignedIn(
            token_hash=token_hash(token),
            person_id=person_id,
            device=device,
            made_at=at,
            seen_at=at,
            stepped_up_at=at if stepped_up else None,
            ended_at=None,
        )
    )
    return token


async def end_session(session: AsyncSession, token: str, *, at: datetime) -> None:
    """Sign out, here and in every other process that remembers this session."""
    await end(session, token_hash(token), at=at)


async def end(session: AsyncSession, kept: bytes, *, at: datetime) -> None:
    """End a session by its hash, here and in every other process that remembers it."""
    living = update(SignedIn).where(SignedIn.token_hash == kept, SignedIn.ended_at.is_(None))
    await session.execute(living.values(ended_at=at))
    await session.execute(ENDED, {"hash": kept.hex()})


async def recognise_session(session: AsyncSession, kept: bytes, *, at: datetime) -> UUID | None:
    """Whose session this is; being seen keeps it alive, at most one write an hour."""
    row = await session.get(SignedIn, kept)
    alive = (
        row is not None and row.ended_at is None and at - row.seen_at < IDLE and at - row.made_at < LONGEST
    )
    if row is None or not alive:
        return None
    if at - row.seen_at > RENEW:
        row.seen_at = at
    return row.person_id


async def give_token(
    session: AsyncSession, person_id: UUID, *, name: str, life: timedelta, at: datetime
) -> str:
    """A partner's key: it reads what this person may read, until it expires."""
    token = make_token(PARTNER)
    session.add(
        AccessToken(
            id=uuid7(at),
            token_hash=token_hash(token),
            person_id=person_id,
            name=name,
            scopes=["read"],
            made_at=at,
            expires_at=at + life,
            seen_at=None,
            ended_at=None,
        )
    )
    return token


async def recognise_token(session: AsyncSession, kept: bytes, *, at: datetime) -> UUID | None:
    """For whom a partner's key reads."""
    row = await session.scalar(select(AccessToken).where(AccessToken.token_hash == kept))
    if row is None or row.ended_at is not None or at >= row.expires_at or "read" not in row.scopes:
        return None
    if row.seen_at is None or at - row.seen_at > RENEW:
        row.seen_at = at
    return row.person_id
