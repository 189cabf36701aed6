"""The published formula: how many points a stay has, and where each of them comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from exchange.matching.asked import Situation

SITUATIONS: Mapping[Situation, int] = MappingProxyType(
    {
        Situation.NEVER_SHADOWED: 20,
        Situation.SMALL_MUSEUM: 15,
        Situation.FRONT_OF_HOUSE: 15,
        Situation.UNDER_REPRESENTED_DEPARTMENT: 10,
        Situation.NO_TRAVEL_BUDGET: 10,
    }
)


@dataclass(frozen=True)
class Formula:
    """The weights of one round; a network publishes them before anybody applies.

    `participation` is for everybody who is placed at all; `skills` for the first, second, third wish that is
    fulfilled; `interest` for each shared career interest, up to `interests_counted`; `situations` for what
    puts somebody at a disadvantage, together never more than `priority_at_most`.
    """

    version: str = "1"
    participation: int = 100
    skills: tuple[int, ...] = (30, 20, 10)
    interest: int = 15
    interests_counted: int = 2
    situations: Mapping[Situation, int] = field(default_factory=lambda: SITUATIONS)
    priority_at_most: int = 40
    most_from_one_museum: int | None = None

    def without_priority(self) -> "Formula":
        """The same formula as it would be if nobody's situation counted."""
        return replace(self, situations=MappingProxyType({}))


@dataclass(frozen=True)
class Points:
    """The points of one stay, by where they come from."""

    participation: int
    fit: int
    priority: int

    @property
    def total(self) -> int:
        """All of them together: what the solver adds up."""
        return self.participation + self.fit + self.priority


def points(
    formula: Formula, fulfilled: tuple[int, ...], shared: int, situations: frozenset[Situation]
) -> Points:
    """The points of a pair; `fulfilled` are the places (from 0) of the wishes that the offer fulfils."""
    priority = sum(formula.situations.get(situation, 0) for situation in situations)
    return Points(
        formula.participation,
        sum(formula.skills[place] for place in fulfilled if place < len(formula.skills))
        + formula.interest * min(shared, formula.interests_counted),
        min(priority, formula.priority_at_most),
    )
