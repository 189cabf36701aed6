"""One question to the matching, whole: who asks, who offers, by which formula, with which lot; and as bytes.

The bytes are canonical JSON (sorted names, no spaces, whole numbers, UTF-8): the same question is always the
same bytes, in whichever order its rows came, and so has one hash.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from exchange.matching.asked import Applicant, Opening, Situation
from exchange.matching.formula import Formula

FORMAT = "matching question {}"
ENGINE = 2
"""The engine that answers new questions; what an earlier one was asked, it would answer again."""
SINCE_2 = frozenset({"parts", "remote_days"})
Row = TypeVar("Row", Applicant, Opening)
written = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Question:
    """Everything that the outcome depends on, and which version of the engine answers it."""

    applicants: tuple[Applicant, ...]
    openings: tuple[Opening, ...]
    formula: Formula
    seed: str
    engine: int = ENGINE

    def __post_init__(self) -> None:
        for rows in (self.applicants, self.openings):
            ids = [row.id for row in rows]
            if len(set(ids)) < len(ids):
                raise ValueError("an id stands there twice")
        if self.engine not in range(1, ENGINE + 1):
            raise ValueError(f"there is no engine {self.engine}")


def canonical(question: Question) -> bytes:
    """The question as it is kept, and asked again."""
    return written(
        {
            "format": FORMAT.format(question.engine),
            "applicants": rows(question, question.applicants, of_applicant),
            "openings": rows(question, question.openings, of_opening),
            "formula": of_formula(question.formula),
            "seed": question.seed,
        }
    ).encode()


def read(kept: bytes) -> Question:
    """The question that these bytes are."""
    here = json.loads(kept)
    words, _, engine = here["format"].rpartition(" ")
    if words != FORMAT.removesuffix(" {}"):
        raise ValueError(f"{here['format']!r} is no question")
    return Question(
        tuple(map(to_applicant, here["applicants"])),
        tuple(map(to_opening, here["openings"])),
        to_formula(here["formula"]),
        here["seed"],
        int(engine),
    )


def hashed(kept: bytes) -> str:
    """By what a question or an answer is known: the SHA-256 of its bytes."""
    return sha256(kept).hexdigest()


def rows(
    question: Question, those: Iterable[Row], written_out: Callable[[Row], dict[str, object]]
) -> list[dict[str, object]]:
    """Rows in the order of their ids; the first engine knew of no parts, and of nothing from afar."""
    told = [written_out(one) for one in sorted(those, key=lambda row: row.id)]
    unknown = SINCE_2 if question.engine == 1 else frozenset[str]()
    return [{name: value for name, value in one.items() if name not in unknown} for one in told]


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
        "parts": one.parts,
        "remote_days": one.remote_days,
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
        here.get("parts", 1),
        here.get("remote_days", 0),
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
        "parts": one.parts,
        "remote_days": one.remote_days,
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
        here.get("parts", 1),
        here.get("remote_days", 0),
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
