"""What a device sends in one push, how much of it is taken at once, and why a whole push may be held up."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Answer, Done
from exchange.floor.observations import NewObservation
from exchange.people.proving import nobody_has_shown

PROTOCOL = 1
VERSION_OF_OPS = 1
MOST_OPS = 50
MOST_BYTES = 256 * 1024
MOST_BYTES_AN_OP = 128 * 1024
IN_ASCII = json.JSONEncoder(sort_keys=True).encode
IN_UNICODE = json.JSONEncoder(ensure_ascii=False).encode


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
    `stepped_up` refuses whoever has not just shown that it is them: for what reaches far.
    """

    session: AsyncSession
    by: UUID
    at: datetime
    captured_at: datetime
    wrote: Mapping[str, str] = field(default_factory=dict)
    stepped_up: Callable[[], Awaitable[None]] = nobody_has_shown


Act: TypeAlias = Callable[[Doing], Awaitable[Done]]


@dataclass(frozen=True)
class Op:
    """One operation of a device: what it says in plain JSON, and the act that it asks for."""

    op_id: UUID
    seq: int
    prev_op: UUID | None
    v: int
    captured_at: datetime
    name: str
    said: Mapping[str, Any]
    act: Act
    captures: NewObservation | None = None
    """What it captures, when it is a capture."""

    @cached_property
    def payload(self) -> str:
        """The whole operation as JSON in plain ASCII, so that it can be kept whatever is in it."""
        head = {"opId": str(self.op_id), "seq": self.seq, "prevOp": self.prev_op and str(self.prev_op)}
        return IN_ASCII(head | self.content)

    @cached_property
    def size(self) -> int:
        """How many bytes its content has as JSON in UTF-8."""
        return len(IN_UNICODE(self.content).encode(errors="surrogatepass"))

    @cached_property
    def digest(self) -> bytes:
        """What tells whether the same operation is sent again.

        Not its place in the queue: a device that has had an answer meanwhile may name another operation
        before it.
        """
        return sha256(IN_ASCII(self.content).encode()).digest()

    @cached_property
    def content(self) -> dict[str, object]:
        """What is to be done, apart from the operation's place in the queue."""
        captured_at = self.captured_at.isoformat()
        return {"v": self.v, "capturedAt": captured_at, "do": {self.name: self.said}}

    @cached_property
    def makes(self) -> frozenset[str]:
        """The ids of what it makes or changes."""
        return frozenset(under("id", self.said))

    @cached_property
    def names(self) -> frozenset[str]:
        """Every text in it that may be an id."""
        return frozenset(under(None, self.said))


def under(key: str | None, said: Any) -> Iterator[str]:
    """The texts that stand under this key, however deep; all texts for no key."""
    if isinstance(said, Mapping):
        for name, value in said.items():
            if isinstance(value, str):
                if key in (None, name):
                    yield value
            else:
                yield from under(key, value)
    elif isinstance(said, list):
        for value in said:
            if isinstance(value, str):
                if key is None:
                    yield value
            else:
                yield from under(key, value)


@dataclass(frozen=True, slots=True)
class Push:
    """What one device of one person sends at once, and what it says about its queue."""

    person_id: UUID
    device_id: UUID
    ack_through: int
    waiting: int | None
    oldest_waiting_at: datetime | None
    ops: tuple[Op, ...]
    stepped_up: Callable[[], Awaitable[None]] = nobody_has_shown


@dataclass(frozen=True, slots=True)
class Blocked:
    """Nothing of the push was looked at; the queue waits."""

    reason: BlockReason
    retry_after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An operation with its answer; `duplicate` when it had been answered before."""

    op_id: UUID
    answer: Answer
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every operation of a push with its answer, and which life of the database gave them."""

    answers: tuple[Answered, ...]
    feed_epoch: UUID
    durable_through: int = 0
    backed_up_until: datetime | None = None
