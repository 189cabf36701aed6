"""What an operation is answered: done, merged, your turn, again later, or kept aside.

An answer is kept in the receipt as JSON, so that a repetition gets the very same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from exchange.ground.refusals import Refused


class NeedsUserCode(StrEnum):
    """Why only the person can say what should happen now."""

    STATUS_MOVED = "STATUS_MOVED"
    DELETE_HIDES_UNSEEN = "DELETE_HIDES_UNSEEN"
    CONSENT_MISSING = "CONSENT_MISSING"
    TARGET_CLOSED = "TARGET_CLOSED"
    PHOTO_UNREADABLE = "PHOTO_UNREADABLE"
    STEP_UP = "STEP_UP"


class RetryCode(StrEnum):
    """Why the same operation may well succeed later."""

    BUSY = "BUSY"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    DEPENDENCY_MISSING = "DEPENDENCY_MISSING"
    OVERLOADED = "OVERLOADED"
    DB_UNAVAILABLE = "DB_UNAVAILABLE"


class RejectCode(StrEnum):
    """Why the museum cannot take this operation, now or later."""

    NOT_FOUND_OR_FORBIDDEN = "NOT_FOUND_OR_FORBIDDEN"
    INVALID = "INVALID"
    OP_ID_REUSED = "OP_ID_REUSED"
    ID_TAKEN = "ID_TAKEN"
    TOO_LARGE = "TOO_LARGE"
    UNKNOWN_OP = "UNKNOWN_OP"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two wordings of one text that do not fit together; both are kept."""

    field: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Applied:
    """Done. `entity` is the entry it belongs to, `rev` that entry's number now.

    `wrote` stays in the museum: the wording each text had on the device after this operation, so that
    the next operation of the device is merged against what the device showed. `receipt` is the museum's
    signed word for it.
    """

    entity: str
    rev: int
    wrote: Mapping[str, str] = field(default_factory=dict)
    receipt: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Merged:
    """Done, beside a change made elsewhere; `kept` are the wordings that did not fit together."""

    entity: str
    rev: int
    kept: tuple[Conflict, ...] = ()
    wrote: Mapping[str, str] = field(default_factory=dict)
    receipt: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NeedsUser:
    """Not done, nothing changed: the person has to look at it. `current` is what stands there now."""

    code: NeedsUserCode
    sentence: str
    entity: str
    current: str | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """Not done, nothing changed: send the same again after a while."""

    code: RetryCode
    after_ms: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not done and never will be; the operation is kept whole in the museum, under `quarantine_id`."""

    code: RejectCode
    sentence: str
    quarantine_id: UUID
    field: str | None = None


Done: TypeAlias = Applied | Merged
Final: TypeAlias = Done | NeedsUser | Rejected
Answer: TypeAlias = Final | Retry


class NeedsYou(Refused):
    """A no that its person can turn into a yes: nothing was kept, and nothing needs setting aside."""

    def __init__(self, code: NeedsUserCode, sentence: str, entity: str, current: str | None = None) -> None:
        """Say what stands there now, so that the person can choose."""
        super().__init__(code, sentence)
        self.answer = NeedsUser(code, sentence, entity, current)


def unseen(answer: Final) -> Final:
    """The same answer for somebody who may no longer see its entry: without a word from it."""
    match answer:
        case Merged():
            return replace(answer, kept=())
        case NeedsUser():
            # The sentence of a step may name the state that it was in.
            return replace(answer, sentence="This is not here any more.", current=None)
        case _:
            return answer
