"""The programmes of a file, their placements and the days of these."""

from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from api.enrolling import roll
from api.enrolling.reading import Mistake
from api.enrolling.register import Register
from exchange.floor.planning import plan_day
from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.ids import uuid7
from exchange.people.tables import Museum, Role
from exchange.placements.placing import place
from exchange.placements.tables import Placement
from exchange.programmes.opening import open_programme
from exchange.programmes.tables import Objective, Programme


async def programme(register: Register, said: roll.Programme, where: str) -> None:
    """One programme with its objectives and coordinators, unless it is there."""
    if said.name in register.programmes:
        register.there["programme"] += 1
        return
    coordinators = [
        register.expect(email, Role.COORDINATOR, None, f"{where}, coordinators {number}").id
        for number, email in enumerate(said.coordinators, start=1)
    ]
    row = Programme(
        id=uuid7(register.at),
        network_id=register.network.id,
        **said.model_dump(include={"name", "starts_on", "ends_on"}),
    )
    await open_programme(
        register.session, row, objectives=said.objectives, coordinators=coordinators, at=register.at
    )
    register.programmes[said.name] = row
    register.new["programme"] += 1


async def placement(register: Register, said: roll.Placement, where: str) -> None:
    """One placement, unless it is there, and the days it does not have yet."""
    of_programme = register.programme(said.programme, f"{where}, programme")
    home = register.museum(said.home, f"{where}, home")
    host = register.museum(said.host, f"{where}, host")
    participant = register.expect(said.participant, Role.PARTICIPANT, home, f"{where}, participant")
    mentor = register.expect(said.mentor, Role.MENTOR, host, f"{where}, mentor")
    same = select(Placement).where(
        Placement.programme_id == of_programme.id,
        Placement.participant_id == participant.id,
        Placement.title == said.title,
    )
    row = await register.session.scalar(same)
    if row is None:
        row = Placement(
            id=uuid7(register.at),
            programme_id=of_programme.id,
            participant_id=participant.id,
            mentor_id=mentor.id,
            home_id=home.id,
            host_id=host.id,
            default_audience=None,
            **said.model_dump(include={"title", "starts_on", "ends_on", "state"}),
        )
        await place(register.session, row, at=register.at)
        register.new["placement"] += 1
    else:
        register.there["placement"] += 1
        host = next(museum for museum in register.museums.values() if museum.id == row.host_id)
    planned = set(
        await register.session.scalars(
            select(ShadowingDay.on_date).where(ShadowingDay.placement_id == row.id)
        )
    )
    objectives = await register.session.scalars(
        select(Objective.id).where(Objective.programme_id == of_programme.id).order_by(Objective.position)
    )
    known = list(objectives)
    for number, one in enumerate(said.days, start=1):
        if one.date in planned:
            register.there["day"] += 1
        else:
            await day(register, one, f"{where}, days {number}", of=row, host=host, objectives=known)


async def day(
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
    plan = [
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
    await plan_day(register.session, row, plan=plan, prompts=prompts, at=register.at)
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
