"""How places went round, in the graph: numbers of which none is below five."""

from typing import Annotated

import strawberry

from exchange.matching.distribution import Told
from exchange.placements import distributing
from schema.context import Info
from schema.described import told_type
from schema.in_person import somebody, within


@told_type
class DistributionCounts:
    """How many came how far. A number is null below five, and where a smaller one would follow from it."""

    group: str = strawberry.field(
        description="The group: a size, a country as two letters (ISO 3166-1), UNKNOWN, or YES and NO; "
        "empty: everybody."
    )
    applied: int | None = strawberry.field(description="How many applied.")
    proposed: int | None = strawberry.field(description="How many of them the matching or somebody proposed.")
    chosen: int | None = strawberry.field(description="How many of those were chosen.")
    hosted: int | None = strawberry.field(description="How many of those have a placement.")


@told_type
class DistributionKind:
    """Everybody, divided in one way."""

    kind: str = strawberry.field(
        description="By what: SIZE or COUNTRY of the museum at home, or a situation of the published formula."
    )
    groups: list[DistributionCounts] = strawberry.field(
        description="Its groups; each of everybody is in one of them."
    )


@told_type
class Distribution:
    """How places went round among everybody who applied to the calls that closed in a year."""

    year: int = strawberry.field(description="The year.")
    everybody: DistributionCounts = strawberry.field(description="All of them.")
    kinds: list[DistributionKind] = strawberry.field(description="The same, divided in several ways.")


Year = Annotated[int, strawberry.argument(description="The year in which calls closed, from 2000.")]


async def fair_distribution(info: Info, year: Year) -> Distribution:
    """Count it."""
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        network_id = await distributing.network_of_whoever_may_count(session, by=by, at=at)
        async with info.context.sessions.as_steward() as everything:
            said = await distributing.count_year(everything, network_id, year, at=at)
    return Distribution(
        year=year,
        everybody=counts("", said.everybody),
        kinds=[
            DistributionKind(kind=kind, groups=[counts(group, told) for group, told in groups.items()])
            for kind, groups in said.kinds.items()
        ],
    )


def counts(group: str, told: Told) -> DistributionCounts:
    """The numbers of a group as the graph shows them."""
    applied, proposed, chosen, hosted = told
    return DistributionCounts(group=group, applied=applied, proposed=proposed, chosen=chosen, hosted=hosted)


@strawberry.type
class DistributionReads:
    """Questions about how places went round."""

    fair_distribution: Distribution = strawberry.field(
        resolver=fair_distribution,
        description="How places went round among everybody who applied to the calls that closed in a year: "
        "for coordinators and the committee; no number below five, and none from which one follows.",
    )
