"""Showing that it is you: when a session's person last did, and that they just did. Steward's work."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.refusals import Refused
from exchange.people.proof import SHOW_THAT_IT_IS_YOU, STEP_UP
from exchange.people.tables import SignedIn


async def nobody_has_shown() -> None:
    """Refuses, where nothing is known of whoever does something."""
    raise Refused(STEP_UP, SHOW_THAT_IT_IS_YOU)


async def stepped_up_at(session: AsyncSession, kept: bytes) -> datetime | None:
    """When the person of a session last showed that it is them; a session that is over proves nothing."""
    living = select(SignedIn.stepped_up_at).where(SignedIn.token_hash == kept, SignedIn.ended_at.is_(None))
    found: datetime | None = await session.scalar(living)
    return found


async def step_up(session: AsyncSession, kept: bytes, *, at: datetime) -> None:
    """Write down that the person of a session has just shown that it is them."""
    living = update(SignedIn).where(SignedIn.token_hash == kept, SignedIn.ended_at.is_(None))
    await session.execute(living.values(stepped_up_at=at))
