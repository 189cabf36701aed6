"""Setting the stage: the network, its programme, the placements and their planned days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.demo import programme
from api.demo.cast import DIMITRA, HOUSES, NETWORK_ID, PLAYERS, known
from api.demo.dates import Dates
from api.demo.seating import seat
from api.demo.story import Day, Stay
from exchange.floor.planning import plan_day
from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.placements.choosing import choose_audience
from exchange.placements.placing import place
from exchange.placements.tables import Placement, PlacementState
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Programme

AGREED_BEFORE = timedelta(days=60)
PLANNED_BEFORE = timedelta(days=3)


async def set_stage(session: AsyncSession, stays: Sequence[Stay], *, now: datetime) -> None:
    """Everything that was there before anybody saw anything."""
    opened = now - timedelta(days=programme.STARTED_DAYS_AGO)
    await seat(session, HOUSES, PLAYERS, at=opened - AGREED_BEFORE)
    round_of_this_year = Programme(
        id=programme.ID,
        network_id=NETWORK_ID,
        name=programme.NAME,
        starts_on=opened.date(),
        ends_on=opened.date() + timedelta(days=programme.LASTS_DAYS),
    )
    coordinators = [DIMITRA.id]
    objectives = await open_programme(
        session, round_of_this_year, objectives=programme.OBJECTIVES, coordinators=coordinators, at=opened
    )
    for stay in stays:
        await agree(session, stay, [objective.id for objective in objectives], now=now)


async def agree(session: AsyncSession, stay: Stay, objectives: Sequence[UUID], *, now: datetime) -> None:
    """One placement with its days."""
    dates = Dates(now, stay.mentor.house.time_zone)
    begins = dates.moment(stay.starts, "08:00")
    placement = Placement(
        id=stay.id,
        programme_id=programme.ID,
        participant_id=stay.participant.id,
        mentor_id=stay.mentor.id,
        home_id=stay.participant.house.id,
        host_id=stay.mentor.house.id,
        home_manager_id=stay.manager.id,
        title=stay.title,
        starts_on=dates.date(stay.starts),
        ends_on=dates.date(stay.ends),
        state=PlacementState.UNDER_WAY,
        default_audience=None,
    )
    await place(session, placement, at=begins - AGREED_BEFORE)
    for day in stay.days:
        await plan(session, stay, day, objectives, dates, at=begins - PLANNED_BEFORE)
    await choose_audience(session, stay.id, stay.audience, by=stay.participant.id, at=begins)


async def plan(
    session: AsyncSession, stay: Stay, day: Day, objectives: Sequence[UUID], dates: Dates, *, at: datetime
) -> None:
    """One day with its plan and its prompts."""
    row = ShadowingDay(
        id=day_id(stay, day.day),
        placement_id=stay.id,
        on_date=dates.date(day.day),
        purpose=day.purpose,
        place=day.place,
    )
    items = [
        PlanItem(
            id=known(f"{stay.name}, day {day.day}, {item.starts}"),
            placement_id=stay.id,
            day_id=row.id,
            starts_at=dates.moment(day.day, item.starts),
            ends_at=dates.moment(day.day, item.ends),
            title=item.title,
            zone=item.zone,
            object_number=item.object_number,
        )
        for item in day.plan
    ]
    prompts = [
        Prompt(
            id=prompt_id(stay, day.day, position),
            placement_id=stay.id,
            day_id=row.id,
            objective_id=objectives[objective - 1],
            position=position,
            question=question,
        )
        for position, (objective, question) in enumerate(day.prompts, start=1)
    ]
    await plan_day(session, row, plan=items, prompts=prompts, at=at)


def day_id(stay: Stay, day: int) -> UUID:
    """The id of a day of a placement."""
    return known(f"{stay.name}, day {day}")


def prompt_id(stay: Stay, day: int, position: int) -> UUID:
    """The id of a question of such a day."""
    return known(f"{stay.name}, day {day}, prompt {position}")
