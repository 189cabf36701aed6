"""The year of a museum in numbers, as the graph shows it."""

from collections.abc import Callable
from enum import Enum

import strawberry
from sqlalchemy import Column, ColumnElement, FromClause, Integer, MetaData, Uuid, and_, func, select, true
from sqlalchemy import Table as SqlTable

from exchange.floor import tables
from exchange.floor.tables import CommitmentState
from exchange.placements import tables as placements
from exchange.review.tables import Decision
from schema.engine.aggregates import Source, aggregate, count, lines, median
from schema.engine.filters import equal, matching, points_to
from schema.engine.mapping import choice, column, one
from schema.engine.roots import report
from schema.engine.statement import word
from schema.engine.whole import there
from schema.floor.reads import CommitmentWhere, ObservationWhere
from schema.people.types import Museum

HOUR, DAY = 3600, 86400
LINE = SqlTable("line", MetaData(), Column("museum_id", Uuid(), nullable=False), Column("month", Integer()))
PLACEMENT: FromClause = (
    select(placements.Placement.__table__).cte("hosted").prefix_with("MATERIALIZED", dialect="postgresql")
)
"""Read once for all sources: who may see a placement is a matter of two scopes, and dear to ask often."""
OBSERVATION: FromClause = tables.Observation.__table__
PHOTO: FromClause = tables.Photo.__table__
COMMITMENT: FromClause = tables.Commitment.__table__
DECISION: FromClause = Decision.__table__


def captured(entry: FromClause) -> Callable[[FromClause], ColumnElement[bool]]:
    """The entries of placements at a museum that were captured in the period of a line."""

    def belong(line: FromClause) -> ColumnElement[bool]:
        period = and_(entry.c.captured_at >= line.c.begins, entry.c.captured_at < line.c.ends)
        return and_(PLACEMENT.c.host_id == line.c.museum_id, there(entry), period)

    return belong


def under_way(line: FromClause) -> ColumnElement[bool]:
    """The placements at a museum with a day in the period of a line."""
    period = and_(PLACEMENT.c.starts_on < line.c.next_day, PLACEMENT.c.ends_on >= line.c.first_day)
    stands = PLACEMENT.c.called_off_from.is_distinct_from(PLACEMENT.c.starts_on)
    return and_(PLACEMENT.c.host_id == line.c.museum_id, period, stands)


def of_placements(entry: FromClause) -> FromClause:
    """Entries, each with its placement."""
    return PLACEMENT.join(entry, entry.c.placement_id == PLACEMENT.c.id)


FIRST_DECISION = (
    select(func.min(DECISION.c.received_at).label("at"))
    .where(DECISION.c.observation_id == OBSERVATION.c.id)
    .lateral("first_decision")
)
PLACEMENTS = Source(PLACEMENT, under_way, PLACEMENT)
OBSERVATIONS = Source(of_placements(OBSERVATION), captured(OBSERVATION), OBSERVATION)
PHOTOS = Source(
    of_placements(OBSERVATION).join(PHOTO, and_(PHOTO.c.observation_id == OBSERVATION.c.id, there(PHOTO))),
    captured(OBSERVATION),
    OBSERVATION,
)
DECIDED = Source(of_placements(OBSERVATION).join(FIRST_DECISION, true()), captured(OBSERVATION), OBSERVATION)
COMMITMENTS = Source(of_placements(COMMITMENT), captured(COMMITMENT), COMMITMENT)
DONE = Source(
    of_placements(COMMITMENT),
    lambda line: and_(captured(COMMITMENT)(line), COMMITMENT.c.state == word(CommitmentState.DONE.name)),
    COMMITMENT,
)


class ReportBy(Enum):
    """What makes a line of a report."""

    MUSEUM = "MUSEUM"
    MONTH = "MONTH"


choice(
    ReportBy,
    MUSEUM="A line for each museum, for the whole year.",
    MONTH="A line for each museum and each month of the year.",
)


@strawberry.input(description="Which museums stand in a report.")
class ReportWhere:
    """Which museums stand in a report."""

    museum: strawberry.ID | None = matching("Only this museum.", points_to("id", "Museum"))
    network: strawberry.ID | None = matching("Only of this network.", points_to("network_id", "Network"))
    country: str | None = matching("Only in this country, as two letters.", equal("country"))


@lines(LINE)
class ReportLine:
    """What a museum received in a year or a month, in numbers: counted is what you may read, nothing else."""

    museum: Museum = one("The museum that received.")
    month: int | None = column("The month, from 1 to 12, in the museum's time zone; null for a whole year.")
    placements: int = aggregate("How many placements had a day in it.", count(), PLACEMENTS)
    people: int = aggregate(
        "How many participants were received.", count(PLACEMENT.c.participant_id), PLACEMENTS
    )
    observations: int = aggregate(
        "How many observations were captured in it.", count(), OBSERVATIONS, where=ObservationWhere
    )
    photos: int = aggregate(
        "How many photos these observations have.", count(), PHOTOS, where=ObservationWhere
    )
    commitments: int = aggregate(
        "How many commitments were written in it.", count(), COMMITMENTS, where=CommitmentWhere
    )
    median_hours_to_decision: float | None = aggregate(
        "The median of the hours from the arrival of an observation at the museum to the mentor's first "
        "decision on it, to a tenth; null when nothing was decided.",
        median(FIRST_DECISION.c.at - OBSERVATION.c.received_at, HOUR),
        DECIDED,
        where=ObservationWhere,
    )
    median_days_to_done: float | None = aggregate(
        "The median of the days of 24 hours from the arrival of a commitment at the museum to its last "
        "change, of those that are done, to a tenth; null when none is.",
        median(COMMITMENT.c.changed_at - COMMITMENT.c.received_at, DAY),
        DONE,
        where=CommitmentWhere,
    )


@strawberry.type
class ReportReads:
    """Questions about numbers."""

    report: list[ReportLine] = report(
        "A year in numbers: a line for each museum of your networks, by name.",
        ReportLine,
        of=Museum,
        by=ReportBy.MUSEUM,
        monthly=ReportBy.MONTH,
        where=ReportWhere,
    )
