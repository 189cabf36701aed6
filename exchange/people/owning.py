"""Whose an address is: whoever reads its letters. Steward's work.

A museum's provider that was broken into could vouch for an address that is somebody else's; once such a
newcomer is admitted, its true owner would sign in by code into an account that another already uses.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.people.identities import Identity
from exchange.people.tables import Passkey, SignedIn, SignInAddress

ENDED = text("select pg_notify('understudy', 'session ' || :hash)")


async def vouch(session: AsyncSession, person_id: UUID, issuer: str) -> None:
    """Write down that nobody but this issuer says that the address is this person's."""
    theirs = update(SignInAddress).where(SignInAddress.person_id == person_id)
    await session.execute(theirs.values(vouched_by=issuer))


async def confirm(session: AsyncSession, person_id: UUID) -> None:
    """Whoever is signed in reads this address's letters: it is theirs."""
    theirs = update(SignInAddress).where(SignInAddress.person_id == person_id)
    await session.execute(theirs.values(vouched_by=None))


async def take_over(session: AsyncSession, person_id: UUID, *, at: datetime) -> None:
    """Whoever signs in from its letters owns an address: what a provider alone had opened is closed.

    That account, its passkeys and sessions are taken off; who came by the provider rightly connects again.
    """
    vouched = SignInAddress.person_id == person_id, SignInAddress.vouched_by.is_not(None)
    if await session.scalar(select(SignInAddress.email).where(*vouched)) is None:
        return
    await confirm(session, person_id)
    await session.execute(delete(Identity).where(Identity.person_id == person_id))
    await session.execute(delete(Passkey).where(Passkey.person_id == person_id))
    living = update(SignedIn).where(SignedIn.person_id == person_id, SignedIn.ended_at.is_(None))
    ended = await session.scalars(living.values(ended_at=at).returning(SignedIn.token_hash))
    for kept in ended.all():
        await session.execute(ENDED, {"hash": kept.hex()})
