"""A push with all its duties, written by hand: each capture hashed and signed, one statement for the rest."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exchange.ground.ids import uuid7

KEEP = (Path(__file__).parent / "by_hand" / "duties.sql").read_text()
SIGN = Ed25519PrivateKey.generate().sign
HEAD = urlsafe_b64encode(b'{"alg":"Ed25519","typ":"receipt+jws"}').rstrip(b"=")


async def keep(pool: "asyncpg.Pool[asyncpg.Record]", person: str, body: bytes) -> str:
    """Keep what a device captured, as whom the row security knows; the answers as JSON."""
    at = datetime.now(UTC)
    sent = orjson.dumps([ready(one, number, person, at) for number, one in enumerate(orjson.loads(body), 1)])
    async with pool.acquire() as connection:
        entering = f"begin; set local role understudy_app; select enter_as('{UUID(person)}')"
        await connection.execute(entering)
        row = await connection.fetchrow(KEEP, person, sent.decode(), at)
        await connection.execute("commit")
    assert row is not None
    results: str = row["results"]
    return results


def ready(one: dict[str, Any], seq: int, person: str, at: datetime) -> dict[str, Any]:
    """A capture with what is kept beside it."""
    digest = sha256(orjson.dumps(one, option=orjson.OPT_SORT_KEYS)).hexdigest()
    entity, moment = f"Observation:{one['id']}", at.isoformat()
    said = {"op": one["opId"], "entity": entity, "rev": 1, "sha256": digest, "person": person, "at": moment}
    signed = HEAD + b"." + urlsafe_b64encode(orjson.dumps(said)).rstrip(b"=")
    receipt = (signed + b"." + urlsafe_b64encode(SIGN(signed)).rstrip(b"=")).decode()
    line = {"act": "capture observation", "at": moment, "by": person, "changed": [entity]}
    beside = {
        "seq": seq,
        "sha256": digest,
        "receipt": receipt,
        "wording": uuid7(at),
        "line": json.dumps(line),
    }
    return one | beside
