"""The shadowing days of a placement in a file, with their plans and their prompts."""

from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from api.enrolling import roll
from api.enrolling.reading import Mistake
from api.enrolling.register import Register
from exchange.floor.planning import plan_day
from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.ids import uuid7
from exchange.people.tables import Museum
from exchange.placements.tables import Placement


async def plan(
    register: Register, said: roll.Day, where: str, *, of: Placement, host: Museum, objectives: list[UUID]
) -> None:
    """One day with its plan and its prompts."""
    row = ShadowingDay(
        id=uuid7(register.at),
        placement_id=of.id,
        on_date=said.date,
        purpose=said.purpose,
        place=said.place,
    )
    items = [
        PlanItem(
            id=uuid7(register.at),
            placement_id=of.id,
            day_id=row.id,
            starts_at=moment(said.date, item.starts, host),
            ends_at=moment(said.date, item.ends, host),
            **item.model_dump(include={"title", "zone", "object_number"}),
        )
        for item in said.plan
    ]
    prompts = [
        Prompt(
            id=uuid7(register.at),
            placement_id=of.id,
            day_id=row.id,
            objective_id=objective(asked, objectives, f"{where}, prompts {position}, objective"),
            position=position,
            question=asked.question,
        )
        for position, asked in enumerate(said.prompts, start=1)
    ]
    await plan_day(register.session, row, plan=items, prompts=prompts, at=register.at)
    register.new["day"] += 1


def objective(asked: roll.Question, objectives: list[UUID], where: str) -> UUID | None:
    """The objective a question serves, by its number in the programme."""
    if asked.objective is None:
        return None
    if asked.objective > len(objectives):
        many = len(objectives)
        raise Mistake(f"{where}: the programme has {many} objectives; write a number from 1 to {many}.")
    return objectives[asked.objective - 1]


def moment(on: date, at: time, host: Museum) -> datetime:
    """A time of a day, as the clock of the host museum shows it."""
    return datetime.combine(on, at, ZoneInfo(host.time_zone)).astimezone(UTC)
