"""One question to the matching, whole: who asks, who offers, by which formula, with which lot; and as bytes.

The bytes are canonical JSON (sorted names, no spaces, whole numbers, UTF-8): the same question is always the
same bytes, in whichever order its rows came, and so has one hash.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from exchange.matching.asked import Applicant, Opening, Situation
from exchange.matching.formula import Formula

FORMAT = "matching question 1"
written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Question:
    """Everything that the outcome depends on."""

    applicants: tuple[Applicant, ...]
    openings: tuple[Opening, ...]
    formula: Formula
    seed: str

    def __post_init__(self) -> None:
        for rows in (self.applicants, self.openings):
            ids = [row.id for row in rows]
            if len(set(ids)) < len(ids):
                raise ValueError("an id stands there twice")


def canonical(question: Question) -> bytes:
    """The question as it is kept, and asked again."""
    return written(
        {
            "format": FORMAT,
            "applicants": [of_applicant(one) for one in sorted(question.applicants, key=lambda row: row.id)],
            "openings": [of_opening(one) for one in sorted(question.openings, key=lambda row: row.id)],
            "formula": of_formula(question.formula),
            "seed": question.seed,
        }
    ).encode()


def read(kept: bytes) -> Question:
    """The question that these bytes are."""
    here = json.loads(kept)
    if here["format"] != FORMAT:
        raise ValueError(f"this is no {FORMAT!r}")
    return Question(
        tuple(map(to_applicant, here["applicants"])),
        tuple(map(to_opening, here["openings"])),
        to_formula(here["formula"]),
        here["seed"],
    )


def hashed(kept: bytes) -> str:
    """By what a question or an answer is known: the SHA-256 of its bytes."""
    return sha256(kept).hexdigest()


def of_applicant(one: Applicant) -> dict[str, object]:
    """An applicant in plain JSON."""
    return {
        "id": one.id,
        "home": one.home,
        "skills": one.skills,
        "interests": one.interests,
        "languages": sorted(one.languages),
        "adjustments": sorted(one.adjustments),
        "weeks": [week.isoformat() for week in sorted(one.weeks)],
        "days": one.days,
        "length": one.length,
        "situations": sorted(one.situations),
    }


def to_applicant(here: Mapping[str, Any]) -> Applicant:
    """An applicant from plain JSON."""
    return Applicant(
        here["id"],
        here["home"],
        tuple(here["skills"]),
        tuple(here["interests"]),
        frozenset(here["languages"]),
        frozenset(here["adjustments"]),
        frozenset(map(date.fromisoformat, here["weeks"])),
        here["days"],
        here["length"],
        frozenset(map(Situation, here["situations"])),
    )


def of_opening(one: Opening) -> dict[str, object]:
    """An opening in plain JSON."""
    return {
        "id": one.id,
        "host": one.host,
        "skills": sorted(one.skills),
        "interests": sorted(one.interests),
        "languages": sorted(one.languages),
        "adjustments": sorted(one.adjustments),
        "weeks": [week.isoformat() for week in sorted(one.weeks)],
        "days": one.days,
        "places": one.places,
    }


def to_opening(here: Mapping[str, Any]) -> Opening:
    """An opening from plain JSON."""
    return Opening(
        here["id"],
        here["host"],
        frozenset(here["skills"]),
        frozenset(here["interests"]),
        frozenset(here["languages"]),
        frozenset(here["adjustments"]),
        frozenset(map(date.fromisoformat, here["weeks"])),
        here["days"],
        here["places"],
    )


def of_formula(formula: Formula) -> dict[str, object]:
    """The formula in plain JSON: what a network publishes."""
    return {
        "version": formula.version,
        "participation": formula.participation,
        "skills": formula.skills,
        "interest": formula.interest,
        "interests_counted": formula.interests_counted,
        "situations": dict(formula.situations),
        "priority_at_most": formula.priority_at_most,
        "most_from_one_museum": formula.most_from_one_museum,
    }


def to_formula(here: Mapping[str, Any]) -> Formula:
    """A formula from plain JSON; a situation that is none of the published ones is refused."""
    return Formula(
        here["version"],
        here["participation"],
        tuple(here["skills"]),
        here["interest"],
        here["interests_counted"],
        {Situation(situation): points for situation, points in here["situations"].items()},
        here["priority_at_most"],
        here["most_from_one_museum"],
    )
