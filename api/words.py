"""The words that the server itself says, in every language of the app."""

from collections.abc import Mapping
from typing import TypeAlias

LANGUAGES = ("en", "de", "fr", "es", "ar")
Words: TypeAlias = Mapping[str, tuple[str, str, str, str, str]]
"""Words by their names, each in every language; what speaks has a table of its own."""


def say_from(words: Words, language: str, word: str, **facts: object) -> str:
    """A word in one language."""
    return words[word][LANGUAGES.index(language)].format(**facts)


def language_of(locale: str) -> str:
    """The language of whoever reads; one that is not among them reads English."""
    language = locale[:2].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def best_liked(accepts: str) -> str:
    """The language that a browser would like best, of those there are."""
    wanted = []
    for place, part in enumerate(accepts[:500].split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            liked = float(weight or 1)
        except ValueError:
            continue
        wanted.append((-liked, place, name.split("-")[0].lower()))
    return next((name for _, _, name in sorted(wanted) if name in LANGUAGES), LANGUAGES[0])
