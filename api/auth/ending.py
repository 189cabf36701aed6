"""Ending sessions: where a person is signed in, and signing out there from here. Steward's work."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.signing import end
from api.auth.tokens import IDLE, LONGEST
from exchange.ground.refusals import not_here
from exchange.people.tables import SignedIn


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is signed in, as they are shown it: nothing in it opens a door."""

    id: UUID
    device: str | None
    made_at: datetime
    seen_at: datetime
    here: bool


async def places_of(session: AsyncSession, person_id: UUID, *, here: bytes, at: datetime) -> Sequence[Place]:
    """Where this person is signed in: first here, then by when they were last seen."""
    living = [
        Place(shown_id(row.token_hash), row.device, row.made_at, row.seen_at, row.token_hash == here)
        for row in await living_sessions(session, person_id, at=at)
    ]
    return sorted(living, key=lambda place: (place.here, place.seen_at), reverse=True)


async def end_one(session: AsyncSession, person_id: UUID, id: UUID, *, at: datetime) -> bytes:
    """Sign this person out at one place; refuses a place that is not theirs, or over."""
    for row in await living_sessions(session, person_id, at=at):
        if shown_id(row.token_hash) == id:
            await end(session, row.token_hash, at=at)
            return row.token_hash
    raise not_here()


async def end_others(session: AsyncSession, person_id: UUID, *, here: bytes, at: datetime) -> list[bytes]:
    """Sign this person out everywhere but here."""
    others = [row.token_hash for row in await living_sessions(session, person_id, at=at)]
    others = [kept for kept in others if kept != here]
    for kept in others:
        await end(session, kept, at=at)
    return others


async def living_sessions(session: AsyncSession, person_id: UUID, *, at: datetime) -> Sequence[SignedIn]:
    """The sessions of a person that still open a door."""
    living = select(SignedIn).where(
        SignedIn.person_id == person_id,
        SignedIn.ended_at.is_(None),
        SignedIn.seen_at > at - IDLE,
        SignedIn.made_at > at - LONGEST,
    )
    return (await session.scalars(living)).all()


def shown_id(kept: bytes) -> UUID:
    """What a session is called where it is shown: not what the database knows it by."""
    return UUID(bytes=hashlib.sha256(b"shown" + kept).digest()[:16])
