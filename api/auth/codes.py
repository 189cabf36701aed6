"""Sign-in codes: six digits, ten minutes, five tries."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

LIFE = timedelta(minutes=10)
TRIES = 5
PER_HOUR = 5
LONGEST = 254  # an address, RFC 5321


def make_code() -> str:
    """Six digits nobody can guess in five tries."""
    return f"{secrets.randbelow(1_000_000):06d}"


def hashed(secret: bytes, email: str, code: str) -> bytes:
    """What is kept of a code: worth nothing without the installation's secret, or for another address."""
    return hmac.digest(secret, f"code\0{email}\0{code}".encode(), hashlib.sha256)


def opens(kept: bytes, given: bytes, *, tries: int, expires_at: datetime, at: datetime) -> bool:
    """Whether a code opens the door; the comparison takes as long for any wrong one."""
    same = hmac.compare_digest(kept, given)
    return same and tries <= TRIES and at < expires_at


def tidy_email(given: object) -> str | None:
    """The address as it is kept, or None when this cannot be one."""
    if not isinstance(given, str) or len(given) > LONGEST:
        return None
    email = given.strip().lower()
    name, at, host = email.rpartition("@")
    fine = bool(name and at and host) and email.isprintable() and " " not in email
    return email if fine else None
