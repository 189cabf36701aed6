"""Gathering what stands in a calendar, with the eyes of its owner: what they may not see is not in it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.calendars.occasions import Occasion, of_commitment, of_day, of_plan
from exchange.floor.tables import Commitment, PlanItem, ShadowingDay
from exchange.people.tables import Museum
from exchange.placements.tables import Placement

MOST = 2_000


async def of_person(session: AsyncSession, person_id: UUID) -> Sequence[Occasion]:
    """The days of somebody's own placements, and what they promised; entered as them."""
    mine = or_(Placement.participant_id == person_id, Placement.mentor_id == person_id)
    days = (
        select(ShadowingDay, Museum.time_zone)
        .join(Placement, Placement.id == ShadowingDay.placement_id)
        .join(Museum, Museum.id == Placement.host_id)
        .where(mine)
        .order_by(ShadowingDay.on_date, ShadowingDay.id)
    )
    plans = (
        select(PlanItem, Museum.time_zone)
        .join(Placement, Placement.id == PlanItem.placement_id)
        .join(Museum, Museum.id == Placement.host_id)
        .where(mine)
        .order_by(PlanItem.starts_at, PlanItem.id)
    )
    promises = (
        select(Commitment, Museum.time_zone)
        .join(Placement, Placement.id == Commitment.placement_id)
        .join(Museum, Museum.id == Placement.home_id)
        .where(Commitment.author_id == person_id)
        .order_by(Commitment.due_on, Commitment.id)
    )
    found = [of_day(day, zone) for day, zone in await session.execute(days.limit(MOST))]
    found += [of_plan(item, zone) for item, zone in await session.execute(plans.limit(MOST))]
    for promise, zone in await session.execute(promises.limit(MOST)):
        found += of_commitment(promise, zone)
    return found
