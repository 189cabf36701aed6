"""Opaque tokens: 256 random bits to the holder, a hash to the database."""

import hashlib
import secrets
from datetime import timedelta

IDLE = timedelta(days=45)
LONGEST = timedelta(days=180)
RENEW = timedelta(hours=1)
PARTNER = "ust_"


def make_token(prefix: str = "") -> str:
    """A token; shown once, kept nowhere."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps. The token is random already, so one plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()
