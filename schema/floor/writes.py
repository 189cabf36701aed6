"""The one mutation: a device pushes what was done on it."""

from datetime import datetime
from typing import Annotated, TypedDict, assert_never
from uuid import UUID

import strawberry
from graphql import GraphQLError

from exchange.floor.answers import Applied, Merged, NeedsUser, Rejected, Retry
from exchange.floor.losing import is_lost, report_lost
from exchange.floor.pushes import PROTOCOL, Answered, Blocked, BlockReason
from exchange.floor.pushing import take
from exchange.floor.troubles import LATER
from exchange.ground.refusals import Refused
from schema.context import Context, Info
from schema.floor.ops import PushInput
from schema.floor.results import (
    FieldConflict,
    OpApplied,
    OpMerged,
    OpNeedsUser,
    OpRejected,
    OpResult,
    OpRetry,
    PushBlocked,
    PushOutcome,
    PushResult,
)
from schema.gate import NotNowError


class Head(TypedDict):
    """What every answer begins with."""

    op_id: UUID
    duplicate: bool


Taken = Annotated[
    PushInput, strawberry.argument(description="The operations, and what the device says of itself.")
]


async def push(info: Info, input: Taken) -> PushResult:
    """Take one push, as the person who is signed in."""
    return await taken(info.context, input)


async def taken(context: Context, input: PushInput) -> PushResult:
    """What becomes of a push, sent by whoever the context knows."""
    if context.person_id is None:
        return await nobody(context, input.device_id)
    if input.protocol != PROTOCOL:
        return PushBlocked(reason=BlockReason.MAINTENANCE, retry_after_ms=LATER)
    if not context.room():
        return PushBlocked(reason=BlockReason.READ_ONLY, retry_after_ms=LATER)
    at = context.now()
    try:
        async with context.gate.pushing(len(input.ops)):
            given = input.push(context.person_id, context.stepped_up)
            came = await take(context.sessions, given, stamp=context.stamp, at=at)
    except NotNowError as no:
        return PushBlocked(reason=BlockReason.RATE_LIMITED, retry_after_ms=no.after_ms)
    if isinstance(came, Blocked):
        return PushBlocked(reason=came.reason, retry_after_ms=came.retry_after_ms)
    return PushOutcome(
        results=[result(one) for one in came.answers],
        echo=[op.op_id for op in input.ops],
        server_time=at,
        feed_epoch=came.feed_epoch,
        durable_through=came.durable_through,
        backed_up_until=came.backed_up_until,
    )


async def nobody(context: Context, device_id: UUID) -> PushBlocked:
    """Nobody is signed in; a device that was reported lost hears that it is, and not only that."""
    async with context.sessions.app.begin() as session:
        lost = await is_lost(session, device_id)
    reason = BlockReason.DEVICE_REVOKED if lost else BlockReason.AUTH_EXPIRED
    return PushBlocked(reason=reason, retry_after_ms=None)


Lost = Annotated[UUID, strawberry.argument(description="The device, by the UUID that it pushes with.")]


async def lose(info: Info, device_id: Lost) -> datetime:
    """Report a device of one's own lost."""
    context = info.context
    if context.person_id is None:
        raise GraphQLError("Sign in first.", extensions={"code": "UNAUTHENTICATED"})
    try:
        async with context.sessions.as_person(context.person_id) as session:
            by, sparing = context.person_id, context.session
            return await report_lost(session, device_id, by=by, sparing=sparing, at=context.now())
    except Refused as no:
        raise GraphQLError(no.sentence, extensions={"code": no.code, "field": no.field}) from None


def result(answered: Answered) -> OpResult:
    """An answer as the graph gives it."""
    head: Head = {"op_id": answered.op_id, "duplicate": answered.duplicate}
    match answered.answer:
        case Applied(entity, rev, receipt=receipt):
            return OpApplied(**head, entity=strawberry.ID(entity), rev=rev, receipt=receipt)
        case Merged(entity, rev, kept, receipt=receipt):
            pairs = [FieldConflict(field=one.field, mine=one.mine, theirs=one.theirs) for one in kept]
            return OpMerged(**head, entity=strawberry.ID(entity), rev=rev, kept=pairs, receipt=receipt)
        case NeedsUser(code, sentence, _, current):
            return OpNeedsUser(**head, code=code, sentence=sentence, current=current)
        case Retry(code, after_ms):
            return OpRetry(**head, code=code, after_ms=after_ms)
        case Rejected(code, sentence, kept_as, field):
            quarantine_id = strawberry.ID(str(kept_as))
            return OpRejected(**head, code=code, sentence=sentence, field=field, quarantine_id=quarantine_id)
    assert_never(answered.answer)


@strawberry.type
class FloorWrites:
    """What can be done on the floor."""

    push: PushResult = strawberry.mutation(
        resolver=push,
        description="Hand over what was done on a device. Each operation is a transaction of its own and "
        "takes effect exactly once, however often it is sent; the answer comes after it is on the disk.",
    )
    report_lost: datetime = strawberry.mutation(
        resolver=lose,
        description="Report a device of your own lost: from now on it sends and reads nothing, and it is "
        "told to forget what it holds. You are signed out everywhere but here. Answers since when it is "
        "lost.",
    )
