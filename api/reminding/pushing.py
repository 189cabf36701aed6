"""Pushing to one browser: its sealed address, what is said to its push service, and what that answers."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Self

import anyio
import httpcore2
import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from api.house import House
from api.reminding.encryption import encrypted
from api.reminding.vapid import authorization
from exchange.ground.sealing import NotSealedHereError, Seal
from exchange.reminding.tables import PushSubscription, Reminder

PURPOSE = "push subscription"
PATIENCE = 15.0
LIVES = 3 * 24 * 3600
"""Seconds for which a push service keeps it for a phone that is off; later it is no news."""
PADDED = 128
"""All messages are as long as each other: their length says nothing."""


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a browser is pushed to, and the keys by which it alone reads."""

    endpoint: str
    theirs: bytes
    secret: bytes

    def sealed(self, seal: Seal) -> bytes:
        """As it is kept."""
        said = {"endpoint": self.endpoint, "theirs": self.theirs.hex(), "secret": self.secret.hex()}
        return seal.close(PURPOSE, orjson.dumps(said)).encode()

    @classmethod
    def opened(cls, seal: Seal, sealed: bytes) -> Self:
        """As it was."""
        said = orjson.loads(seal.open(PURPOSE, sealed.decode()))
        return cls(said["endpoint"], bytes.fromhex(said["theirs"]), bytes.fromhex(said["secret"]))


def content_of(reminder: Reminder) -> bytes:
    """What is pushed: the kind and an id; the words are made by the browser that reads it."""
    return orjson.dumps({"kind": reminder.kind.value, "id": str(reminder.subject_id)}).ljust(PADDED)


async def push(
    house: House, pool: httpcore2.AsyncConnectionPool, reminder: Reminder, known: PushSubscription
) -> tuple[int | None, str]:
    """Try one browser once: the status its push service answered with, or why there is none."""
    try:
        browser = Browser.opened(house.seal, known.sealed)
    except NotSealedHereError:
        return 410, "it was sealed with another SECRET_KEY"
    body = encrypted(
        content_of(reminder),
        theirs=browser.theirs,
        secret=browser.secret,
        ours=ec.generate_private_key(ec.SECP256R1()),
        salt=os.urandom(16),
    )
    headers = headers_of(house, browser.endpoint, reminder, at=datetime.now(UTC))
    try:
        with anyio.fail_after(PATIENCE):
            async with pool.stream(
                "POST", browser.endpoint, headers=[*headers.items()], content=body
            ) as said:
                return said.status, f"it answered {said.status}"
    except TimeoutError:
        return None, f"no answer within {PATIENCE:.0f} s"
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError) as fault:
        return None, f"{type(fault).__name__}: {fault}"[:200]


def headers_of(house: House, endpoint: str, reminder: Reminder, *, at: datetime) -> dict[str, str]:
    """How long it is worth sending, and by what a second copy takes the place of the first."""
    same = f"{reminder.kind} {reminder.subject_id} {reminder.on_date}"
    contact = f"mailto:{house.settings.mail_from}"
    return {
        "authorization": authorization(house.vapid, endpoint, contact, at=at),
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "ttl": str(LIVES),
        "urgency": "normal",
        "topic": sha256(same.encode()).hexdigest()[:32],
    }
