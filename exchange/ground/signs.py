"""Signs: what a file is, by its first bytes and not by its name."""

from collections.abc import Iterable
from typing import TypeAlias

Sign: TypeAlias = tuple[int, bytes, str]
"""Where in a file it stands, what stands there, and what has that sign."""
HEAD = 16
"""As many bytes tell what a file is."""


def read_sign(head: bytes, signs: Iterable[Sign]) -> str | None:
    """The media type of a file by its first bytes, whatever it was called; None when it is none of these."""
    found = (mime for place, sign, mime in signs if head[place : place + len(sign)] == sign)
    return next(found, None)
