"""Eligibility: facts in, a verdict for each criterion out, with the fact it rests on.

Criteria are data in a small grammar: a fact, and what is asked of it. A number is `at_least` or `at_most`,
words hold one of `any_of`, and what is so or not `is_so`. What nobody knows never passes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from exchange.ground.refusals import Refused

MOST_CRITERIA = 20
MOST_WORDS = 30
MOST_OF_A_WORD = 80
LARGEST = 10_000

Value: TypeAlias = int | bool | frozenset[str]
"""What is known of somebody."""


class Fact(StrEnum):
    """What can be asked of somebody who applies, and of their application."""

    ROLES = "ROLES"
    MONTHS_AT_MUSEUM = "MONTHS_AT_MUSEUM"
    PLACEMENTS_BEFORE = "PLACEMENTS_BEFORE"
    LANGUAGES = "LANGUAGES"
    WEEKS_POSSIBLE = "WEEKS_POSSIBLE"
    DAYS_AHEAD = "DAYS_AHEAD"
    AIMS_WORDS = "AIMS_WORDS"
    PROJECT_WORDS = "PROJECT_WORDS"
    EMPLOYED = "EMPLOYED"
    BACKFILL = "BACKFILL"
    DAYS_PLEDGED = "DAYS_PLEDGED"


class Source(StrEnum):
    """From where a fact is known."""

    ON_RECORD = "ON_RECORD"
    APPLICANT = "APPLICANT"
    SPONSOR = "SPONSOR"


class Finding(StrEnum):
    """What a criterion comes to."""

    MET = "MET"
    NOT_MET = "NOT_MET"
    NOT_KNOWN = "NOT_KNOWN"


WORDS = frozenset({Fact.ROLES, Fact.LANGUAGES})
YES_OR_NO = frozenset({Fact.EMPLOYED, Fact.BACKFILL})
ON_RECORD = frozenset({Fact.ROLES, Fact.MONTHS_AT_MUSEUM, Fact.PLACEMENTS_BEFORE})
PLEDGED = frozenset({Fact.EMPLOYED, Fact.BACKFILL, Fact.DAYS_PLEDGED})


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked of a fact."""

    fact: Fact
    at_least: int | None = None
    at_most: int | None = None
    any_of: tuple[str, ...] = ()
    is_so: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with its verdict, and the fact it rests on: its value, and from where it is known."""

    criterion: Criterion
    verdict: Finding
    value: Value | None
    source: Source


def judge(criteria: Iterable[Criterion], facts: Mapping[Fact, Value]) -> list[Judged]:
    """The verdict for each criterion, in their order."""
    return [one_judged(criterion, facts.get(criterion.fact)) for criterion in criteria]


def one_judged(criterion: Criterion, value: Value | None) -> Judged:
    """The verdict for one criterion; a fact that nobody knows, or of another form, is not known."""
    source = source_of(criterion.fact)
    if value is None or not is_of_its_form(criterion.fact, value):
        return Judged(criterion, Finding.NOT_KNOWN, None, source)
    verdict = Finding.MET if holds(criterion, value) else Finding.NOT_MET
    return Judged(criterion, verdict, value, source)


def eligible(judged: Iterable[Judged], waived: Collection[Fact] = ()) -> bool:
    """Whether every criterion is met, or was waived."""
    return not unmet(judged, waived)


def unmet(judged: Iterable[Judged], waived: Collection[Fact] = ()) -> list[Judged]:
    """The criteria that are neither met nor waived."""
    return [one for one in judged if one.verdict is not Finding.MET and one.criterion.fact not in waived]


def holds(criterion: Criterion, value: Value) -> bool:
    """Whether what is asked is so."""
    if isinstance(value, frozenset):
        return not value.isdisjoint(criterion.any_of)
    if isinstance(value, bool):
        return value is criterion.is_so
    least, most = criterion.at_least, criterion.at_most
    return (least is None or value >= least) and (most is None or value <= most)


def is_of_its_form(fact: Fact, value: Value) -> bool:
    """Whether a value is words, yes or no, or a number, as its fact asks."""
    if fact in WORDS:
        return isinstance(value, frozenset)
    if fact in YES_OR_NO:
        return isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool)


def source_of(fact: Fact) -> Source:
    """From where a fact is known."""
    if fact in ON_RECORD:
        return Source.ON_RECORD
    return Source.SPONSOR if fact in PLEDGED else Source.APPLICANT


def check_criteria(criteria: Sequence[Criterion]) -> None:
    """Refuses rules that ask nothing, ask twice of one fact, or ask what cannot be asked of it."""
    if len(criteria) > MOST_CRITERIA:
        raise Refused("INVALID", f"A rule set has at most {MOST_CRITERIA} criteria.", "criteria")
    if len({one.fact for one in criteria}) != len(criteria):
        raise Refused("INVALID", "Say everything about one fact in one criterion.", "criteria")
    for criterion in criteria:
        if trouble := trouble_with(criterion):
            raise Refused("INVALID", trouble, "criteria")


def trouble_with(criterion: Criterion) -> str | None:
    """What is wrong with a criterion, as a sentence; none if nothing is."""
    numbers = [one for one in (criterion.at_least, criterion.at_most) if one is not None]
    asked = (bool(numbers), bool(criterion.any_of), criterion.is_so is not None)
    fact = criterion.fact
    wanted = (fact not in WORDS | YES_OR_NO, fact in WORDS, fact in YES_OR_NO)
    if asked != wanted:
        return f"{fact.value}: ask for a number, for words, or for yes or no, as this fact has it."
    if any(not 0 <= one <= LARGEST for one in numbers) or numbers != sorted(numbers):
        return f"{fact.value}: numbers run from 0 to {LARGEST:,}, the least before the most."
    if len(criterion.any_of) > MOST_WORDS or any(
        not 1 <= len(word) <= MOST_OF_A_WORD for word in criterion.any_of
    ):
        return f"{fact.value}: at most {MOST_WORDS} words of 1 to {MOST_OF_A_WORD} characters."
    return None


def written(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Criteria as they are kept: what is not asked is left out."""
    return [
        {name: asked for name, asked in asdict(one).items() if asked is not None and asked != ()}
        for one in criteria
    ]


def read(kept: Iterable[Mapping[str, Any]]) -> list[Criterion]:
    """Criteria as they were kept."""
    return [
        Criterion(
            Fact(one["fact"]),
            one.get("at_least"),
            one.get("at_most"),
            tuple(one.get("any_of", ())),
            one.get("is_so"),
        )
        for one in kept
    ]
