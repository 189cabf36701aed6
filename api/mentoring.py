"""Requests to be a mentor that are open: whoever is next is asked when somebody cannot, or did not reply."""

import logging
from datetime import UTC, datetime

import anyio
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from exchange.placements.turning import look_after_all

log = logging.getLogger("understudy.mentors")

NAP = 60.0


async def mentor(house: House) -> None:
    """Look after them once a minute, for as long as this process lives."""
    while True:
        try:
            await look_after_all(house.sessions, at=datetime.now(UTC))
        except (OSError, SQLAlchemyError) as fault:
            log.warning("requests for mentors wait: %s", type(fault).__name__)
        await anyio.sleep(NAP)
