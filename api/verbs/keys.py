"""`token`, `tokens`, `revoke`: the keys with which partners read the graph."""

import sys
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.codes import tidy_email
from api.auth.keys import end_key, keys
from api.auth.signing import give_token
from exchange.people.tables import SignInAddress

MOST_DAYS = 366


async def token(session: AsyncSession, email: str, name: str, days: int) -> int:
    """Make a key and show it, once."""
    if not 1 <= days <= MOST_DAYS:
        print(f"--days takes 1 to {MOST_DAYS}.", file=sys.stderr)
        return 1
    address = await session.get(SignInAddress, tidy_email(email) or "")
    if address is None:
        known = ", ".join(await session.scalars(select(SignInAddress.email).limit(5)))
        hint = f"Known: {known}" if known else "Nobody does yet: `enrol` takes people in."
        print(f"Nobody signs in as {email}. {hint}", file=sys.stderr)
        return 1
    life, now = timedelta(days=days), datetime.now(UTC)
    made = await give_token(session, address.person_id, name=name, life=life, at=now)
    print("This is shown once; send it as `Authorization: Bearer …`:", file=sys.stderr)
    print(made)
    return 0


async def tokens(session: AsyncSession) -> int:
    """List the keys; what opens the door was shown once and is kept nowhere."""
    now, found = datetime.now(UTC), await keys(session)
    rows = [("id", "name", "for", "made", "expires", "last seen")]
    for key in found:
        expires = day(key.expires_at) + (" (over)" if key.expires_at <= now else "")
        ends = f"revoked {day(key.ended_at)}" if key.ended_at else expires
        seen = key.seen_at.strftime("%Y-%m-%d %H:%M") if key.seen_at else "never"
        rows.append((str(key.id), key.name, key.person, day(key.made_at), ends, seen))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{word:<{width}}" for word, width in zip(row, widths, strict=True)).rstrip())
    if not found:
        print("There is no key yet: `token --for <email> --name <what for>` makes one.", file=sys.stderr)
    return 0


async def revoke(session: AsyncSession, name_or_id: str) -> int:
    """End a key, at once and everywhere."""
    name = await end_key(session, name_or_id, at=datetime.now(UTC))
    print(f"“{name}” opens nothing any more.")
    return 0


def day(at: datetime) -> str:
    """A date, for a table."""
    return f"{at:%Y-%m-%d}"
