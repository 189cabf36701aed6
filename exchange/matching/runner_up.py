"""Who would have a place if the one who has it could not come, and everybody else stayed where they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exchange.matching.asked import Stay
from exchange.matching.formula import Points
from exchange.matching.room import Room


@dataclass(frozen=True)
class RunnerUp:
    """The next in line for a place: with so many points less, or as many and the lower number."""

    stay: Stay
    behind: int


def runners_up(
    room: Room, stays: Sequence[Stay], worth: Mapping[Stay, Points], numbers: Mapping[str, int]
) -> Mapping[Stay, RunnerUp]:
    """The runner-up of each stay that has one: the best of those who went nowhere."""
    placed = {stay.applicant for stay in stays}
    waiting: dict[str, list[Stay]] = {}
    for stay in sorted(worth, key=lambda one: (-worth[one].total, -numbers[one.applicant], one)):
        if stay.applicant not in placed:
            waiting.setdefault(stay.opening, []).append(stay)
    return dict(next_in_line(room, stays, waiting, worth))


def next_in_line(
    room: Room, stays: Iterable[Stay], waiting: Mapping[str, Sequence[Stay]], worth: Mapping[Stay, Points]
) -> Iterator[tuple[Stay, RunnerUp]]:
    """Each stay with the first of those waiting for its opening who could take its place."""
    for stay in stays:
        room.free(stay)
        first = next((other for other in waiting.get(stay.opening, ()) if room.holds(other)), None)
        room.settle(stay)
        if first is not None:
            yield stay, RunnerUp(first, worth[stay].total - worth[first].total)
