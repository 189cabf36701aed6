"""A phone in a test: makes operations as a device makes them, and pushes them past the wire."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from exchange.floor.answers import Answer, Applied
from exchange.floor.pushes import Answered, Blocked, Op, Outcome, Push
from exchange.floor.pushing import take
from exchange.floor.tables import ObservationKind
from exchange.ground.ids import uuid7
from exchange.people.proving import nobody_has_shown
from exchange.placements.tables import Audience
from schema.floor.observation_ops import CaptureObservation, EditObservation
from schema.floor.ops import Operation
from schema.floor.photo_ops import PhotoInput
from schema.floor.saying import said
from schema.floor.tag_ops import TagInput
from tests.cast import STAMP
from tests.sync.house import MORNING, House


class Phone:
    """One device of one person."""

    def __init__(self, house: House, person_id: UUID) -> None:
        self.house = house
        self.person_id = person_id
        self.device_id = uuid4()
        self.seq = 0
        self.proven = False
        """Whether its person has just shown that it is them."""

    def op(self, do: Operation, *, after: UUID | None = None, op_id: UUID | None = None, v: int = 1) -> Op:
        """Put one operation into the queue."""
        self.seq += 1
        name = type(do).__name__
        return Op(
            op_id=op_id or uuid7(MORNING),
            seq=self.seq,
            prev_op=after,
            v=v,
            captured_at=MORNING + timedelta(seconds=self.seq),
            name=name[0].lower() + name[1:],
            said=said(do),
            act=do.carry_out,
            captures=do.new() if isinstance(do, CaptureObservation) else None,
        )

    async def send(self, *ops: Op, at: datetime = MORNING, **more: Any) -> tuple[Answered, ...]:
        """Push operations that were put into the queue."""
        outcome = await self.push(*ops, at=at, **more)
        assert isinstance(outcome, Outcome), outcome
        return outcome.answers

    async def push(self, *ops: Op, at: datetime = MORNING, **more: Any) -> Outcome | Blocked:
        """Push, whatever comes of it."""
        push = Push(
            person_id=self.person_id,
            device_id=self.device_id,
            ack_through=more.get("ack_through", 0),
            waiting=more.get("waiting"),
            oldest_waiting_at=more.get("oldest_waiting_at"),
            ops=ops,
            stepped_up=just_shown if self.proven else nobody_has_shown,
        )
        return await take(self.house.sessions, push, stamp=more.get("stamp", STAMP), at=at)

    async def do(self, do: Operation, **how: Any) -> Answer:
        """Put one operation into the queue, and push it at once."""
        [answered] = await self.send(self.op(do, **how))
        return answered.answer

    async def done(self, do: Operation, **how: Any) -> Applied:
        """The same, and it is done."""
        answer = await self.do(do, **how)
        assert isinstance(answer, Applied), answer
        return answer


async def just_shown() -> None:
    """Somebody has just shown that it is them."""


def seen(placement_id: UUID, **fields: Any) -> CaptureObservation:
    """Something seen, ready to be captured."""
    usual: dict[str, Any] = {
        "id": uuid7(MORNING),
        "placement_id": placement_id,
        "day_id": None,
        "prompt_id": None,
        "kind": ObservationKind.ROUTINE,
        "note": "Gloves are changed between two objects.",
        "zone": None,
        "object_number": None,
        "procedure": None,
        "audience": Audience.MENTOR,
        "captured_zone": "Europe/Helsinki",
        "tags": [],
        "photos": [],
    }
    return CaptureObservation(**usual | fields)


def edited(id: UUID, base: int, **fields: Any) -> EditObservation:
    """An edit of some fields; `Some(None)` empties one."""
    usual: dict[str, Any] = dict.fromkeys(("kind", "note", "zone", "object_number", "procedure"))
    return EditObservation(id=id, base=base, **usual | fields)


def word(word: str) -> TagInput:
    """A tag to put on."""
    return TagInput(id=uuid7(MORNING), word=word)


def photo(**fields: Any) -> PhotoInput:
    """A photo before its bytes."""
    usual: dict[str, Any] = {
        "id": uuid7(MORNING),
        "sha256": "a" * 64,
        "size": 1000,
        "mime": "image/jpeg",
        "width": 4,
        "height": 3,
        "alt": "A crate",
        "decorative": False,
        "position": 0,
    }
    return PhotoInput(**usual | fields)
