"""Setting an operation aside that the museum cannot take: kept whole, so that nothing is only on a phone."""

from datetime import datetime
from uuid import uuid5

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import RejectCode, Rejected, RetryCode
from exchange.floor.pushes import Op, Push
from exchange.floor.synced import QuarantinedOp
from exchange.floor.troubles import Held
from exchange.ground.refusals import Refused

MOST_BYTES_A_PERSON = 5 * 1024 * 1024
AN_HOUR = 3_600_000


def rejection(push: Push, op: Op, no: Refused) -> Rejected:
    """What the device is told; the same operation sent again is kept under the same id."""
    code = RejectCode(no.code) if no.code in RejectCode.__members__ else RejectCode.INVALID
    kept_as = uuid5(push.person_id, f"{op.op_id} {op.digest.hex()}")
    return Rejected(code, no.sentence, kept_as, no.field)


async def set_aside(session: AsyncSession, push: Push, op: Op, given: Rejected, *, at: datetime) -> None:
    """Keep the operation, once.

    When a person has too much of it here already, the operation stays on the device, which is told to wait:
    saying that it is kept would not be true.
    """
    if await session.get(QuarantinedOp, given.quarantine_id):
        return
    lengths = select(func.coalesce(func.sum(func.length(QuarantinedOp.payload)), 0))
    so_far = await session.scalar(lengths.where(QuarantinedOp.person_id == push.person_id)) or 0
    if so_far + len(op.payload) > MOST_BYTES_A_PERSON:
        raise Held(RetryCode.OVERLOADED, AN_HOUR)
    session.add(
        QuarantinedOp(
            id=given.quarantine_id,
            person_id=push.person_id,
            device_id=push.device_id,
            op_id=op.op_id,
            code=given.code,
            sentence=given.sentence,
            payload=op.payload,
            at=at,
        )
    )
