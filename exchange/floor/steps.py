"""Steps from one state to another: whether one may be taken, and what is said when it may not."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import TypeVar

from exchange.floor.answers import NeedsUserCode, NeedsYou
from exchange.ground.refusals import Refused

State = TypeVar("State", bound=StrEnum)


def takes_a_step(
    now: State, start: State, goal: State, steps: Mapping[State, AbstractSet[State]], entity: str
) -> bool:
    """Whether something has to move to stand in `goal`; what stands there already need not.

    `start` is where it stood when somebody decided. If it has moved since, and `goal` is out of reach,
    they are asked again; if it has not, they asked for something that nobody may do.
    """
    if now is goal:
        return False
    if goal in steps[now]:
        return True
    if now is start:
        raise Refused("INVALID", f"Nothing goes from “{said(now)}” to “{said(goal)}”.", "to")
    sentence = f"This has moved on: it is “{said(now)}” now."
    raise NeedsYou(NeedsUserCode.STATUS_MOVED, sentence, entity, now.value)


def said(state: StrEnum) -> str:
    """A state in words."""
    return state.value.lower().replace("_", " ")
