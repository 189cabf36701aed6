"""Answers as a receipt keeps them: plain JSON, and back."""

from collections.abc import Mapping
from typing import Any, assert_never
from uuid import UUID

from exchange.floor.answers import (
    Applied,
    Conflict,
    Final,
    Merged,
    NeedsUser,
    NeedsUserCode,
    RejectCode,
    Rejected,
)


def written(answer: Final) -> dict[str, object]:
    """The answer as JSON."""
    match answer:
        case Applied(entity, rev, wrote, signed):
            done = {"is": "applied", "entity": entity, "rev": rev, "wrote": dict(wrote)}
            return done | {"receipt": signed}
        case Merged(entity, rev, kept, wrote, signed):
            pairs = [{"field": one.field, "mine": one.mine, "theirs": one.theirs} for one in kept]
            done = {"is": "merged", "entity": entity, "rev": rev, "kept": pairs, "wrote": dict(wrote)}
            return done | {"receipt": signed}
        case NeedsUser(code, sentence, entity, current):
            return {
                "is": "needs user",
                "code": code,
                "sentence": sentence,
                "entity": entity,
                "current": current,
            }
        case Rejected(code, sentence, quarantine_id, field):
            return {
                "is": "rejected",
                "code": code,
                "sentence": sentence,
                "quarantine": str(quarantine_id),
                "field": field,
            }
    assert_never(answer)


def read(receipt: Mapping[str, Any]) -> Final:
    """The answer that a receipt keeps."""
    match receipt:
        case {"is": "applied", "entity": entity, "rev": rev, "wrote": wrote}:
            # What was answered before receipts were signed has none.
            return Applied(entity, rev, wrote, receipt.get("receipt"))
        case {"is": "merged", "entity": entity, "rev": rev, "kept": kept, "wrote": wrote}:
            return Merged(entity, rev, tuple(Conflict(**one) for one in kept), wrote, receipt.get("receipt"))
        case {"is": "needs user", "code": code, "sentence": sentence, "entity": entity, "current": now}:
            return NeedsUser(NeedsUserCode(code), sentence, entity, now)
        case {"is": "rejected", "code": code, "sentence": sentence, "quarantine": kept_as, "field": field}:
            return Rejected(RejectCode(code), sentence, UUID(kept_as), field)
        case _:
            raise ValueError("This receipt holds no answer that anybody gave.")
