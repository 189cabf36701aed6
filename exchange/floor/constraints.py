"""What the database's rules say to a person: each constraint's name becomes a sentence and a field."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from exchange.ground.refusals import Refused, not_here

AT_MOST = re.compile(r"(\w+)_has_at_most_(\d+)_characters")
BETWEEN = re.compile(r"(\w+)_has_(\d+)_to_(\d+)_characters")
KEY = re.compile(r"\w+_key")
ELSEWHERE = re.compile(r"\w+_known|\w+_stands_in_the_scope_of_\w+")
FIELDS = {"alt_text": "alt", "spoken_text": "words", "tag": "word", "mark": "words"}
SENTENCES = {
    "comment_has_words": ("A comment takes 1 to 10,000 characters.", "body"),
    "sent_back_says_why": ("Say what the author should look at again.", "reason"),
    "declined_says_why": ("Say why it should stay as it is.", "reason"),
    "photo_hash_has_64_hex_digits": ("A SHA-256 is written with 64 hexadecimal digits.", "sha256"),
    "photo_has_bytes": ("A photo has at least one byte.", "size"),
    "recording_hash_has_64_hex_digits": ("A SHA-256 is written with 64 hexadecimal digits.", "sha256"),
    "recording_has_bytes": ("A recording has at least one byte.", "size"),
    "recording_takes_time": ("A recording takes at least a millisecond.", "durationMs"),
    "mark_is_counted_from_1": ("Marks are counted from 1.", "number"),
    "photo_has_an_area": ("A photo is at least one pixel wide and high.", "width"),
}


def refusal(constraint: str, said: Mapping[str, Any]) -> Refused:
    """How this constraint says no to an operation that said this."""
    if match := AT_MOST.fullmatch(constraint):
        return too_long(match[1], said, f"it takes {int(match[2]):,}")
    if match := BETWEEN.fullmatch(constraint):
        return too_long(match[1], said, f"it takes {int(match[2]):,} to {int(match[3]):,}")
    if KEY.fullmatch(constraint):
        return Refused("ID_TAKEN", "Something else has this id.", "id")
    if ELSEWHERE.fullmatch(constraint):
        return not_here()
    if constraint in SENTENCES:
        sentence, field = SENTENCES[constraint]
        return Refused("INVALID", sentence, field)
    return Refused("INVALID", f"A rule says: {constraint.replace('_', ' ')}.")


def too_long(name: str, said: Mapping[str, Any], takes: str) -> Refused:
    """A text that is longer or shorter than it may be."""
    field = FIELDS.get(name, re.sub(r"_(\w)", lambda letter: letter[1].upper(), name))
    words = name.replace("_", " ")
    has = max(map(len, texts(said, field)), default=0)
    plural = "character" if has == 1 else "characters"
    return Refused("INVALID", f"The {words} has {has:,} {plural}, {takes}.", field)


def texts(said: Any, field: str) -> Iterator[str]:
    """Every text that is said under this name, however deep."""
    if isinstance(said, Mapping):
        for name, value in said.items():
            if name == field and isinstance(value, str):
                yield value
            else:
                yield from texts(value, field)
    elif isinstance(said, list):
        for value in said:
            yield from texts(value, field)
