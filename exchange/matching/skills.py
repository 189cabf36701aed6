"""Skills as a call names them: the matching compares these, not what somebody happened to type."""

import unicodedata
from collections.abc import Iterable


def folded(word: str) -> str:
    """A word without what is only writing: accents, capitals, spaces."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


def as_called(words: Iterable[str], called: Iterable[str]) -> tuple[str, ...]:
    """Those of the call's skills that somebody named, in their order, as the call writes them."""
    known = {folded(skill): skill for skill in called}
    named = (known.get(folded(word)) for word in words)
    return tuple(dict.fromkeys(skill for skill in named if skill is not None))
