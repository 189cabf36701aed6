"""Lists that somebody types: skills, languages, weeks. A week is named by its Monday."""

from collections.abc import Iterable, Sequence
from datetime import date

from exchange.ground.refusals import Refused

MOST = 30
MOST_OF_A_WORD = 160
MOST_WEEKS = 160
MONDAY = 0


def checked_words(words: Iterable[str], field: str) -> list[str]:
    """Words in their order, each once and tidied; refuses too many, too long or empty ones."""
    tidy = list(dict.fromkeys(word.strip() for word in words))
    if len(tidy) > MOST:
        raise Refused("INVALID", f"Name at most {MOST}.", field)
    if any(not 1 <= len(word) <= MOST_OF_A_WORD for word in tidy):
        raise Refused("INVALID", f"Each has 1 to {MOST_OF_A_WORD} characters.", field)
    return tidy


def checked_text(text: str, most: int, field: str, *, least: int = 0) -> str:
    """A text without spaces around it; refuses one that is too short or too long."""
    tidy = text.strip()
    if not least <= len(tidy) <= most:
        raise Refused("INVALID", f"Write {least:,} to {most:,} characters.", field)
    return tidy


def checked_weeks(weeks: Iterable[date], field: str) -> list[date]:
    """Weeks in their order, each once; refuses a day that is no Monday, and too many."""
    tidy = sorted(set(weeks))
    if len(tidy) > MOST_WEEKS:
        raise Refused("INVALID", f"Name at most {MOST_WEEKS} weeks.", field)
    if any(day.weekday() != MONDAY for day in tidy):
        raise Refused("INVALID", "A week is named by its Monday.", field)
    return tidy


def within(weeks: Sequence[date], first: date, last: date) -> bool:
    """Whether every week has a day between these two."""
    return all(week <= last and (first - week).days < 7 for week in weeks)  # noqa: PLR2004 - a week has seven
