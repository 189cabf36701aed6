"""The choice itself: an integer programme, solved so that the same question always has the same answer.

One worker of the solver, a fixed start and an end counted in its own steps: every run goes the same way. In a
large round only the stays that come nearest to being worth their price are looked at; what is left out is
known to lose, and the bound that is given holds for all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exchange.matching.asked import Stay, weeks_of
from exchange.matching.formula import Points
from exchange.matching.prices import FINE, Prices, price
from exchange.matching.question import Question
from exchange.matching.room import Room

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

EFFORT = 4.0
"""How long the solver may think, in its own steps: about three times as many seconds of one core."""
LOOKED_AT = 6_000
"""Of how many stays it chooses."""


@dataclass(frozen=True)
class Progress:
    """How far a choice is: the points found, and the most that is not yet ruled out."""

    points: int
    at_most: int


@dataclass(frozen=True)
class Choice:
    """Who goes where from when; `at_most` is proven: no choice has more points than that."""

    stays: tuple[Stay, ...]
    points: int
    at_most: int


Heard = Callable[[Progress], None]


def choose(
    question: Question,
    worth: Mapping[Stay, Points],
    numbers: Mapping[str, int],
    heard: Heard = lambda _: None,
) -> Choice:
    """The choice with the most points; among equals the one whose applicants have the higher numbers."""
    if not worth:
        return Choice((), 0, 0)
    # The numbers of everybody together weigh less than one point.
    weight = len(numbers) ** 2
    values = {stay: worth[stay].total * weight + numbers[stay.applicant] for stay in sorted(worth)}
    prices = price(question, values, weight)
    heard(Progress(0, prices.at_most // weight))
    nearest = sorted(values, key=lambda stay: (prices.losses[stay], stay))
    looked_at, left_out = nearest[:LOOKED_AT], nearest[LOOKED_AT:]
    of_these = {stay: values[stay] for stay in sorted(looked_at)}
    begun = improved(question, of_these, first_come(question, looked_at))
    found, best_of_these = solved(question, of_these, begun, weight, heard)
    stays = improved(question, values, found)
    total = sum(values[stay] for stay in stays)
    at_most = max(total, proven(best_of_these, prices, left_out))
    heard(Progress(total // weight, at_most // weight))
    return Choice(stays, sum(worth[stay].total for stay in stays), at_most // weight)


def proven(best_of_these: int, prices: Prices, left_out: Sequence[Stay]) -> int:
    """No choice is worth more: it has a stay that was left out, and loses by that, or it has none of them."""
    if not left_out:
        return min(best_of_these, prices.at_most)
    with_one_left_out = prices.at_most - prices.losses[left_out[0]] // FINE
    return min(prices.at_most, max(best_of_these, with_one_left_out))


def solved(
    question: Question, values: Mapping[Stay, int], begun: Sequence[Stay], weight: int, heard: Heard
) -> tuple[Sequence[Stay], int]:
    """The best choice among these stays that was found, and what the best is worth at most."""
    # Not before somebody matches: the solver takes a second to load, and a server has no need of it.
    from ortools.sat.python import cp_model  # noqa: PLC0415

    class Listening(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            heard(Progress(int(self.objective_value) // weight, int(self.best_objective_bound) // weight))

    model = cp_model.CpModel()
    taken = {stay: model.new_bool_var("") for stay in values}
    keep_the_rules(model, taken, question)
    model.maximize(sum(value * taken[stay] for stay, value in values.items()))
    began = set(begun)
    for stay, variable in taken.items():
        model.add_hint(variable, stay in began)
    solver = cp_model.CpSolver()
    go_one_way(solver)
    status = solver.solve(model, Listening())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):  # it did not come as far as where it began
        return begun, sum(values.values())
    chosen = [stay for stay, variable in taken.items() if solver.boolean_value(variable)]
    return chosen, int(solver.best_objective_bound)


def go_one_way(solver: "CpSolver") -> None:
    """Nothing that depends on the machine's speed or on which worker is first."""
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = EFFORT


def keep_the_rules(model: "CpModel", taken: Mapping[Stay, "IntVar"], question: Question) -> None:
    """Nobody twice, no week beyond its places, no mentor beyond their days, no museum beyond its share."""
    applicants = {one.id: one for one in question.applicants}
    openings = {one.id: one for one in question.openings}
    turns, places, museums, days = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    for stay, variable in taken.items():
        applicant = applicants[stay.applicant]
        turns[stay.applicant].append(variable)
        museums[applicant.home].append(variable)
        days[stay.opening].append(applicant.days * variable)
        for week in weeks_of(applicant, openings[stay.opening], stay.start):
            places[stay.opening, week].append(variable)
    for variables in turns.values():
        model.add_at_most_one(variables)
    for (opening, _), variables in places.items():
        model.add(sum(variables) <= openings[opening].places)
    for opening, spent in days.items():
        model.add(sum(spent) <= openings[opening].days)
    if question.formula.most_from_one_museum is not None:
        for variables in museums.values():
            model.add(sum(variables) <= question.formula.most_from_one_museum)


def first_come(question: Question, stays: Sequence[Stay]) -> list[Stay]:
    """A first choice: whoever comes first in this order has the place."""
    room, placed = Room(question), set()
    for stay in stays:
        if stay.applicant not in placed and room.holds(stay):
            room.settle(stay)
            placed.add(stay.applicant)
    return [stay for here in room.stays.values() for stay in here]


def improved(question: Question, values: Mapping[Stay, int], stays: Sequence[Stay]) -> tuple[Stay, ...]:
    """The same choice, until nobody left over could simply come too, or is worth more in somebody's place.

    The best choice needs nothing of this; nobody is passed over where the solver stopped short of it.
    """
    room, placed = Room(question, stays), {stay.applicant for stay in stays}
    by_worth = sorted(values, key=lambda stay: (-values[stay], stay))
    again = True
    while again:
        again = False
        for stay in by_worth:
            if stay.applicant in placed:
                continue
            weaker = sorted(
                (other for other in room.stays[stay.opening] if values[other] < values[stay]),
                key=lambda other: (values[other], other),
            )
            if room.holds(stay) or give_way(room, placed, stay, weaker):
                room.settle(stay)
                placed.add(stay.applicant)
                again = True
    return tuple(sorted(stay for here in room.stays.values() for stay in here))


def give_way(room: Room, placed: set[str], stay: Stay, weaker: Sequence[Stay]) -> bool:
    """Whether one of the weaker stays makes room for this one; it is gone then."""
    for other in weaker:
        room.free(other)
        if room.holds(stay):
            placed.remove(other.applicant)
            return True
        room.settle(other)
    return False
