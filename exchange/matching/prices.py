"""What places, days and turns are worth in a round, and what follows: no choice has more points than that.

A linear programme finds the prices; from then on all is counted in whole numbers, so that the bound holds
whatever a solver may have rounded. Every stay pays for what it takes; what a stay is worth beyond its price,
and all that could be sold at all, together are more than any choice can be worth (weak duality).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from exchange.matching.asked import Stay, weeks_of
from exchange.matching.question import Question

if TYPE_CHECKING:
    from ortools.linear_solver.python.model_builder import LinearConstraint, Model, Solver, Variable

FINE = 64
"""Into so many parts the smallest weight is divided, so that rounding a price costs next to nothing."""
MIXES = 60
"""In so many ways a mentor's days may be filled before only the days themselves are counted."""

Values = Mapping[Stay, int]


@dataclass(frozen=True)
class Prices:
    """How much each stay lacks to be worth its price, and what no choice can be worth more than."""

    losses: Mapping[Stay, int]
    at_most: int


def price(question: Question, values: Values, weight: int) -> Prices:
    """The prices of a round in which each stay is worth so much; `weight` is what a point weighs."""
    # Not before somebody matches: the solver takes a second to load, and a server has no need of it.
    from ortools.linear_solver.python import model_builder  # noqa: PLC0415

    model = model_builder.Model()  # type: ignore[no-untyped-call]
    stays = {stay: model.new_num_var(0, 1, "") for stay in values}
    rules = Rules(question, stays, model)
    model.maximize(
        model_builder.LinearExpr.weighted_sum(
            list(stays.values()), [value / weight for value in values.values()]
        )
    )
    solver = model_builder.Solver("glop")
    status = solver.solve(model)
    if (
        status != model_builder.SolveStatus.OPTIMAL
    ):  # nobody placed is always allowed, and nobody is placed twice
        raise RuntimeError(f"the prices were not found: {status.name}")
    return rules.settled(solver, values, weight * FINE)


class Rules:
    """The rules of a round as rows of the linear programme, and what each of them came to cost."""

    def __init__(self, question: Question, stays: Mapping[Stay, "Variable"], model: "Model") -> None:
        """Write every rule down."""
        self.applicants = {one.id: one for one in question.applicants}
        self.openings = {one.id: one for one in question.openings}
        self.model = model
        turns, places, shares = defaultdict(list), defaultdict(list), defaultdict(list)
        lengths: dict[str, dict[int, list[Variable]]] = defaultdict(lambda: defaultdict(list))
        for stay, variable in stays.items():
            applicant = self.applicants[stay.applicant]
            turns[stay.applicant].append(variable)
            shares[applicant.home].append(variable)
            lengths[stay.opening][applicant.days].append(variable)
            for week in weeks_of(applicant, self.openings[stay.opening], stay.start):
                places[stay.opening, week].append(variable)
        self.turns = {one: self.at_most(taking, 1) for one, taking in turns.items()}
        self.places = {at: self.at_most(taking, self.openings[at[0]].places) for at, taking in places.items()}
        share = question.formula.most_from_one_museum
        self.shares = {} if share is None else {one: self.at_most(by, share) for one, by in shares.items()}
        self.share = share or 0
        self.days = {
            (opening, days): row
            for opening, taking in lengths.items()
            for days, row in self.fill(taking, self.openings[opening].days)
        }

    def at_most(self, taking: Sequence["Variable"], most: int) -> "LinearConstraint":
        """One rule: so many of these and no more."""
        return self.model.add(sum(taking) <= most)

    def fill(
        self, taking: Mapping[int, Sequence["Variable"]], most: int
    ) -> Iterator[tuple[int, "LinearConstraint"]]:
        """A mentor's days are filled in one of the ways in which they can be."""
        lengths = sorted(taking)
        ways = list(islice(mixes(lengths, most), MIXES + 1))
        if len(ways) > MIXES:
            row = self.model.add(sum(days * sum(taking[days]) for days in lengths) <= most)
            yield from ((days, row) for days in lengths)
            return
        chosen = [self.model.new_num_var(0, 1, "") for _ in ways]
        self.model.add(sum(chosen) <= 1)
        for place, days in enumerate(lengths):
            room = sum(way[place] * share for way, share in zip(ways, chosen, strict=True))
            yield days, self.model.add(sum(taking[days]) - room <= 0)

    def settled(self, solver: "Solver", values: Values, fine: int) -> Prices:
        """The prices in whole numbers, and what they prove."""

        def costs(row: "LinearConstraint") -> int:
            return max(0, round(solver.dual_value(row) * fine))

        turns = {one: costs(row) for one, row in self.turns.items()}
        places = {at: costs(row) for at, row in self.places.items()}
        shares = {one: costs(row) for one, row in self.shares.items()}
        days = {at: costs(row) for at, row in self.days.items()}
        beyond = {
            stay: FINE * value - self.to_pay(stay, turns, places, shares, days)
            for stay, value in values.items()
        }
        whole = sum(turns.values()) + self.share * sum(shares.values())
        whole += sum(self.openings[opening].places * each for (opening, _), each in places.items())
        whole += sum(dearest(self.openings[opening].days, each) for opening, each in by_opening(days).items())
        whole += sum(max(0, more) for more in beyond.values())
        return Prices({stay: max(0, -more) for stay, more in beyond.items()}, whole // FINE)

    def to_pay(
        self,
        stay: Stay,
        turns: Mapping[str, int],
        places: Mapping[tuple[str, date], int],
        shares: Mapping[str, int],
        days: Mapping[tuple[str, int], int],
    ) -> int:
        """What a stay pays for all that it takes."""
        applicant, opening = self.applicants[stay.applicant], self.openings[stay.opening]
        return (
            turns[stay.applicant]
            + sum(places[stay.opening, week] for week in weeks_of(applicant, opening, stay.start))
            + shares.get(applicant.home, 0)
            + days[stay.opening, applicant.days]
        )


def mixes(lengths: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """The ways to fill so many days with stays of these lengths, each so full that no other stay goes in."""
    if not lengths:
        yield ()
        return
    shortest, *others = lengths
    for longer in mixes_below(others, most):
        left = most - sum(number * days for number, days in zip(longer, others, strict=True))
        yield (left // shortest, *longer)


def mixes_below(lengths: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """The numbers of stays of these lengths that fit into so many days."""
    if not lengths:
        yield ()
        return
    first, *others = lengths
    for number in range(most // first + 1):
        for rest in mixes_below(others, most - number * first):
            yield (number, *rest)


def by_opening(days: Mapping[tuple[str, int], int]) -> Mapping[str, Mapping[int, int]]:
    """What stays of each length pay for a mentor's days, mentor by mentor."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for (opening, length), price in days.items():
        found[opening][length] = price
    return found


def dearest(most: int, each: Mapping[int, int]) -> int:
    """The most that a mentor's days can bring in, filled with stays that pay this for each length."""
    best = [0]
    for days in range(1, most + 1):
        best.append(max(best[-1], *(best[days - n] + pays for n, pays in each.items() if n <= days), 0))
    return best[-1]
