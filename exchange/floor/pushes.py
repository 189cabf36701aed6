"""What a device sends in one push, how much of it is taken at once, and why a whole push may be held up."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Done

PROTOCOL = 1
VERSION_OF_OPS = 1
MOST_OPS = 50
MOST_BYTES = 256 * 1024
MOST_BYTES_AN_OP = 64 * 1024


class BlockReason(StrEnum):
    """Why nothing of a push was looked at."""

    AUTH_EXPIRED = "AUTH_EXPIRED"
    WRONG_USER = "WRONG_USER"
    DEVICE_REVOKED = "DEVICE_REVOKED"
    RATE_LIMITED = "RATE_LIMITED"
    READ_ONLY = "READ_ONLY"
    MAINTENANCE = "MAINTENANCE"


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something, when, and in which transaction.

    `wrote` are the wordings that the device itself had when it went on writing, by the name of the text.
    """

    session: AsyncSession
    by: UUID
    at: datetime
    captured_at: datetime
    wrote: Mapping[str, str] = field(default_factory=dict)


Act: TypeAlias = Callable[[Doing], Awaitable[Done]]


@dataclass(frozen=True, slots=True)
class Op:
    """One operation of a device: what it says in plain JSON, and the act that it asks for."""

    op_id: UUID
    seq: int
    prev_op: UUID | None
    v: int
    captured_at: datetime
    name: str
    said: Mapping[str, object]
    act: Act


@dataclass(frozen=True, slots=True)
class Push:
    """What one device of one person sends at once, and what it says about its queue."""

    person_id: UUID
    device_id: UUID
    ack_through: int
    waiting: int | None
    oldest_waiting_at: datetime | None
    ops: tuple[Op, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """Nothing of the push was looked at; the queue waits."""

    reason: BlockReason
    retry_after_ms: int | None = None
