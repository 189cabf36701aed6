"""Watching queues: what waits on a phone that is in touch is said in the log before anybody misses it."""

import logging
from datetime import UTC, datetime

import anyio
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from exchange.floor.waiting import standings

log = logging.getLogger("understudy.queues")

QUARTER_OF_AN_HOUR = 900.0


async def watch(house: House) -> None:
    """Look for as long as this process lives."""
    while True:
        try:
            await watch_once(house)
        except (OSError, SQLAlchemyError) as fault:
            log.warning("could not look at the queues: %s", type(fault).__name__)
        await anyio.sleep(QUARTER_OF_AN_HOUR)


async def watch_once(house: House) -> int:
    """Say of every queue that is late how late it is; how many there are."""
    async with house.sessions.as_steward() as session:
        late = [device for device in await standings(session) if device.late]
    for device in late:
        oldest = device.oldest_waiting_at and device.oldest_waiting_at.astimezone(UTC)
        log.warning(
            "queue late: device=%s waiting=%s oldest=%s seen=%s",
            device.device_id,
            device.waiting,
            moment(oldest),
            moment(device.seen_at),
        )
    return len(late)


def moment(at: datetime | None) -> str:
    """A moment for a line of a log."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if at else "-"
