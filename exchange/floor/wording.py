"""Two wordings of one text, written apart: put together where they fit, and told apart where they do not."""

import re
from dataclasses import dataclass

from merge3 import Merge3

WORD = re.compile(r"\s*\S+|\s+$")
LINE = re.compile(r"[^\n]*\n|[^\n]+$")
MOST_WORD_BY_WORD = 4_000  # characters; beyond that a comparison of words would keep the others waiting


@dataclass(frozen=True, slots=True)
class Together:
    """What came of two wordings; when they do not fit, it is the one that came last."""

    text: str
    fits: bool


def put_together(base: str, theirs: str, mine: str, *, most: int) -> Together:
    """Merge two wordings that both began as `base`; what would grow beyond `most` characters does not fit."""
    if theirs in {mine, base}:
        return Together(mine, fits=True)
    if mine == base:
        return Together(theirs, fits=True)
    piece = WORD if max(map(len, (base, theirs, mine))) <= MOST_WORD_BY_WORD else LINE
    merge = Merge3(piece.findall(base), piece.findall(theirs), piece.findall(mine))
    text = ""
    for group in merge.merge_groups():
        if group[0] == "conflict":
            return Together(mine, fits=False)
        text += "".join(group[1])
    return Together(text, fits=True) if len(text) <= most else Together(mine, fits=False)
