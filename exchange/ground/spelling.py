"""Words without what is only writing: who looks for “Muller” finds “Müller”."""

from unicodedata import combining, normalize

LETTERS = {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d"}
"""Letters that no accent can be taken from, as the notebook's own search writes them."""


def folded(words: str) -> str:
    """Without capitals and accents."""
    plain = "".join(one for one in normalize("NFKD", words) if not combining(one)).lower()
    for letter, written in LETTERS.items():
        plain = plain.replace(letter, written)
    return plain
