"""A charter: its four policies, the hash by which its content is known, and whether it is in force."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from exchange.governance.tables import Charter
from exchange.ground.refusals import Refused

TIME_TO_RATIFY = timedelta(days=60)
"""How long a version stays in force beside the one that follows it."""
MOST_OF_A_TEXT = 60_000
MOST_OF_A_POLICY = 20_000
SEPARATOR = b"\0"


@dataclass(frozen=True, slots=True)
class Content:
    """What a version of the charter says: its text in Markdown, and its policies."""

    text: str
    conflicts: str
    photography: str
    equity: str
    compensation: str


class Fate(StrEnum):
    """What became of a paragraph from one version to the next."""

    SAME = "SAME"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a version, beside the version before."""

    fate: Fate
    words: str


def content_of(charter: Charter) -> Content:
    """What a kept version says."""
    return Content(charter.text, charter.conflicts, charter.photography, charter.equity, charter.compensation)


def hash_of(content: Content) -> str:
    """The SHA-256 of a version's content: whoever signs names what they read by it."""
    return hashlib.sha256(SEPARATOR.join(part.encode() for part in astuple(content))).hexdigest()


def check_content(content: Content) -> None:
    """Refuses a charter that says nothing, leaves a policy out, or has no end."""
    if not 1 <= len(content.text.strip()) <= MOST_OF_A_TEXT:
        raise Refused("INVALID", f"A charter has 1 to {MOST_OF_A_TEXT:,} characters.", "text")
    for name in ("conflicts", "photography", "equity", "compensation"):
        if not 1 <= len(getattr(content, name).strip()) <= MOST_OF_A_POLICY:
            raise Refused("INVALID", f"A policy has 1 to {MOST_OF_A_POLICY:,} characters.", name)


def in_force(charter: Charter, *, at: datetime) -> bool:
    """Whether a version may be relied on at this moment."""
    return charter.published_at <= at and (charter.until is None or at < charter.until)


def compared(before: str, after: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, with what was added since the text before and what is gone."""
    old, new = paragraphs(before), paragraphs(after)
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if old[old_from:old_to] == new[new_from:new_to]:
            yield from told(Fate.SAME, new[new_from:new_to])
            continue
        yield from told(Fate.REMOVED, old[old_from:old_to])
        yield from told(Fate.ADDED, new[new_from:new_to])


def told(fate: Fate, some: Iterable[str]) -> Iterator[Paragraph]:
    """Paragraphs of one fate."""
    return (Paragraph(fate, words) for words in some)


def paragraphs(text: str) -> list[str]:
    """A text, paragraph by paragraph."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
