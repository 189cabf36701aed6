"""What a receipt states: which entry, photo or recording arrived, from whom, when, and what it hashes to."""

from collections.abc import Mapping
from datetime import UTC, datetime

from exchange.floor.answers import Done
from exchange.floor.pushes import Op, Push
from exchange.floor.recorded import Recording
from exchange.floor.tables import Photo


def of_operation(push: Push, op: Op, done: Done, *, at: datetime) -> Mapping[str, object]:
    """That an operation took effect; the hash is the one by which a repetition is known."""
    return {
        "of": "operation",
        "person": str(push.person_id),
        "device": str(push.device_id),
        "op": str(op.op_id),
        "entity": done.entity,
        "rev": done.rev,
        "sha256": op.digest.hex(),
        "size": op.size,
        "receivedAt": told(at),
    }


def of_bytes(sent: Photo | Recording, *, at: datetime) -> Mapping[str, object]:
    """That the bytes of a photo or a recording are stored, every one of them."""
    kind = type(sent).__name__
    return {
        "of": kind.lower(),
        "person": str(sent.author_id),
        "entity": f"{kind}:{sent.id}",
        "sha256": sent.sha256,
        "size": sent.size,
        "receivedAt": told(at),
    }


def told(at: datetime) -> str:
    """A moment in UTC."""
    return at.astimezone(UTC).isoformat()
