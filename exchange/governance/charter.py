"""A charter: its four policies, the hash by which its content is known, and whether it is in force."""

import hashlib
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from exchange.governance.tables import Charter
from exchange.ground.refusals import Refused

TIME_TO_RATIFY = timedelta(days=60)
"""How long a version stays in force beside the one that follows it."""
MOST_OF_A_TEXT = 60_000
MOST_OF_A_POLICY = 20_000
SEPARATOR = b"\0"


@dataclass(frozen=True, slots=True)
class Content:
    """What a version of the charter says: its text in Markdown, and its policies."""

    text: str
    conflicts: str
    photography: str
    equity: str
    compensation: str


def hash_of(content: Content) -> str:
    """The SHA-256 of a version's content: whoever signs names what they read by it."""
    return hashlib.sha256(SEPARATOR.join(part.encode() for part in astuple(content))).hexdigest()


def check_content(content: Content) -> None:
    """Refuses a charter that says nothing, leaves a policy out, or has no end."""
    if not 1 <= len(content.text.strip()) <= MOST_OF_A_TEXT:
        raise Refused("INVALID", f"A charter has 1 to {MOST_OF_A_TEXT:,} characters.", "text")
    for name in ("conflicts", "photography", "equity", "compensation"):
        if not 1 <= len(getattr(content, name).strip()) <= MOST_OF_A_POLICY:
            raise Refused("INVALID", f"A policy has 1 to {MOST_OF_A_POLICY:,} characters.", name)


def in_force(charter: Charter, *, at: datetime) -> bool:
    """Whether a version may be relied on at this moment."""
    return charter.published_at <= at and (charter.until is None or at < charter.until)
