"""What came of a run, as the graph shows it."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import strawberry

from exchange.matching.change import Kind
from exchange.matching.formula import Formula
from schema.described import told_type
from schema.engine.mapping import choice
from schema.matching.formula import MatchFormula, published

choice(
    Kind,
    WEEK_OF_APPLICANT="One week more in which whoever applies can come.",
    WEEK_OF_HOST="One week more in which the host receives somebody.",
    PLACE="One place more with the host, in the weeks that are named.",
    PLACE_AND_DAYS="One place more, and days of the mentor for it.",
    DAYS_OF_MENTOR="More days of the mentor.",
    ADJUSTMENT_OF_HOST="One thing more that the host does for who needs it.",
    LANGUAGE="One of these languages, with either.",
    PARTS_OF_HOST="As many parts as whoever applies wishes, with the host.",
    REMOTE_OF_HOST="As many remote days as whoever applies wishes, with the host.",
    SHARE_OF_MUSEUM="One person more from the same museum.",
    SKILL_OF_HOST="One of these skills, with the host.",
)


@told_type
class MatchStay:
    """An application at an offer, from a week on."""

    application_id: UUID = strawberry.field(description="Whose, by the UUID of the application.")
    offer_id: UUID = strawberry.field(description="Where, by the UUID of the offer.")
    start: date = strawberry.field(description="The Monday of its first week.")


@told_type
class MatchRunnerUp:
    """Who would have a place if its holder could not come, and everybody else stayed."""

    stay: MatchStay = strawberry.field(description="Their stay.")
    behind: int = strawberry.field(description="How many points less; 0 where the lot decided.")
    fit: int | None = strawberry.field(
        description="How many points they would have for skills and interests; null in older runs."
    )
    priority: int | None = strawberry.field(
        description="How many points they have for their situation; null in older runs."
    )


@told_type
class MatchProposal:
    """Somebody who is to go, and why."""

    stay: MatchStay = strawberry.field(description="Who, where, from when.")
    participation: int = strawberry.field(description="How many points for being placed at all.")
    fit: int = strawberry.field(description="How many points for skills and interests.")
    priority: int = strawberry.field(description="How many points for their situation.")
    skills: list[str] = strawberry.field(description="The skills they want and the offer has.")
    interests: list[str] = strawberry.field(description="The interests that both have.")
    languages: list[str] = strawberry.field(description="The languages that both speak.")
    weeks: list[date] = strawberry.field(description="The weeks of the stay, each by its Monday.")
    weeks_possible: int = strawberry.field(description="In how many weeks it could begin.")
    number: int = strawberry.field(
        description="How many stand below them in the lottery; among equals the higher goes."
    )
    runner_up: MatchRunnerUp | None = strawberry.field(description="Who is next; null where nobody is.")


@told_type
class MatchChange:
    """The smallest change by which somebody would have a place while nobody else loses theirs."""

    kind: Kind = strawberry.field(description="What would have to be otherwise.")
    amount: int = strawberry.field(description="How many days, weeks or words more.")
    values: list[str] = strawberry.field(
        description="What would do, each alone, or the weeks; empty for what somebody needs: that is theirs."
    )
    stay: MatchStay = strawberry.field(description="The stay that would follow.")


@told_type
class MatchLeftOver:
    """Somebody who goes nowhere, and what would help."""

    application_id: UUID = strawberry.field(description="Whose, by the UUID of the application.")
    number: int = strawberry.field(description="How many stand below them in the lottery.")
    change: MatchChange | None = strawberry.field(description="The one change; null where one is not enough.")


@told_type
class MatchAnswer:
    """What came of a run."""

    points: int = strawberry.field(description="How many points the choice has.")
    at_most: int = strawberry.field(description="How many points it is proven that no choice has more than.")
    solver: str = strawberry.field(description="Which solver chose, and its version.")
    formula: MatchFormula = strawberry.field(description="The formula by which it chose.")
    proposals: list[MatchProposal] = strawberry.field(description="Who is to go.")
    left_over: list[MatchLeftOver] = strawberry.field(description="Who goes nowhere.")
    without_priority: list[MatchStay] = strawberry.field(
        description="Who would go if nobody's situation counted."
    )
    points_without_priority: int = strawberry.field(
        description="How many points that other choice has, of which none are for a situation."
    )
    only_with: list[UUID] = strawberry.field(description="The applications that go only as situations count.")
    only_without: list[UUID] = strawberry.field(description="Those that would go only if they did not.")


@told_type
class MatchVerdict:
    """What the matching said about one application, for whoever applied."""

    run_id: UUID = strawberry.field(description="The run, by its UUID.")
    proposal: MatchProposal | None = strawberry.field(
        description="Where you are to go, and why, without who is next; null where you are left over."
    )
    change: MatchChange | None = strawberry.field(
        description="The one change by which you would have a place; null where none is needed, or enough."
    )


def read_verdict(here: Mapping[str, Any] | None) -> MatchVerdict | None:
    """A verdict as the graph shows it."""
    if here is None:
        return None
    return MatchVerdict(
        run_id=UUID(here["run"]),
        proposal=here["stay"] and proposal({**here["stay"], "runner_up": None}),
        change=change(here["change"]),
    )


def read_out(answer: Mapping[str, Any], formula: Formula) -> MatchAnswer:
    """An answer as the graph shows it."""
    without = answer["without_priority"]
    return MatchAnswer(
        points=answer["points"],
        at_most=answer["at_most"],
        solver=answer["solver"],
        formula=published(formula),
        proposals=[proposal(one) for one in answer["stays"]],
        left_over=[
            MatchLeftOver(
                application_id=UUID(one["applicant"]), number=one["number"], change=change(one["change"])
            )
            for one in answer["left_over"]
        ],
        without_priority=[stay(one) for one in without["stays"]],
        points_without_priority=without["points"],
        only_with=[UUID(one) for one in without["only_with"]],
        only_without=[UUID(one) for one in without["only_without"]],
    )


def stay(here: Mapping[str, Any]) -> MatchStay:
    """A stay of an answer."""
    return MatchStay(
        application_id=UUID(here["applicant"]),
        offer_id=UUID(here["opening"]),
        start=date.fromisoformat(here["start"]),
    )


def proposal(here: Mapping[str, Any]) -> MatchProposal:
    """A stay of an answer, with its reasons."""
    return MatchProposal(
        stay=stay(here),
        **here["points"],
        skills=here["skills"],
        interests=here["interests"],
        languages=here["languages"],
        weeks=[date.fromisoformat(week) for week in here.get("weeks", [here["start"]])],
        weeks_possible=here["weeks_possible"],
        number=here["number"],
        runner_up=here["runner_up"] and next_one(here["runner_up"]),
    )


def next_one(here: Mapping[str, Any]) -> MatchRunnerUp:
    """Who is next, and by what they are behind."""
    points = here.get("points", {})
    return MatchRunnerUp(
        stay=stay(here), behind=here["behind"], fit=points.get("fit"), priority=points.get("priority")
    )


def change(here: Mapping[str, Any] | None) -> MatchChange | None:
    """The one change of an answer; what somebody needs is not told to who coordinates."""
    if here is None:
        return None
    kind = Kind(here["kind"])
    values = [] if kind is Kind.ADJUSTMENT_OF_HOST else here["values"]
    return MatchChange(kind=kind, amount=here["amount"], values=values, stay=stay(here))
