"""Answering one operation: its effect, its receipt, the journal and the feed in one transaction, or nothing.

The receipt goes in first. Its primary key is the queue for the same operation sent several times at once:
the second waits there until the first has committed, and then finds the answer; or until it has failed, and
then goes on itself.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import (
    Applied,
    Done,
    Final,
    Merged,
    NeedsUser,
    NeedsYou,
    Rejected,
    Retry,
    RetryCode,
    unseen,
)
from exchange.floor.debriefed import Debrief
from exchange.floor.forms import check
from exchange.floor.keeping import Entry
from exchange.floor.pushes import Answered, Doing, Op, Push
from exchange.floor.quarantining import rejection, set_aside
from exchange.floor.receipts import read, written
from exchange.floor.statements import of_operation
from exchange.floor.tables import Commitment, Observation
from exchange.floor.troubles import LATER, SOON, Held, meaning, takes_an_id, takes_nothing_in
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from exchange.ground.tables import Receipt

ENTRIES: Mapping[str, type[Entry | Debrief]] = {
    "Observation": Observation,
    "Commitment": Commitment,
    "Debrief": Debrief,
}
LOG = logging.getLogger(__name__)


async def answer(sessions: Sessions, push: Push, op: Op, *, stamp: Stamp, at: datetime) -> Answered:
    """Do one operation, or say why not. Whatever happens, the others go on, unless there is no more room."""
    try:
        check(op)
        return await once_more(sessions, push, op, stamp=stamp, at=at)
    except Exception as trouble:
        if takes_nothing_in(trouble):
            raise
        meant = meaning(trouble, op.said)
        if meant is None:
            LOG.exception("Nobody foresaw this: %s, operation %s.", op.name, op.op_id)
        if not isinstance(meant, Refused):
            return Answered(op.op_id, meant or Retry(RetryCode.BUSY, LATER))
        no = meant
    try:
        return await refuse(sessions, push, op, no, at=at)
    except Exception as trouble:
        if takes_nothing_in(trouble):
            raise
        meant = meaning(trouble, op.said)
        if not isinstance(meant, Retry):
            LOG.exception("A refusal could not be kept: %s, operation %s.", op.name, op.op_id)
            meant = Retry(RetryCode.BUSY, LATER)
        return Answered(op.op_id, meant)


async def once_more(sessions: Sessions, push: Push, op: Op, *, stamp: Stamp, at: datetime) -> Answered:
    """Do one operation; if another took its id at this very moment, do it again and see whose it is."""
    try:
        return await do(sessions, push, op, stamp=stamp, at=at)
    except IntegrityError as trouble:
        if not takes_an_id(trouble):
            raise
    return await do(sessions, push, op, stamp=stamp, at=at)


async def do(sessions: Sessions, push: Push, op: Op, *, stamp: Stamp, at: datetime) -> Answered:
    """Do one operation in one transaction; it is answered only after the transaction has committed."""
    async with sessions.as_person(push.person_id) as session:
        if earlier := await claim(session, push, op, {}, at=at):
            return Answered(op.op_id, earlier, duplicate=True)
        before = await answer_before(session, push, op)
        wrote = before.wrote if before else {}
        done = await op.act(Doing(session, push.person_id, at, op.captured_at, wrote, push.stepped_up))
        if before and before.entity == done.entity:
            done = replace(done, wrote={**wrote, **done.wrote})
        done = replace(done, receipt=stamp.put_on(of_operation(push, op, done, at=at)))
        receipt = Receipt.person_id == push.person_id, Receipt.op_id == op.op_id
        await session.execute(update(Receipt).where(*receipt).values(answer=written(done)))
    return Answered(op.op_id, done)


async def refuse(sessions: Sessions, push: Push, op: Op, no: Refused, *, at: datetime) -> Answered:
    """Keep a refusal; under an id that was another operation's before, it is the id that is refused."""
    try:
        return await keep_refusal(sessions, push, op, no, at=at)
    except Refused as reused:
        return await keep_refusal(sessions, push, op, reused, at=at)


async def keep_refusal(sessions: Sessions, push: Push, op: Op, no: Refused, *, at: datetime) -> Answered:
    """Keep the answer to what was undone, and the operation itself unless its person decides about it."""
    given = no.answer if isinstance(no, NeedsYou) else rejection(push, op, no)
    async with sessions.as_person(push.person_id) as session:
        if no.code != "OP_ID_REUSED" and (earlier := await claim(session, push, op, written(given), at=at)):
            return Answered(op.op_id, earlier, duplicate=True)
        if isinstance(given, Rejected):
            await set_aside(session, push, op, given, at=at)
    return Answered(op.op_id, given)


async def claim(
    session: AsyncSession, push: Push, op: Op, given: Mapping[str, object], *, at: datetime
) -> Final | None:
    """Put down the receipt of an operation, or find the answer that it was given before."""
    put = await session.execute(
        insert(Receipt)
        .values(
            person_id=push.person_id,
            op_id=op.op_id,
            device_id=push.device_id,
            seq=op.seq,
            payload_sha256=op.digest,
            answer=dict(given),
            recorded_at=at,
        )
        .on_conflict_do_nothing()
        .returning(Receipt.op_id)
    )
    if put.scalar() is not None:
        return None
    receipt = await session.get_one(Receipt, (push.person_id, op.op_id))
    if receipt.payload_sha256 != op.digest:
        raise Refused("OP_ID_REUSED", "Another operation was sent under this id.", "opId")
    return await as_seen_now(session, read(receipt.answer))


async def answer_before(session: AsyncSession, push: Push, op: Op) -> Done | None:
    """What the operation before this one on the same entry came to; it has to be answered first."""
    if op.prev_op is None:
        return None
    receipt = await session.get(Receipt, (push.person_id, op.prev_op))
    if receipt is None:
        raise Held(RetryCode.OUT_OF_ORDER, SOON)
    before = read(receipt.answer)
    return before if isinstance(before, Applied | Merged) else None


async def as_seen_now(session: AsyncSession, given: Final) -> Final:
    """An answer of earlier, without the words of an entry that this person may no longer see."""
    if not isinstance(given, Merged | NeedsUser):
        return given
    kind, _, named = given.entity.partition(":")
    here = await session.get(ENTRIES[kind], UUID(named))
    return given if here else unseen(given)
