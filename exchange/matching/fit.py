"""Whether an applicant and an opening fit, in which weeks, for what reasons; and what they lack if not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exchange.matching.asked import Applicant, Opening, weeks_of
from exchange.matching.formula import Formula, Points, points


class Lack(StrEnum):
    """What stands between an applicant and an opening."""

    SAME_MUSEUM = "SAME_MUSEUM"
    SKILL = "SKILL"
    LANGUAGE = "LANGUAGE"
    ADJUSTMENT = "ADJUSTMENT"
    PARTS = "PARTS"
    REMOTE = "REMOTE"
    DAYS = "DAYS"
    WEEKS = "WEEKS"


@dataclass(frozen=True)
class Fit:
    """Why an applicant and an opening suit each other, and the weeks in which a stay could begin."""

    points: Points
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    languages: tuple[str, ...]
    starts: tuple[date, ...]


def starts(applicant: Applicant, opening: Opening) -> tuple[date, ...]:
    """The weeks in which a stay of the wished length could begin: both can in each week of it."""
    both = applicant.weeks & opening.weeks
    if applicant.parts > 1:
        later = max(applicant.length, applicant.parts) - 1
        return tuple(sorted(both)[: max(0, len(both) - later)])
    return tuple(sorted(week for week in both if both.issuperset(weeks_of(applicant, opening, week))))


def lacks(applicant: Applicant, opening: Opening) -> tuple[Lack, ...]:
    """Everything that stands between the two, in the order of the list above; nothing if they fit."""
    found = {
        Lack.SAME_MUSEUM: applicant.home == opening.host,
        Lack.SKILL: opening.skills.isdisjoint(applicant.skills),
        Lack.LANGUAGE: applicant.languages.isdisjoint(opening.languages),
        Lack.ADJUSTMENT: not applicant.adjustments <= opening.adjustments,
        Lack.PARTS: applicant.parts > opening.parts,
        Lack.REMOTE: applicant.remote_days > opening.remote_days,
        Lack.DAYS: applicant.days > opening.days,
        Lack.WEEKS: not starts(applicant, opening),
    }
    return tuple(lack for lack, lacking in found.items() if lacking)


def worth(applicant: Applicant, opening: Opening, formula: Formula) -> Points:
    """The points that the two would have together, whatever may stand between them."""
    fulfilled = tuple(place for place, skill in enumerate(applicant.skills) if skill in opening.skills)
    shared = len(opening.interests.intersection(applicant.interests))
    return points(formula, fulfilled, shared, applicant.situations)


def fit(applicant: Applicant, opening: Opening, formula: Formula) -> Fit | None:
    """How well the two suit each other, or nothing if something is lacking."""
    # Most pairs share no skill; to ask for that alone first halves the time of a large round.
    if opening.skills.isdisjoint(applicant.skills) or lacks(applicant, opening):
        return None
    return Fit(
        worth(applicant, opening, formula),
        tuple(skill for skill in applicant.skills if skill in opening.skills),
        tuple(interest for interest in applicant.interests if interest in opening.interests),
        tuple(sorted(applicant.languages & opening.languages)),
        starts(applicant, opening),
    )
