"""The keys of partners, as their keeper sees them: which there are, and ending one."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.refusals import Refused
from exchange.people.tables import AccessToken, Person

ENDED = text("select pg_notify('understudy', 'key ' || :hash)")


@dataclass(frozen=True, slots=True)
class Key:
    """One key, without anything that would open a door."""

    id: UUID
    name: str
    person: str
    made_at: datetime
    expires_at: datetime
    seen_at: datetime | None
    ended_at: datetime | None


async def keys(session: AsyncSession) -> Sequence[Key]:
    """Every key that was ever made, the newest first."""
    columns = (
        AccessToken.id,
        AccessToken.name,
        Person.name,
        AccessToken.made_at,
        AccessToken.expires_at,
        AccessToken.seen_at,
        AccessToken.ended_at,
    )
    found = select(*columns).join(Person, Person.id == AccessToken.person_id)
    rows = await session.execute(found.order_by(AccessToken.made_at.desc(), AccessToken.id.desc()))
    return [Key(*row) for row in rows]


async def end_key(session: AsyncSession, name_or_id: str, *, at: datetime) -> str:
    """End one key, here and in every process that remembers it; its name.

    Refuses a name that no living key has, and one that several have.
    """
    named = [AccessToken.name == name_or_id]
    with suppress(ValueError):
        named.append(AccessToken.id == UUID(name_or_id))
    living = select(AccessToken).where(or_(*named), AccessToken.ended_at.is_(None)).with_for_update()
    found = list(await session.scalars(living))
    if not found:
        sentence = f"No key that still works is called “{name_or_id}”: `tokens` lists them."
        raise Refused("NOT_FOUND_OR_FORBIDDEN", sentence)
    if len(found) > 1:
        ids = ", ".join(str(key.id) for key in found)
        raise Refused("INVALID", f"Several keys are called “{name_or_id}”: revoke one by its id: {ids}")
    [key] = found
    key.ended_at = at
    await session.flush()
    await session.execute(ENDED, {"hash": key.token_hash.hex()})
    return key.name
