"""Counting how places went round in a year: for the committee and coordinators, who read no names in it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.entitling import holds, network_by, sits
from exchange.ground.refusals import Refused
from exchange.matching.asked import Situation
from exchange.matching.distribution import Course, Distribution, Step, distribution
from exchange.matching.tables import Application, ApplicationState
from exchange.people.tables import Museum, Role, Size
from exchange.placements.counting import takes_place
from exchange.placements.tables import Placement
from exchange.programmes.calls import Call

SIZE, COUNTRY = "SIZE", "COUNTRY"
UNKNOWN = "UNKNOWN"
YES, NO = "YES", "NO"
LEFT_OUT = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)


async def network_of_whoever_may_count(session: AsyncSession, *, by: UUID, at: datetime) -> UUID:
    """The network of somebody who coordinates in it or sits on its committee; refuses everybody else."""
    works = holds(by, Role.COORDINATOR, Role.COMMITTEE, at=at)
    return await network_by(session, works, sits(by, at=at))


async def count_year(session: AsyncSession, network_id: UUID, year: int, *, at: datetime) -> Distribution:
    """What became of everybody who applied to the calls that have closed in a year; steward's work.

    Years share nobody, and no sum over them is told, so that nothing can be subtracted from it.
    """
    if not 2000 <= year <= at.year:  # noqa: PLR2004
        raise Refused("INVALID", f"Name a year from 2000 to {at.year}.", "year")
    begins, ends = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    hosted = exists().where(
        Placement.participant_id == Application.person_id,
        Placement.programme_id == Application.programme_id,
        takes_place(),
    )
    asked = (
        select(Application.state, Application.verdict, Application.situations, Museum.size, Museum.country)
        .add_columns(hosted.label("hosted"))
        .join(Call, Call.id == Application.call_id)
        .join(Museum, Museum.id == Application.home_id)
        .where(Call.network_id == network_id, Call.closes_at >= begins, Call.closes_at < min(ends, at))
        .where(Application.state.not_in(LEFT_OUT))
    )
    courses = [course_of(row) for row in await session.execute(asked)]
    countries = select(Museum.country).where(Museum.network_id == network_id).distinct()
    return distribution(courses, kinds(sorted(await session.scalars(countries))))


def kinds(countries: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What is counted by, and the groups of each: known before anybody is counted."""
    situations = {situation.value: (YES, NO) for situation in Situation}
    return {SIZE: (*Size, UNKNOWN), COUNTRY: countries, **situations}


def course_of(row: Row[Any]) -> Course:
    """How far an application came, and how whoever wrote it is placed."""
    situations = {each.value: YES if each.value in row.situations else NO for each in Situation}
    return Course(furthest(row), {SIZE: row.size or UNKNOWN, COUNTRY: row.country, **situations})


def furthest(row: Row[Any]) -> Step:
    """The furthest step of an application: whoever is chosen counts as proposed, by whomever that was."""
    if row.state is ApplicationState.ACCEPTED:
        return Step.HOSTED if row.hosted else Step.CHOSEN
    proposed = row.verdict is not None and row.verdict.get("stay") is not None
    return Step.PROPOSED if proposed else Step.APPLIED
