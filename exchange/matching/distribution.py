"""How places went round: how many applied, were proposed, chosen and hosted, counted in groups.

No number below five is told, and none follows by subtraction. Each kind of group divides all who applied, and
each step is reached by fewer than the one before; so what is told are numbers of whole blocks of groups, and
every block, and every block's loss from one step to the next, is held to five.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

FEWEST = 5
"""The smallest number that is told."""


class Step(StrEnum):
    """How far an application came; each step is further than the one before."""

    APPLIED = "APPLIED"
    PROPOSED = "PROPOSED"
    CHOSEN = "CHOSEN"
    HOSTED = "HOSTED"


STEPS = tuple(Step)
Reached: TypeAlias = tuple[int, ...]
"""How many reached each step."""
Told: TypeAlias = tuple[int | None, ...]
"""The same, without what is withheld."""


@dataclass(frozen=True)
class Course:
    """How far one application came, and its group in each kind."""

    step: Step
    groups: Mapping[str, str]


@dataclass(frozen=True)
class Distribution:
    """What is told: of everybody, and of each group of each kind."""

    everybody: Told
    kinds: Mapping[str, Mapping[str, Told]]


def distribution(courses: Sequence[Course], kinds: Mapping[str, Collection[str]]) -> Distribution:
    """Count the courses of some applications, and tell what may be told."""
    everybody = reached(one.step for one in courses)
    steps = told_steps(everybody)
    return Distribution(
        tuple(count if step in steps else None for step, count in enumerate(everybody)),
        {
            kind: told(
                {
                    group: reached(one.step for one in courses if one.groups[kind] == group)
                    for group in groups
                },
                steps,
            )
            for kind, groups in kinds.items()
        },
    )


def reached(steps: Iterable[Step]) -> Reached:
    """How many came at least as far as each step."""
    ended = Counter(steps)
    return tuple(sum(ended[each] for each in STEPS[at:]) for at in range(len(STEPS)))


def told_steps(everybody: Reached) -> list[int]:
    """The steps of which anything is told: everybody's number and the loss since the last are no secret."""
    steps: list[int] = []
    for step in range(len(everybody)):
        if may_be_told([everybody], step, since=steps[-1:]):
            steps.append(step)
    return steps


def told(groups: Mapping[str, Reached], steps: Sequence[int]) -> dict[str, Told]:
    """The numbers of groups that divide everybody; whoever is withheld once stays so at every later step."""
    shown: dict[str, list[int | None]] = {group: [None] * len(STEPS) for group in groups}
    withheld: set[str] = set()
    for place, step in enumerate(steps):
        since = steps[:place][-1:]
        withheld |= {group for group, one in groups.items() if not may_be_told([one], step, since=since)}
        # All groups together are everybody, of whom this step is told: the widening ends there at the latest.
        while withheld and not may_be_told([groups[one] for one in withheld], step, since=since):
            withheld.add(min(groups.keys() - withheld, key=lambda group: (groups[group][step], group)))
        for group in groups.keys() - withheld:
            shown[group][step] = groups[group][step]
    return {group: tuple(counts) for group, counts in shown.items()}


def may_be_told(block: Collection[Reached], step: int, *, since: Sequence[int]) -> bool:
    """Whether some groups together are enough at a step, and enough were left behind since the last."""
    here = sum(one[step] for one in block)
    return here >= FEWEST and all(sum(one[at] for one in block) - here >= FEWEST for at in since)
