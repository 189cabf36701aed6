"""Answering a whole push at once, when it brings nothing but captures and nothing stands in their way.

Twenty captures are twenty transactions by right: none of them may keep another one back. When all of them
can be done, one transaction comes to the same, and to a twentieth of the waiting for the disk; and one
statement in it does everything. As soon as anything is not as it should be, all of it is undone here, and
each goes its own way.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, TextClause, Uuid, bindparam, text

from exchange.floor.answers import Applied
from exchange.floor.capturing import captured
from exchange.floor.forms import check
from exchange.floor.observations import NewObservation
from exchange.floor.pushes import MOST_BYTES, MOST_OPS, Answered, Op, Outcome, Push
from exchange.floor.receipts import written
from exchange.floor.statements import of_operation
from exchange.ground.recording import APPEND, Act, Changed, logs_of
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from exchange.ground.writing import Rows, count, part, texts, told

IDS = [bindparam(name, type_=ARRAY(Uuid())) for name in ("placements", "days", "prompts", "pictured")]
GREETED = """
    insert into device as known (id, person_id, made_at, seen_at, acked_through, waiting, oldest_waiting_at)
    values (:device, :by, :at, :at, :through, :waiting, :oldest)
        on conflict (id) do update
       set seen_at = excluded.seen_at, waiting = excluded.waiting,
           acked_through = greatest(known.acked_through, excluded.acked_through),
           oldest_waiting_at = excluded.oldest_waiting_at
     where known.person_id = excluded.person_id and known.revoked_at is null
    returning durable_through"""
AROUND = """
    select 'placement ' || id as fact from placement
      where id = any(:placements) and participant_id = :by and id = any((select my_scopes())::uuid[])
     union all select concat_ws(' ', 'day', id, placement_id) from shadowing_day where id = any(:days)
     union all select concat_ws(' ', 'prompt', id, placement_id) from prompt where id = any(:prompts)
     union all select concat_ws(' ', 'rule', photo_rule.id) from photo_rule
      join placement on placement.host_id = photo_rule.museum_id where placement.id = any(:pictured)"""
"""The last line stands in the way: where a museum has rules for photos, each capture is held against them."""
QUIETLY = "on conflict do nothing"


class NotAtOnceError(Exception):
    """Something stands in the way of one of them: each has to be looked at by itself."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One capture as it will be kept: its operation, its answer, its rows, and what it changes."""

    op: Op
    applied: Applied
    rows: Rows
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


async def take_at_once(sessions: Sessions, push: Push, *, stamp: Stamp, at: datetime) -> Outcome:
    """Do every operation of a plain push in one transaction, or raise whatever stands in the way."""
    done = [ready(push, op, stamp=stamp, at=at) for op in push.ops]
    rows = all_rows(push, done, at=at)
    logs = logs_of((Act("capture observation", one.changed) for one in done), by=push.person_id, at=at)
    given = greeting(push, at=at) | named(push) | texts(rows)
    given |= {"many": sum(map(len, rows.values())), "logs": told(logs)}
    async with sessions.as_person(push.person_id) as session:
        kept = (await session.execute(keeping(tuple(sorted(rows))), given)).one_or_none()
        if kept is None or kept.through is None or {*kept.facts} != facts(push):
            raise NotAtOnceError
        if kept.positions is None or None in kept.positions:
            raise NotAtOnceError
    answers = tuple(Answered(one.op.op_id, one.applied) for one in done)
    return Outcome(answers, kept.epoch, kept.through, kept.backed_up_until)


@lru_cache(maxsize=32)
def keeping(tables: tuple[str, ...]) -> TextClause:
    """The statement that greets the device, looks around, and writes rows of these tables.

    The logs come last, and only when every row is new: who waits for a log then holds no key that another
    who has the log could wait for.
    """
    parts = ", ".join(part(table, QUIETLY) for table in tables)
    many = " + ".join(map(count, tables))
    logs = APPEND % ":logs"
    return text(
        f"""with greeted as ({GREETED}), around as ({AROUND}), {parts}
            select epoch, backed_up_until, (select durable_through from greeted) as through,
                   array(select fact from around) as facts, ({logs} where {many} = :many) as positions
              from feed_epoch"""  # noqa: S608 - no value stands in it
    ).bindparams(*IDS)


def ready(push: Push, op: Op, *, stamp: Stamp, at: datetime) -> Ready:
    """Lay out a capture, and make its answer."""
    check(op)
    assert op.captures is not None  # noqa: S101 - a plain push has only these
    came = captured(op.captures, by=push.person_id, captured_at=op.captured_at, at=at)
    receipt = stamp.put_on(of_operation(push, op, came.applied, at=at))
    return Ready(op, replace(came.applied, receipt=receipt), came.rows, came.changed)


def all_rows(push: Push, done: Sequence[Ready], *, at: datetime) -> Rows:
    """The rows of all captures, and their receipts."""
    rows: Rows = defaultdict(list)
    for one in done:
        rows["receipt"].append(
            {
                "person_id": push.person_id,
                "op_id": one.op.op_id,
                "device_id": push.device_id,
                "seq": one.op.seq,
                "payload_sha256": one.op.digest,
                "answer": written(one.applied),
                "recorded_at": at,
            }
        )
        for table, some in one.rows.items():
            rows[table] += some
    return rows


def greeting(push: Push, *, at: datetime) -> dict[str, Any]:
    """What the device says of itself."""
    return {
        "by": push.person_id,
        "device": push.device_id,
        "at": at,
        "through": max(push.ack_through, 0),
        # Nobody has fewer than none waiting: what is said so is not kept, and no entry waits because of it.
        "waiting": None if push.waiting is not None and push.waiting < 0 else push.waiting,
        "oldest": push.oldest_waiting_at,
    }


def named(push: Push) -> dict[str, list[UUID]]:
    """The placements, days and prompts that the captures name, and the placements they bring photos to."""
    news = [op.captures for op in push.ops if op.captures]
    return {
        "placements": list({new.placement_id for new in news}),
        "days": list({new.day_id for new in news if new.day_id}),
        "prompts": list({new.prompt_id for new in news if new.prompt_id}),
        "pictured": list({new.placement_id for new in news if new.photos}),
    }


def facts(push: Push) -> set[str]:
    """What has to be so: every placement is this person's own, and days and prompts are of it."""
    return {fact for op in push.ops if op.captures for fact in facts_of(op.captures)}


def facts_of(new: NewObservation) -> list[str]:
    """What has to be so for one capture."""
    parts = [("day", new.day_id), ("prompt", new.prompt_id)]
    of = new.placement_id
    return [f"placement {of}", *(f"{kind} {one} {of}" for kind, one in parts if one is not None)]
