"""Seats of a committee: how long a term is, how often it may be followed by another, who rotates next.

Terms are staggered, so that a committee never begins anew all at once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from exchange.ground.refusals import Refused

LONGEST_TERM = timedelta(days=3 * 366)
TERM_YEARS = 2
MOST_IN_A_ROW = 2
PAUSE = timedelta(days=365)
"""After so long without a seat, somebody's terms are counted anew."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one person: as the holder of a seat, or as its substitute."""

    number: int
    substitute: bool
    person: UUID
    since: date
    until: date

    def lasts(self, on: date) -> bool:
        """Whether it lasts on this day."""
        return self.since <= on <= self.until

    def overlaps(self, other: "Term") -> bool:
        """Whether they share a day."""
        return self.since <= other.until and other.since <= self.until


def check_term(new: Term, terms: Collection[Term]) -> None:
    """Refuses a term that is too long, in a seat that is taken, of somebody who sits or sat too often."""
    if new.until <= new.since:
        raise Refused("INVALID", "A term ends after it begins.", "until")
    if new.until - new.since > LONGEST_TERM:
        raise Refused("INVALID", "A term lasts three years at most.", "until")
    for other in terms:
        if not other.overlaps(new):
            continue
        if other.person == new.person:
            raise Refused("SEATED", "Nobody has two seats at a time.", "personId")
        if (other.number, other.substitute) == (new.number, new.substitute):
            raise Refused("TAKEN", "Somebody has this seat then.", "number")
    if not new.substitute and in_a_row(new.person, [*terms, new]) > MOST_IN_A_ROW:
        sentence = f"Nobody sits for more than {MOST_IN_A_ROW} terms in a row: a year's pause comes first."
        raise Refused("ROTATION", sentence, "personId")


def in_a_row(person: UUID, terms: Collection[Term]) -> int:
    """How many terms somebody holds a seat without a year's pause between them, where they are most."""
    theirs = sorted(
        (term for term in terms if term.person == person and not term.substitute), key=lambda one: one.since
    )
    most = row = 0
    before: Term | None = None
    for term in theirs:
        row = row + 1 if before is not None and term.since - before.until <= PAUSE else 1
        most, before = max(most, row), term
    return most


def may_stay(term: Term, terms: Collection[Term]) -> bool:
    """Whether whoever has this seat may have it for another term."""
    after = Term(term.number, term.substitute, term.person, term.until + timedelta(days=1), date.max)
    return term.substitute or in_a_row(term.person, [*terms, after]) <= MOST_IN_A_ROW


def next_rotation(terms: Collection[Term], on: date) -> list[Term]:
    """The terms that end next, on one day."""
    held = [term for term in terms if term.lasts(on) and not term.substitute]
    first = min((term.until for term in held), default=None)
    return sorted((term for term in held if term.until == first), key=lambda one: one.number)


def first_ends(seats: int, begins: date) -> Iterator[date]:
    """When the terms of a new committee end: every second one a year early, so that half of it rotates."""
    for number in range(1, seats + 1):
        years = TERM_YEARS - number % 2
        yield begins + timedelta(days=365 * years - 1)
