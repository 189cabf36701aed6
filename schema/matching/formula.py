"""The published formula in the graph."""

import strawberry

from exchange.matching.formula import Formula
from schema.described import told_type


@told_type
class MatchPoints:
    """What one thing counts in the published formula."""

    name: str = strawberry.field(description="What counts: a situation, or a part of what suits.")
    points: int = strawberry.field(description="How many points.")


@told_type
class MatchFormula:
    """The published formula."""

    version: str = strawberry.field(description="Its version; a run names the one that it was made by.")
    participation: int = strawberry.field(description="How many points for being placed at all.")
    skills: list[int] = strawberry.field(
        description="How many points for the first, second, third wish that is fulfilled."
    )
    interest: int = strawberry.field(description="How many points for each shared interest.")
    interests_counted: int = strawberry.field(description="How many shared interests count at most.")
    situations: list[MatchPoints] = strawberry.field(description="For each situation.")
    priority_at_most: int = strawberry.field(
        description="How many points all situations together give at most."
    )
    most_from_one_museum: int | None = strawberry.field(
        description="How many go from one museum at most, as the call says; null for as many as are chosen, "
        "and where no call is asked about."
    )


def published(here: Formula) -> MatchFormula:
    """A formula as the graph shows it."""
    return MatchFormula(
        version=here.version,
        participation=here.participation,
        skills=list(here.skills),
        interest=here.interest,
        interests_counted=here.interests_counted,
        situations=[MatchPoints(name=one.value, points=each) for one, each in here.situations.items()],
        priority_at_most=here.priority_at_most,
        most_from_one_museum=here.most_from_one_museum,
    )
