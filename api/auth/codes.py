"""Sign-in codes: eight characters, ten minutes, five tries, and only in the browser that asked."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

LIFE = timedelta(minutes=10)
TRIES = 5
AN_HOUR_FROM_ONE_PLACE = 5
AN_HOUR = 30
LONGEST = 254  # an address, RFC 5321
CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another
LENGTH = 8
MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def make_code() -> str:
    """Eight characters, one of a million million; nobody guesses it in five tries."""
    return "".join(secrets.choice(CHARACTERS) for _ in range(LENGTH))


def spelled(code: str) -> str:
    """A code as people read it: in two groups."""
    return f"{code[:4]}-{code[4:]}"


def as_typed(given: str) -> str:
    """The code somebody typed, whatever they made of its case, its dash and its look-alikes."""
    return "".join(each for each in given.upper() if each.isalnum()).translate(MISTAKEN)


def hashed(secret: bytes, *parts: str) -> bytes:
    """What is kept of a secret thing: worth nothing without the installation's key, or for another use."""
    return hmac.digest(secret, "\0".join(parts).encode(), hashlib.sha256)


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
