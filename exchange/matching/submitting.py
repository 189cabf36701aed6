"""Putting an application to the committee: what it says goes along, and who wants the same place is named.

What is decided moves the application by a trigger of the database (`an_application_follows_its_motion`):
whoever decides does not read applications themselves.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.putting import NewMotion, put_motion
from exchange.governance.tables import About
from exchange.ground.recording import record
from exchange.ground.refusals import Refused
from exchange.matching.applying import hold_application, told_of
from exchange.matching.tables import Application, ApplicationState
from exchange.people.tables import Person
from exchange.programmes.calls import Call
from exchange.programmes.coordinating import coordinated

WANTING = (ApplicationState.SUBMITTED, ApplicationState.BEFORE_COMMITTEE)


async def put_application(
    session: AsyncSession, id: UUID, motion_id: UUID, *, by: UUID, at: datetime
) -> None:
    """Let the committee decide about an application that was handed in: for coordinators of its programme."""
    application = await hold_application(session, id)
    await coordinated(session, application.programme_id, by=by, at=at)
    if application.state is not ApplicationState.SUBMITTED:
        raise Refused("INVALID", "Only what was handed in and is not decided goes to the committee.", "id")
    call = await session.get_one(Call, application.call_id)
    person = await session.get_one(Person, application.person_id)
    same = select(Application.person_id).where(
        Application.call_id == call.id, Application.id != id, Application.state.in_(WANTING)
    )
    new = NewMotion(
        motion_id,
        About.APPLICATION,
        id,
        f"{person.name}: {call.title}"[:200],
        f"{application.aims}\n\n{application.project}"[:5000],
        persons=frozenset({application.person_id, application.sponsor_id or application.person_id}),
        beside=frozenset(await session.scalars(same)),
        museums=frozenset({application.home_id}),
    )
    await put_motion(session, new, by=by, at=at)
    application.state, application.changed_at = ApplicationState.BEFORE_COMMITTEE, at
    await session.flush()
    detail = {"motion": str(motion_id)}
    await record(session, "put application", told_of(application), by=by, at=at, detail=detail)
