"""What a push answers: an answer for every operation, or why the whole push was held up."""

from datetime import datetime
from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from exchange.floor.answers import NeedsUserCode, RejectCode, RetryCode
from exchange.floor.pushes import BlockReason
from schema.described import told_interface, told_type
from schema.engine.mapping import choice

choice(
    BlockReason,
    AUTH_EXPIRED="Nobody is signed in: sign in, then send the same again.",
    WRONG_USER="This device's queue belongs to somebody else: it can only be sent by them.",
    DEVICE_REVOKED="This device was reported lost; it should forget what it holds.",
    RATE_LIMITED="Too many pushes; wait `retryAfterMs`.",
    READ_ONLY="The museum can read but not write just now; wait.",
    MAINTENANCE="The museum does not speak this protocol just now; wait, or load the app anew.",
)
choice(
    NeedsUserCode,
    STATUS_MOVED="It has moved on meanwhile, and what was asked is out of reach from there.",
    DELETE_HIDES_UNSEEN="Somebody wrote something here that may not have been read.",
    CONSENT_MISSING="Somebody in it has not agreed yet.",
    TARGET_CLOSED="It was taken away meanwhile.",
    PHOTO_UNREADABLE="The photo cannot be opened; its bytes are kept.",
    STEP_UP="It reaches far: show first that it is you.",
)
choice(
    RetryCode,
    BUSY="Something stood in the way; it will not for long.",
    OUT_OF_ORDER="The operation before it on the same entry has not arrived yet.",
    DEPENDENCY_MISSING="It needs something whose own operation has not arrived yet.",
    OVERLOADED="Too much at once; send the rest later.",
    DB_UNAVAILABLE="The museum's database does not answer.",
)
choice(
    RejectCode,
    NOT_FOUND_OR_FORBIDDEN="It is not there, or not for this person: the two are never told apart.",
    INVALID="A rule says no; `field` names the field when one is at fault.",
    OP_ID_REUSED="Another operation was sent under this id.",
    ID_TAKEN="Something else has this id: make another.",
    TOO_LARGE="It is larger than an operation may be.",
    UNKNOWN_OP="The museum does not know this version of the operation.",
)

RECEIPT = (
    "The museum's signed word that it is here, a JWS; null where it was answered before receipts were signed."
)


@told_interface
class OpAnswer:
    """The answer to one operation. Which of the five types it is says what the device does next."""

    op_id: UUID = strawberry.field(description="The operation.")
    duplicate: bool = strawberry.field(description="It was answered before; this is that answer.")


@told_type
class OpApplied(OpAnswer):
    """Done, and on the museum's disk."""

    entity: strawberry.ID = strawberry.field(description="The entry it belongs to.")
    rev: int = strawberry.field(description="The entry's `rev` now.")
    receipt: str | None = strawberry.field(description=RECEIPT)


@told_type
class FieldConflict:
    """Two wordings of one text that do not fit together. Both are kept; `mine` stands in the entry."""

    field: str = strawberry.field(description="The name of the text.")
    mine: str = strawberry.field(description="The wording that was sent.")
    theirs: str = strawberry.field(description="The wording that stood there.")


@told_type
class OpMerged(OpAnswer):
    """Done, beside a change made elsewhere; every wording is kept among the entry's versions."""

    entity: strawberry.ID = strawberry.field(description="The entry it belongs to.")
    rev: int = strawberry.field(description="The entry's `rev` now.")
    receipt: str | None = strawberry.field(description=RECEIPT)
    kept: list[FieldConflict] = strawberry.field(description="What did not fit together; empty when it did.")


@told_type
class OpNeedsUser(OpAnswer):
    """Not done, nothing changed: the person has to say what should happen."""

    code: NeedsUserCode = strawberry.field(description="Why, for programs.")
    sentence: str = strawberry.field(description="Why, for people.")
    current: str | None = strawberry.field(description="What stands there now.")


@told_type
class OpRetry(OpAnswer):
    """Not done, nothing changed: send the same again later."""

    code: RetryCode = strawberry.field(description="Why, for programs.")
    after_ms: int = strawberry.field(description="After how many milliseconds.")


@told_type
class OpRejected(OpAnswer):
    """Not done and never will be; the museum keeps the operation whole, never only on a phone."""

    code: RejectCode = strawberry.field(description="Why, for programs.")
    sentence: str = strawberry.field(description="Why, for people.")
    field: str | None = strawberry.field(description="The field at fault, when it is one.")
    quarantine_id: strawberry.ID = strawberry.field(description="Where the museum keeps it.")


OpResult: TypeAlias = Annotated[
    OpApplied | OpMerged | OpNeedsUser | OpRetry | OpRejected,
    strawberry.union("OpResult", description="The answer to one operation."),
]


@told_type
class PushOutcome:
    """Every operation of the push has its answer."""

    results: list[OpResult] = strawberry.field(description="One answer for each operation, in order.")
    echo: list[UUID] = strawberry.field(
        description="The ids of all operations sent: without them, this is not the museum's answer."
    )
    server_time: datetime = strawberry.field(description="What time it is at the museum.")
    feed_epoch: UUID = strawberry.field(
        description="Which life of the database this is; after a restore it is another."
    )
    durable_through: int = strawberry.field(
        description="The last `seq` of this device in a verified backup; 0 while there is none."
    )
    backed_up_until: datetime | None = strawberry.field(
        description="Photos received before this moment are in a verified backup; null while there is none."
    )


@told_type
class PushBlocked:
    """Nothing was looked at and nothing changed: the queue waits."""

    reason: BlockReason = strawberry.field(description="Why.")
    retry_after_ms: int | None = strawberry.field(description="After how many milliseconds to try again.")


PushResult: TypeAlias = Annotated[
    PushOutcome | PushBlocked,
    strawberry.union("PushResult", description="What a push answers."),
]
