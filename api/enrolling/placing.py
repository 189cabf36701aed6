"""The programmes of a file and their placements."""

from uuid import UUID

from sqlalchemy import select

from api.enrolling import roll
from api.enrolling.planning import plan
from api.enrolling.register import Register
from exchange.floor.tables import ShadowingDay
from exchange.ground.ids import uuid7
from exchange.people.tables import Role, ScopeMember
from exchange.placements.placing import name_home_manager, place
from exchange.placements.tables import Placement
from exchange.programmes.opening import let_in, open_programme
from exchange.programmes.tables import Objective, Programme


async def programme(register: Register, said: roll.Programme, where: str) -> None:
    """One programme with its objectives, unless it is there, and the coordinators it does not have yet."""
    coordinators = [
        register.expect(email, Role.COORDINATOR, None, f"{where}, coordinators {number}").id
        for number, email in enumerate(said.coordinators, start=1)
    ]
    if there := register.programmes.get(said.name):
        register.there["programme"] += 1
        await coordinate(register, there, coordinators)
        return
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


async def coordinate(register: Register, there: Programme, coordinators: list[UUID]) -> None:
    """Let in who was never in this programme; who left it stays away."""
    before = select(ScopeMember.person_id).where(ScopeMember.scope_id == there.id)
    known = set(await register.session.scalars(before))
    for person_id in dict.fromkeys(coordinators):
        if person_id not in known:
            await let_in(register.session, there, person_id, at=register.at)
            register.new["coordinator"] += 1


async def placement(register: Register, said: roll.Placement, where: str) -> None:
    """One placement, unless it is there, and the days it does not have yet."""
    of_programme = register.programme(said.programme, f"{where}, programme")
    home = register.museum(said.home, f"{where}, home")
    host = register.museum(said.host, f"{where}, host")
    participant = register.expect(said.participant, Role.PARTICIPANT, home, f"{where}, participant")
    mentor = register.expect(said.mentor, Role.MENTOR, host, f"{where}, mentor")
    managed = f"{where}, home_manager"
    manager = register.colleague(said.home_manager, home, managed) if said.home_manager else None
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
            home_manager_id=manager and manager.id,
            default_audience=None,
            **said.model_dump(include={"title", "starts_on", "ends_on", "state"}),
        )
        await place(register.session, row, at=register.at)
        register.new["placement"] += 1
    else:
        register.there["placement"] += 1
        if manager is not None and row.home_manager_id is None:
            await name_home_manager(register.session, row, manager.id, at=register.at)
            register.new["home manager"] += 1
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
            await plan(register, one, f"{where}, days {number}", of=row, host=host, objectives=known)
