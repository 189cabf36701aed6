"""Skills as a call names them: the matching compares these, not what somebody happened to type."""

from collections.abc import Iterable
from functools import lru_cache

from exchange.ground.spelling import folded


@lru_cache(maxsize=4096)
def known_as(skill: str) -> str:
    """A skill, however it is spelled."""
    return " ".join(folded(skill).split())


def as_called(words: Iterable[str], called: Iterable[str]) -> tuple[str, ...]:
    """Those of the call's skills that somebody named, in their order, as the call writes them."""
    known = {known_as(skill): skill for skill in called}
    named = (known.get(known_as(word)) for word in words)
    return tuple(dict.fromkeys(skill for skill in named if skill is not None))
