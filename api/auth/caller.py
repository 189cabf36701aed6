"""Who asks, and through which door."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and through which door; nobody is a caller too."""

    person_id: UUID | None
    partner: bool
    token: bytes = b""
    """What they came with, as it is remembered: its kind and its hash."""
