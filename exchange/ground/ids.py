"""Identifiers: made where the thing is made, ordered by time, never a proof of anything."""

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(at: datetime, chance: bytes | None = None) -> UUID:
    """A version 7 UUID for this moment (RFC 9562): 48 bits of milliseconds, then 74 bits of chance."""
    milliseconds = (at - EPOCH) // timedelta(milliseconds=1) & ((1 << 48) - 1)
    random = int.from_bytes(chance or os.urandom(10)) & ((1 << 80) - 1)
    value = milliseconds << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def moment_of(id: UUID) -> datetime:
    """When a version 7 UUID says that it was made."""
    return EPOCH + timedelta(milliseconds=id.int >> 80)
