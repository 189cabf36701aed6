"""A swarm for a test: devices that capture, edit, tag and talk, over a network that loses and repeats."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from strawberry import Some

from exchange.floor.answers import Applied, Final, Merged, Retry
from exchange.floor.pushes import Doing, Op
from exchange.floor.tables import ReviewState
from exchange.ground.ids import uuid7
from exchange.placements.tables import Audience
from exchange.review.tables import Verdict
from schema.floor.observation_ops import ReclassifyObservation, SendAgain
from schema.floor.tag_ops import TagObservation
from schema.review.ops import DecideObservation, WriteComment
from tests.sync.house import MORNING
from tests.sync.phone import Phone, edited, photo, seen, word


class Walker:
    """One device that wanders about, and the ledger of what it was told."""

    def __init__(self, phone: Phone, entries: list[UUID], chance: random.Random) -> None:
        self.phone = phone
        self.entries = entries
        self.chance = chance
        self.queue: list[Op] = []
        self.told: dict[UUID, Final] = {}
        self.asked: dict[UUID, Op] = {}
        self.revs: dict[UUID, int] = defaultdict(int)

    def enqueue(self, entry: UUID, do: Any) -> None:
        """Queue an operation behind the last one on the same entry that has no answer."""
        before = [op for op in self.queue if str(entry) in op.names]
        op = self.phone.op(do, after=before[-1].op_id if before else None)
        self.queue.append(op)
        self.asked[op.op_id] = op

    def write(self) -> None:
        """Do something offline."""
        mine = self.phone.person_id == self.phone.house.amara
        if mine and (not self.entries or self.chance.random() < 0.3):
            what = seen(self.phone.house.placement, photos=[photo()])
            self.entries.append(what.id)
            return self.enqueue(what.id, what)
        if not self.entries:
            return None
        entry = self.chance.choice(self.entries)
        return self.enqueue(entry, self.something_about(entry, mine=mine))

    def something_about(self, entry: UUID, *, mine: bool) -> Any:
        """One of the things that somebody does to an entry."""
        new = uuid7(MORNING)
        comment = WriteComment(id=new, observation_id=entry, body=f"Said {new}")
        if not mine:
            verdict = self.chance.choice(list(Verdict))
            decide = DecideObservation(
                id=new,
                observation_id=entry,
                from_=self.chance.choice(list(ReviewState)),
                verdict=verdict,
                reason="Look again.",
            )
            return self.chance.choice((comment, decide))
        text = self.chance.choice((f"Wording {new}", f"Gloves are changed between two objects. {new}"))
        start, goal = self.chance.sample(list(Audience), 2)
        return self.chance.choice(
            (
                edited(entry, self.revs[entry], note=Some(text)),
                edited(entry, self.revs[entry], note=Some(text)),
                edited(entry, self.revs[entry], zone=Some(f"Hall {new}")),
                TagObservation(id=entry, add=[word("gloves")], remove=[]),
                ReclassifyObservation(id=entry, from_=start, to=goal),
                SendAgain(id=entry, from_=ReviewState.SENT_BACK),
                comment,
            )
        )

    async def push(self, *, trouble: bool) -> None:
        """Send some of the queue; with trouble it fails, comes twice, or its answer never arrives."""
        first = self.chance.randrange(3) if trouble else 0
        ops = self.queue[first : first + self.chance.randint(1, 8) if trouble else None]
        if trouble and ops and self.chance.random() < 0.3:
            ops = [*ops[:-1], stumbling(ops[-1])]
        times = 2 if trouble and self.chance.random() < 0.3 else 1
        for answers in await asyncio.gather(*(self.phone.send(*ops) for _ in range(times))):
            lost = trouble and self.chance.random() < 0.4
            for answered in answers:
                if not lost and not isinstance(answered.answer, Retry):
                    self.hear(answered.op_id, answered.answer)

    def hear(self, op_id: UUID, answer: Final) -> None:
        """Remember an answer; an answer that was given is never another one later."""
        assert self.told.setdefault(op_id, answer) == answer
        if isinstance(answer, Applied | Merged):
            entry = UUID(answer.entity.partition(":")[2])
            self.revs[entry] = max(self.revs[entry], answer.rev)
        self.queue = [op for op in self.queue if op.op_id != op_id]

    def done(self) -> Sequence[Op]:
        """Everything that was acknowledged."""
        return [op for op_id, op in self.asked.items() if isinstance(self.told.get(op_id), Applied | Merged)]


def stumbling(op: Op) -> Op:
    """The same operation on a server that falls over after it did everything."""

    async def act(doing: Doing) -> Applied:
        await op.act(doing)
        raise ConnectionResetError

    return Op(op.op_id, op.seq, op.prev_op, op.v, op.captured_at, op.name, op.said, act)
