"""Planning a shadowing day: its purpose, its plan and the questions worth watching for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused

BOOKED = "booked_day_key"


async def plan_day(
    session: AsyncSession,
    day: ShadowingDay,
    *,
    plan: Sequence[PlanItem] = (),
    prompts: Sequence[Prompt] = (),
    at: datetime,
) -> ShadowingDay:
    """Plan one day of a placement; plan items and prompts come with their own ids and the day's."""
    await book(session, day)
    session.add_all([*plan, *prompts])
    await session.flush()
    scope = day.placement_id
    changed = [Changed(scope, "ShadowingDay", day.id)]
    changed += [Changed(scope, "PlanItem", item.id) for item in plan]
    changed += [Changed(scope, "Prompt", prompt.id) for prompt in prompts]
    await record(session, "plan day", changed, by=None, at=at)
    return day


async def book(session: AsyncSession, day: ShadowingDay) -> None:
    """Keep a day, which is then its participant's day in this placement; refuses one that is taken."""
    try:
        async with session.begin_nested():
            session.add(day)
    except IntegrityError as no:
        if BOOKED not in str(no.orig):
            raise
        sentence = f"The participant is somewhere else on {day.on_date.isoformat()}: nobody is booked twice."
        raise Refused("BOOKED", sentence, "days") from None
