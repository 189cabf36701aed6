"""How a proposal to change an approved entry goes on, and what it consists of."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from exchange.floor.amended import AmendmentState
from exchange.floor.tables import ObservationKind

ANSWERING: Mapping[AmendmentState, AbstractSet[AmendmentState]] = {
    AmendmentState.WAITING: {
        AmendmentState.ACCEPTED,
        AmendmentState.DECLINED,
        AmendmentState.REPLACED,
        AmendmentState.WITHDRAWN,
    },
    AmendmentState.ACCEPTED: set(),
    AmendmentState.DECLINED: set(),
    AmendmentState.REPLACED: set(),
    AmendmentState.WITHDRAWN: set(),
}


@dataclass(frozen=True, slots=True)
class Content:
    """The words and facts of an entry: what an approval is of."""

    kind: ObservationKind
    note: str
    zone: str | None
    object_number: str | None
    procedure: str | None

    @classmethod
    def of(cls, entry: Any) -> "Content":
        """What stands in an entry, or in a proposal for it."""
        return cls(entry.kind, entry.note, entry.zone, entry.object_number, entry.procedure)

    def fields(self) -> dict[str, Any]:
        """The same, by the names of the fields."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class NewAmendment:
    """A proposal as it is handed over; one that an edit became says no reason."""

    id: UUID
    content: Content
    reason: str | None
