"""The answer to a question: every stay with its reasons, everybody left over with what would help, as bytes.

The same question always has the same bytes, with the same version of the solver; that one is named in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version

from exchange.matching.asked import Stay
from exchange.matching.change import Change, smallest_change
from exchange.matching.choice import Choice, Heard, choose
from exchange.matching.fit import Fit, fit
from exchange.matching.formula import Points
from exchange.matching.lottery import draw
from exchange.matching.question import Question, canonical, hashed, read, written
from exchange.matching.room import Room
from exchange.matching.runner_up import RunnerUp, runners_up

FORMAT = "matching answer {}"
Pairs = Mapping[tuple[str, str], Fit]


def answered(asked: bytes, heard: Heard = lambda _: None) -> bytes:
    """The answer to a question that was written down."""
    question = read(asked)
    pairs = pairs_of(question)
    numbers = draw(question.seed, (one.id for one in question.applicants))
    worth = {
        Stay(applicant, opening, start): each.points
        for (applicant, opening), each in pairs.items()
        for start in each.starts
    }
    bare = replace(question, formula=question.formula.without_priority())
    worth_bare = {stay: replace(each, priority=0) for stay, each in worth.items()}
    # The solver leaves Python alone while it works: on two cores, both choices take the time of one.
    with ThreadPoolExecutor(2) as both:
        other = both.submit(choose, bare, worth_bare, numbers)
        choice = choose(question, worth, numbers, heard)
        without = other.result()
    room = Room(question, choice.stays)
    next_ones = runners_up(room, choice.stays, worth, numbers)
    return written(
        {
            "format": FORMAT.format(question.engine),
            "asked": hashed(canonical(question)),
            "solver": f"ortools {version('ortools')}",
            **of_choice(choice),
            "stays": of_stays(room, choice.stays, pairs, numbers, next_ones),
            "left_over": of_left_over(question, choice.stays, room, numbers),
            "without_priority": of_choice(without)
            | {"stays": [of_stay(stay) for stay in without.stays]}
            | differences(choice.stays, without.stays),
        }
    ).encode()


def pairs_of(question: Question) -> Pairs:
    """Every applicant and opening that suit each other."""
    applicants = sorted(question.applicants, key=lambda one: one.id)
    openings = sorted(question.openings, key=lambda one: one.id)
    return {
        (applicant.id, opening.id): found
        for applicant in applicants
        for opening in openings
        if (found := fit(applicant, opening, question.formula))
    }


def of_choice(choice: Choice) -> dict[str, object]:
    """How good a choice is, and how good any could be."""
    return {"points": choice.points, "at_most": choice.at_most, "placed": len(choice.stays)}


def of_stay(stay: Stay) -> dict[str, object]:
    """A stay in plain JSON."""
    return {"applicant": stay.applicant, "opening": stay.opening, "start": stay.start.isoformat()}


def of_points(points: Points) -> dict[str, int]:
    """Points in plain JSON."""
    return {"participation": points.participation, "fit": points.fit, "priority": points.priority}


def of_stays(
    room: Room,
    stays: Sequence[Stay],
    pairs: Pairs,
    numbers: Mapping[str, int],
    next_ones: Mapping[Stay, RunnerUp],
) -> list[dict[str, object]]:
    """Every stay with its reasons, and who would be next."""
    return [
        {
            **of_stay(stay),
            "number": numbers[stay.applicant],
            "points": of_points(here.points),
            "skills": here.skills,
            "interests": here.interests,
            "languages": here.languages,
            "weeks_possible": len(here.starts),
            "runner_up": of_runner_up(room, next_ones.get(stay), pairs),
            **since_2(room, weeks=[week.isoformat() for week in room.weeks(stay)]),
        }
        for stay in stays
        for here in (pairs[stay.applicant, stay.opening],)
    ]


def of_runner_up(room: Room, runner_up: RunnerUp | None, pairs: Pairs) -> dict[str, object] | None:
    """The next in line in plain JSON."""
    if runner_up is None:
        return None
    points = pairs[runner_up.stay.applicant, runner_up.stay.opening].points
    return {
        **of_stay(runner_up.stay),
        "behind": runner_up.behind,
        **since_2(room, points=of_points(points)),
    }


def since_2(room: Room, **told: object) -> dict[str, object]:
    """What the first engine did not tell: an old question has its old answer, to the byte."""
    return {} if room.engine == 1 else told


def of_left_over(
    question: Question, stays: Iterable[Stay], room: Room, numbers: Mapping[str, int]
) -> list[dict[str, object]]:
    """Everybody who goes nowhere, with the one change that would do."""
    placed = {stay.applicant for stay in stays}
    return [
        {
            "applicant": one.id,
            "number": numbers[one.id],
            "change": of_change(smallest_change(one, room, question.formula)),
        }
        for one in sorted(question.applicants, key=lambda applicant: applicant.id)
        if one.id not in placed
    ]


def of_change(change: Change | None) -> dict[str, object] | None:
    """A change in plain JSON."""
    if change is None:
        return None
    return {
        **of_stay(change.stay),
        "kind": change.kind,
        "amount": change.amount,
        "values": change.values,
    }


def differences(stays: Iterable[Stay], without: Iterable[Stay]) -> dict[str, list[str]]:
    """Who goes only because situations count, and who would go only if they did not."""
    here, there = ({stay.applicant for stay in some} for some in (stays, without))
    return {"only_with": sorted(here - there), "only_without": sorted(there - here)}
