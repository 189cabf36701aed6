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
    reach: frozenset[str] | None = None
    """What a token of the authorization server was given to read; None for a key or a cookie."""
    for_museum: bool = False
    """Whether a program asks for its museum: then no person does, and its own id stands in their place."""
