"""A commitment before it is kept, what may be changed in it, and how it goes on."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from exchange.floor.tables import CommitmentState
from exchange.ground.refusals import Refused
from exchange.placements.tables import Audience

KEEPING: Mapping[CommitmentState, AbstractSet[CommitmentState]] = {
    CommitmentState.PROMISED: {CommitmentState.UNDER_WAY, CommitmentState.DROPPED},
    CommitmentState.UNDER_WAY: {
        CommitmentState.DONE,
        CommitmentState.DROPPED,
        CommitmentState.PROMISED,
    },
    CommitmentState.DONE: {CommitmentState.UNDER_WAY},
    CommitmentState.DROPPED: {CommitmentState.PROMISED},
}
MOST_OF_A_SENTENCE = 2_000
YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """What somebody promises, as the device hands it over."""

    id: UUID
    placement_id: UUID
    sentence: str
    due_on: date
    audience: Audience
    captured_zone: str
    observation_id: UUID | None = None
    day_id: UUID | None = None


class CommitmentChange(TypedDict, total=False):
    """The fields of a commitment that somebody changes; one that is not named stays as it is."""

    sentence: str
    due_on: date


def check_due(on: date) -> None:
    """The day is one that somebody can have meant."""
    if on.year not in YEARS:
        sentence = f"A promise is due between {YEARS[0]} and {YEARS[-1]}."
        raise Refused("INVALID", sentence, "dueOn")
