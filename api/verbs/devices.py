"""`devices`, `lost`: which phones keep an outbox, what waits on them, and one that somebody has lost."""

import sys
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.watching import moment
from exchange.floor.losing import report_lost
from exchange.floor.synced import Device
from exchange.floor.waiting import standings
from exchange.ground.refusals import Refused
from exchange.ground.sessions import ENTER

HEAD = ("device", "whose", "last seen", "waiting", "oldest since", "backed up to", "")


async def devices(session: AsyncSession) -> int:
    """List the devices; the exit is 1 when a queue is late, so that a timer may ask."""
    found = await standings(session)
    rows = [HEAD]
    for one in found:
        note = "LATE" if one.late else f"lost {moment(one.revoked_at)}" if one.revoked_at else ""
        waiting = "?" if one.waiting is None else str(one.waiting)
        times = moment(one.seen_at), waiting, moment(one.oldest_waiting_at)
        rows.append((str(one.device_id), in_one_line(one.person), *times, str(one.durable_through), note))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(f"{word:<{width}}" for word, width in zip(row, widths, strict=True)).rstrip())
    return 1 if any(one.late for one in found) else 0


async def lost(session: AsyncSession, named: str) -> int:
    """End a device and all sessions of its person: nobody can tell on which of them they were opened."""
    try:
        device = await session.get(Device, UUID(named))
    except ValueError:
        device = None
    if device is None:
        raise Refused("NOT_FOUND", f"There is no device {named!a}: `devices` lists them.")
    await session.execute(ENTER, {"person": device.person_id, "own": True})
    at = datetime.now(UTC)
    await report_lost(session, device.id, by=device.person_id, sparing=None, at=at)
    print("It sends and reads nothing any more, and is told to forget what it holds when it next asks.")
    print("Its person has been signed out everywhere.", file=sys.stderr)
    return 0


def in_one_line(name: str) -> str:
    """A name for a table: whatever would move the cursor is shown as a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
