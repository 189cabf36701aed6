"""Answering a whole push at once, when it brings nothing but captures and nothing stands in their way.

Twenty captures are twenty transactions by right: none of them may keep another one back. When all of them
can be done, one transaction comes to the same, and to a twentieth of the waiting for the disk. As soon as
anything is not as it should be, everything is undone here, and each goes its own way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied
from exchange.floor.capturing import lay_down
from exchange.floor.forms import check
from exchange.floor.observations import NewObservation
from exchange.floor.pushes import MOST_BYTES, MOST_OPS, Answered, Doing, Op, Push
from exchange.floor.receipts import written
from exchange.floor.statements import of_operation
from exchange.ground.recording import Act, Changed, record_all
from exchange.ground.stamp import Stamp
from exchange.ground.writing import into, told, write

IDS = ARRAY(Uuid())
AROUND = text(
    """select 'placement', id, id from placement where id = any(:placements) and participant_id = :by
       union all select 'day', id, placement_id from shadowing_day where id = any(:days)
       union all select 'prompt', id, placement_id from prompt where id = any(:prompts)
       union all select 'taken', id, placement_id from observation where id = any(:ids)"""
).bindparams(*(bindparam(name, type_=IDS) for name in ("placements", "days", "prompts", "ids")))


class NotAtOnceError(Exception):
    """Something stands in the way of one of them: each has to be looked at by itself."""


@dataclass(frozen=True, slots=True)
class Captured:
    """One capture as it will be kept: its operation, the answer, and what it changes."""

    op: Op
    applied: Applied
    changed: Sequence[Changed]


def is_plain(push: Push) -> bool:
    """Whether a push has several captures and nothing else, and no more than fits."""
    ops = push.ops
    return (
        1 < len(ops) <= MOST_OPS
        and all(op.captures is not None and op.prev_op is None for op in ops)
        and len({op.op_id for op in ops}) == len(ops)
        and sum(op.size for op in ops) <= MOST_BYTES
    )


async def answer_at_once(
    session: AsyncSession, push: Push, *, stamp: Stamp, at: datetime
) -> tuple[Answered, ...]:
    """Do every operation of a plain push in this transaction, or raise whatever stands in the way."""
    for op in push.ops:
        check(op)
    await look_around(session, push)
    with session.no_autoflush:
        done = [laid_down(session, push, op, stamp=stamp, at=at) for op in push.ops]
        await claim_all(session, push, done, at=at)
        await write(session)
    acts = [Act("capture observation", one.changed) for one in done]
    await record_all(session, acts, by=push.person_id, at=at)
    return tuple(Answered(one.op.op_id, one.applied) for one in done)


async def look_around(session: AsyncSession, push: Push) -> None:
    """Every placement is this person's own, days and prompts are of it, and no id is taken."""
    news = [op.captures for op in push.ops if op.captures]
    wanted = {fact for new in news for fact in facts(new)}
    given = {
        "placements": [new.placement_id for new in news],
        "days": [new.day_id for new in news if new.day_id],
        "prompts": [new.prompt_id for new in news if new.prompt_id],
        "ids": [new.id for new in news],
        "by": push.person_id,
    }
    found = {tuple(row) for row in await session.execute(AROUND, given)}
    if found != wanted:
        raise NotAtOnceError


def facts(new: NewObservation) -> list[tuple[str, UUID, UUID]]:
    """What has to be so for a capture."""
    of = new.placement_id
    named = (("placement", of), ("day", new.day_id), ("prompt", new.prompt_id))
    return [(kind, one, of) for kind, one in named if one is not None]


def laid_down(session: AsyncSession, push: Push, op: Op, *, stamp: Stamp, at: datetime) -> Captured:
    """Put the rows of a capture into the session, and make its answer."""
    assert op.captures is not None  # noqa: S101 - a plain push has only these
    applied, changed = lay_down(Doing(session, push.person_id, at, op.captured_at), op.captures)
    receipt = stamp.put_on(of_operation(push, op, applied, at=at))
    return Captured(op, replace(applied, receipt=receipt), changed)


async def claim_all(session: AsyncSession, push: Push, done: Sequence[Captured], *, at: datetime) -> None:
    """Put down all receipts; one that is there already belongs to an operation that came before."""
    rows = [
        {
            "person_id": push.person_id,
            "op_id": one.op.op_id,
            "device_id": push.device_id,
            "seq": one.op.seq,
            "payload_sha256": one.op.digest,
            "answer": written(one.applied),
            "recorded_at": at,
        }
        for one in done
    ]
    put = await session.execute(
        into("receipt", "on conflict do nothing returning op_id"), {"rows": told(rows)}
    )
    if len(put.all()) < len(done):
        raise NotAtOnceError
