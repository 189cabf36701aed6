"""What a receipt states: which entry or photo arrived, from whom, when, and what it hashes to."""

from collections.abc import Mapping
from datetime import UTC, datetime

from exchange.floor.answers import Done
from exchange.floor.pushes import Op, Push
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


def of_photo(photo: Photo, *, at: datetime) -> Mapping[str, object]:
    """That the bytes of a photo are stored, every one of them."""
    return {
        "of": "photo",
        "person": str(photo.author_id),
        "entity": f"Photo:{photo.id}",
        "sha256": photo.sha256,
        "size": photo.size,
        "receivedAt": told(at),
    }


def told(at: datetime) -> str:
    """A moment in UTC."""
    return at.astimezone(UTC).isoformat()
