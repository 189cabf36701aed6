"""Planning a shadowing day: its purpose, its plan and the questions worth watching for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.recording import Changed, record


async def plan_day(
    session: AsyncSession,
    day: ShadowingDay,
    *,
    plan: Sequence[PlanItem] = (),
    prompts: Sequence[Prompt] = (),
    at: datetime,
) -> ShadowingDay:
    """Plan one day of a placement; plan items and prompts come with their own ids and the day's."""
    session.add(day)
    await session.flush()
    session.add_all([*plan, *prompts])
    await session.flush()
    scope = day.placement_id
    changed = [Changed(scope, "ShadowingDay", day.id)]
    changed += [Changed(scope, "PlanItem", item.id) for item in plan]
    changed += [Changed(scope, "Prompt", prompt.id) for prompt in prompts]
    await record(session, "plan day", changed, by=None, at=at)
    return day
