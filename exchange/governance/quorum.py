"""A quorum: how many seats have to vote before anything is decided.

It is counted of all seats. Whoever has a conflict of interest does not lower it: their substitute votes, or
the others have to be enough.
"""

from dataclasses import dataclass

from exchange.governance.tables import MotionState
from exchange.ground.refusals import Refused


@dataclass(frozen=True, slots=True)
class Count:
    """How a motion stands: the seats there are, those that can vote, and those that have."""

    seats: int
    able: int
    voted: int


def quorum_of(seats: int) -> int:
    """More than half of the seats."""
    return seats // 2 + 1


def outcome(votes_for: int, votes_against: int) -> MotionState:
    """More for it than against it carries a motion; as many is not enough."""
    return MotionState.CARRIED if votes_for > votes_against else MotionState.REJECTED


def must_be_enough(count: Count) -> None:
    """Refuses a decision of too few, and says how many are missing or that they never can be enough."""
    needed = quorum_of(count.seats)
    if count.able < needed:
        sentence = (
            f"Only {count.able} of {count.seats} seats can vote, and {needed} have to. "
            "Name substitutes without a conflict of interest."
        )
        raise Refused("NO_QUORUM", sentence)
    if count.voted < needed:
        raise Refused("NO_QUORUM", f"{needed} of {count.seats} seats have to vote; {count.voted} have.")
