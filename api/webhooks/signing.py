"""Signing messages as Standard Webhooks has it: by id, moment and body, with every secret that is good."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import orjson

from exchange.ground.sealing import Seal
from exchange.webhooks.tables import Delivery, Webhook

PREFIX = "whsec_"
PURPOSE = "webhook"
NAMES = {"shadowing-day": "ShadowingDay"}


def new_secret() -> bytes:
    """A secret that nobody has had before."""
    return secrets.token_bytes(32)


def shown(secret: bytes) -> str:
    """A secret as a receiver's library takes it."""
    return PREFIX + base64.b64encode(secret).decode()


def sealed(seal: Seal, secret: bytes) -> bytes:
    """A secret as it is kept."""
    return seal.close(PURPOSE, secret).encode()


def good_secrets(webhook: Webhook, seal: Seal, *, at: datetime) -> list[bytes]:
    """The secrets to sign with now: for a day after a change, the former one too."""
    kept = [webhook.secret]
    if webhook.former_secret is not None and webhook.former_until is not None and at < webhook.former_until:
        kept.append(webhook.former_secret)
    return [seal.open(PURPOSE, one.decode()) for one in kept]


def body_of(delivery: Delivery) -> bytes:
    """A message: what happened to which row, and when; its content is read through the graph."""
    kind, _, _ = delivery.what.partition(".")
    data = {
        "id": f"{NAMES.get(kind, kind.capitalize())}:{delivery.entity_id}",
        "scope": str(delivery.scope_id),
    }
    told = {"type": delivery.what, "timestamp": delivery.happened_at.isoformat(), "data": data}
    return orjson.dumps(told)


def headers_of(delivery: Delivery, body: bytes, secrets: list[bytes], *, at: datetime) -> dict[str, str]:
    """The headers that let a receiver know a message for ours, and for new."""
    name, moment = f"msg_{delivery.id.hex}", str(int(at.timestamp()))
    content = b".".join((name.encode(), moment.encode(), body))
    signed = (base64.b64encode(hmac.digest(secret, content, hashlib.sha256)).decode() for secret in secrets)
    return {
        "content-type": "application/json",
        "user-agent": "Understudy-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{one}" for one in signed),
    }
