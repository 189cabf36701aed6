"""Restricting an entry, opening a restricted one, and lifting the restriction.

A restricted entry goes back to its author alone: whoever read it hears that it is gone. Its custodians
read it through functions of the database, which write down for the author that they did.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, entity, hold, placement_told
from exchange.floor.parts import parts_of
from exchange.floor.pushes import Doing
from exchange.floor.recorded import Recording
from exchange.floor.restricted import MOST_CUSTODIANS, Custodian, Restriction
from exchange.floor.tables import Observation, Photo
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Person

RESTRICT = text("select restrict_entry(:id, cast(:why as text), cast(:custodians as uuid[]), :at)")
FOR_ME = text("select * from restricted_for_me()")
OPEN = text("select * from open_restricted(:id, :at)")
FORSAKEN = text("select * from forsaken_entries()")
NAME = text("select name_custodian(:id, :person, :at)")
LIFT = text("select lift_restriction(:id, :at)")
PHOTO = text("select * from photo_in_custody(:id, :at)")
RECORDING = text("select * from recording_in_custody(:id, :at)")


async def restrict(doing: Doing, id: UUID, why: Restriction, custodians: Sequence[UUID]) -> Applied:
    """Let custodians alone open an entry from now on, beside its author: for author and mentor to say."""
    named = sorted(set(custodians))
    if not 1 <= len(named) <= MOST_CUSTODIANS:
        raise Refused("INVALID", f"Name 1 to {MOST_CUSTODIANS} custodians.", "custodians")
    entry = await hold(doing, Observation, id)
    if entry.restricted is not None:
        if entry.restricted is why and await custodians_of(doing.session, id) == named:
            return as_it_is(entry)
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "It is restricted: one of its custodians lifts that first.")
    if entry.author_id in named:
        raise Refused("INVALID", "Its author opens it in any case: name somebody else.", "custodians")
    told = [("Observation", id), *((kind, part) for kind, part in await doing.session.execute(parts_of(id)))]
    before, left = entry.scope_id, placement_told(entry)
    given = {"id": id, "why": why.value, "custodians": named, "at": doing.at}
    rev = await doing.session.scalar(RESTRICT, given)
    if rev is None:
        raise Refused(
            "NOT_FOUND_OR_FORBIDDEN", "Its author or its mentor restricts it, to people of the network."
        )
    changed = [Changed(scope, kind, one) for scope in (before, entry.author_id) for kind, one in told]
    await record(
        doing.session, "restrict", [*changed, *left], by=doing.by, at=doing.at, detail={"why": why.value}
    )
    return Applied(entity(entry), rev)


async def custodians_of(session: AsyncSession, id: UUID) -> Sequence[UUID]:
    """Who opens an entry beside its author; nobody, for whoever may not know."""
    here = select(Custodian.person_id).where(Custodian.observation_id == id).order_by(Custodian.person_id)
    return (await session.scalars(here)).all()


async def names_of_custodians(session: AsyncSession, id: UUID) -> Sequence[str]:
    """The same by name."""
    named = select(Person.name).join(Custodian, Custodian.person_id == Person.id)
    return (await session.scalars(named.where(Custodian.observation_id == id).order_by(Person.name))).all()


async def restricted_for_me(session: AsyncSession) -> Sequence[Row[tuple[object, ...]]]:
    """What this person is a custodian of: whose it is, since when and why, and nothing of what it says."""
    return (await session.execute(FOR_ME)).all()


async def open_restricted(session: AsyncSession, id: UUID, *, at: datetime) -> Row[tuple[object, ...]]:
    """What a restricted entry says, for a custodian; that they read it is written down for its author."""
    opened = (await session.execute(OPEN, {"id": id, "at": at})).first()
    if opened is None:
        raise not_here()
    return opened


async def lift(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Give an entry back to its author, who alone says who reads it next: for a custodian alone."""
    author_id = await session.scalar(LIFT, {"id": id, "at": at})
    if author_id is None:
        raise not_here()
    await record(session, "lift restriction", [Changed(author_id, "Observation", id)], by=by, at=at)


async def forsaken(session: AsyncSession) -> Sequence[Row[tuple[object, ...]]]:
    """Restricted entries that nobody can open or lift any more, at the museums this person coordinates."""
    return (await session.execute(FORSAKEN)).all()


async def name_custodian(session: AsyncSession, id: UUID, person_id: UUID, *, by: UUID, at: datetime) -> None:
    """Name somebody for a restricted entry whose custodians are all gone: for a coordinator of the museum."""
    author_id = await session.scalar(NAME, {"id": id, "person": person_id, "at": at})
    if author_id is None:
        raise not_here()
    await record(session, "name custodian", [Changed(author_id, "Observation", id)], by=by, at=at)


async def photo_in_custody(session: AsyncSession, id: UUID, *, at: datetime) -> Photo | None:
    """A photo of a restricted entry, for a custodian of it; opening it is written down."""
    found = await session.scalars(select(Photo).from_statement(PHOTO), {"id": id, "at": at})
    return found.first()


async def recording_in_custody(session: AsyncSession, id: UUID, *, at: datetime) -> Recording | None:
    """A recording of a restricted entry, for a custodian of it; opening it is written down."""
    found = await session.scalars(select(Recording).from_statement(RECORDING), {"id": id, "at": at})
    return found.first()
