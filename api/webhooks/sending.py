"""Sending messages to webhooks, for as long as this process lives."""

import logging
from datetime import UTC, datetime

import anyio
import httpcore2
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from api.webhooks.reaching import Guarded, networks
from api.webhooks.signing import body_of, good_secrets, headers_of
from exchange.ground.sealing import NotSealedHereError
from exchange.webhooks.delivering import Due, answered, claim
from exchange.webhooks.telling import tell

log = logging.getLogger("understudy.webhooks")

NAP = 2.0
PATIENCE = 15.0
"""Seconds for the whole of one try; Standard Webhooks allows 15 to 30."""


async def send(house: House) -> None:
    """Tell and send for as long as this process lives."""
    guarded = Guarded(networks(house.settings.webhook_networks))
    async with httpcore2.AsyncConnectionPool(network_backend=guarded, max_connections=32) as pool:
        while True:
            try:
                while await send_once(house, pool, at=datetime.now(UTC)):
                    pass
            except (OSError, SQLAlchemyError) as fault:
                log.warning("webhooks wait: %s", type(fault).__name__)
            await anyio.sleep(NAP)


async def send_once(house: House, pool: httpcore2.AsyncConnectionPool, *, at: datetime) -> int:
    """Tell what is new and send what is due, once; how much of both there was."""
    lines = await tell(house.sessions, at=at)
    async with house.sessions.as_steward() as session:
        due = await claim(session, at=at)
    async with anyio.create_task_group() as together:
        for one in due:
            together.start_soon(deliver, house, pool, one, at)
    return lines + len(due)


async def deliver(house: House, pool: httpcore2.AsyncConnectionPool, due: Due, at: datetime) -> None:
    """Try one message once, and write down how that went."""
    status, trouble = await tried(house, pool, due)
    if trouble or status is None:
        log.info("webhook %s: %s", due.webhook.id, trouble)
    async with house.sessions.as_steward() as session:
        await answered(session, due.delivery.id, status, trouble, at=at)


async def tried(house: House, pool: httpcore2.AsyncConnectionPool, due: Due) -> tuple[int | None, str | None]:
    """The status a receiver answered with, or why there is none; nothing else of it is read."""
    now = datetime.now(UTC)
    try:
        secrets = good_secrets(due.webhook, house.seal, at=now)
    except NotSealedHereError:
        return None, "its secret was sealed with another SECRET_KEY: give it a new one"
    body = body_of(due.delivery)
    headers = headers_of(due.delivery, body, secrets, at=now)
    try:
        with anyio.fail_after(PATIENCE):
            async with pool.stream(
                "POST", due.webhook.url, headers=[*headers.items()], content=body
            ) as response:
                return response.status, None
    except TimeoutError:
        return None, f"no answer within {PATIENCE:.0f} s"
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError) as fault:
        return None, f"{type(fault).__name__}: {fault}"[:200]
