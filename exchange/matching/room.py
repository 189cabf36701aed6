"""What is left: places in each week, days of each mentor, and each museum's share, beside some stays."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from exchange.matching.asked import Applicant, Opening, Stay, weeks_of
from exchange.matching.question import Question


class Short(NamedTuple):
    """What there is too little of for one more stay: weeks without a place, days, one museum's share."""

    weeks: tuple[date, ...]
    days: int
    share: bool


ENOUGH = Short((), 0, share=False)


class Room:
    """What is left at every opening beside the stays that are settled."""

    def __init__(self, question: Question, stays: Iterable[Stay] = ()) -> None:
        """Everything is free but for these stays."""
        self.applicants = {one.id: one for one in question.applicants}
        self.openings = {one.id: one for one in question.openings}
        self.engine = question.engine
        self.share = question.formula.most_from_one_museum
        self.taken: Counter[tuple[str, date]] = Counter()
        self.spent: Counter[str] = Counter()
        self.sent: Counter[str] = Counter()
        self.stays: dict[str, set[Stay]] = defaultdict(set)
        for stay in stays:
            self.settle(stay)

    def settle(self, stay: Stay) -> None:
        """The stay takes its places, days and share."""
        self.stays[stay.opening].add(stay)
        self.count(stay, 1)

    def free(self, stay: Stay) -> None:
        """The stay gives back what it took."""
        self.stays[stay.opening].remove(stay)
        self.count(stay, -1)

    def count(self, stay: Stay, one: int) -> None:
        """What a stay takes, once more or once less."""
        applicant = self.applicants[stay.applicant]
        self.spent[stay.opening] += one * applicant.days
        self.sent[applicant.home] += one
        for week in self.weeks(stay):
            self.taken[stay.opening, week] += one

    def weeks(self, stay: Stay) -> tuple[date, ...]:
        """The weeks in which somebody would be there."""
        return weeks_of(self.applicants[stay.applicant], self.openings[stay.opening], stay.start)

    def short(self, applicant: Applicant, opening: Opening, start: date) -> Short:
        """What there is too little of for this stay; whether the two fit is another question."""
        return Short(
            tuple(
                week
                for week in weeks_of(applicant, opening, start)
                if self.taken[opening.id, week] >= opening.places
            ),
            max(0, self.spent[opening.id] + applicant.days - opening.days),
            self.share is not None and self.sent[applicant.home] >= self.share,
        )

    def holds(self, stay: Stay) -> bool:
        """There is enough of everything for this stay too."""
        return self.short(self.applicants[stay.applicant], self.openings[stay.opening], stay.start) == ENOUGH
