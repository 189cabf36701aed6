"""Foreseeing needs and blackouts: a coordinator of the network keeps, changes and withdraws them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.entitling import holds
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Museum, Role
from exchange.programmes.foreseen import Blackout, Need, NeedKind
from exchange.programmes.lists import MOST_OF_A_WORD, checked_text

MOST_OF_A_REASON = 1_000
MOST_DAYS = 60
LONGEST = timedelta(days=3 * 366)
"""Whoever foresees more than three years at once says it in parts, or it tells nobody when to come."""

Foreseen = TypeVar("Foreseen", Need, Blackout)


@dataclass(frozen=True, slots=True)
class NewNeed:
    """A need as a coordinator says it; `rev` is the one they read, without one it is new."""

    id: UUID
    museum_id: UUID
    kind: NeedKind
    skill: str
    why: str
    first_day: date
    last_day: date
    days: int
    rev: int | None = None


@dataclass(frozen=True, slots=True)
class NewBlackout:
    """Days on which nobody can come, as a coordinator says them; `rev` as with a need."""

    id: UUID
    museum_id: UUID
    reason: str
    first_day: date
    last_day: date
    rev: int | None = None


async def say_need(session: AsyncSession, new: NewNeed, *, by: UUID, at: datetime) -> None:
    """Keep a need, or change one that nobody else has changed since it was read."""
    network_id = await network_of(session, new.museum_id, by=by, at=at)
    refuse_days(new.first_day, new.last_day)
    if not 1 <= new.days <= MOST_DAYS:
        raise Refused("INVALID", f"A need is of 1 to {MOST_DAYS} days.", "days")
    here = await hold(session, Need, new.id, museum_id=new.museum_id, rev=new.rev)
    here = here or Need(id=new.id, network_id=network_id, museum_id=new.museum_id, rev=0)
    here.kind, here.days = new.kind, new.days
    here.skill = checked_text(new.skill, MOST_OF_A_WORD, "skill", least=1)
    here.why = checked_text(new.why, MOST_OF_A_REASON, "why")
    here.first_day, here.last_day = new.first_day, new.last_day
    await keep(session, here, "say need", by=by, at=at)


async def say_blackout(session: AsyncSession, new: NewBlackout, *, by: UUID, at: datetime) -> None:
    """Keep a blackout, or change one that nobody else has changed since it was read."""
    network_id = await network_of(session, new.museum_id, by=by, at=at)
    refuse_days(new.first_day, new.last_day)
    here = await hold(session, Blackout, new.id, museum_id=new.museum_id, rev=new.rev)
    here = here or Blackout(id=new.id, network_id=network_id, museum_id=new.museum_id, rev=0)
    here.reason = checked_text(new.reason, MOST_OF_A_WORD, "reason", least=1)
    here.first_day, here.last_day = new.first_day, new.last_day
    await keep(session, here, "say blackout", by=by, at=at)


async def withdraw_need(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Need it no longer; calendars hear that it is cancelled."""
    await withdraw(session, await session.get(Need, id, with_for_update=True), by=by, at=at)


async def withdraw_blackout(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Receive people on these days again; calendars hear that it is cancelled."""
    await withdraw(session, await session.get(Blackout, id, with_for_update=True), by=by, at=at)


async def withdraw(session: AsyncSession, here: Need | Blackout | None, *, by: UUID, at: datetime) -> None:
    """Take back what was foreseen; taken back already, it stays so."""
    if here is None:
        raise not_here()
    await network_of(session, here.museum_id, by=by, at=at)
    if here.withdrawn_at is not None:
        return
    here.withdrawn_at = at
    await keep(session, here, f"withdraw {type(here).__name__.lower()}", by=by, at=at)


async def hold(
    session: AsyncSession, table: type[Foreseen], id: UUID, *, museum_id: UUID, rev: int | None
) -> Foreseen | None:
    """Lock what is changed, if it is there; refuses another museum's, and what is another by now."""
    here = await session.get(table, id, with_for_update=True)
    if here is None:
        if rev is not None:
            raise not_here()
        return None
    if here.museum_id != museum_id:
        raise Refused("ID_TAKEN", "Something else has this id.", "id")
    if here.withdrawn_at is not None:
        raise Refused("INVALID", "It was withdrawn: say another one.", "id")
    if here.rev != rev:
        raise Refused("CONFLICT", "Somebody changed it meanwhile: look at it again.", "rev")
    return here


async def keep(session: AsyncSession, here: Need | Blackout, act: str, *, by: UUID, at: datetime) -> None:
    """Keep it as its next revision, and tell the network."""
    here.rev += 1
    here.changed_at = at
    session.add(here)
    await session.flush()
    changed = [Changed(here.network_id, type(here).__name__, here.id)]
    await record(session, act, changed, by=by, at=at)


def refuse_days(first: date, last: date) -> None:
    """Refuses days that run backward, and more than can be foreseen at once."""
    if last < first:
        raise Refused("INVALID", "The last day is before the first one.", "lastDay")
    if last - first > LONGEST:
        raise Refused("INVALID", "Foresee at most three years at once.", "lastDay")


async def network_of(session: AsyncSession, museum_id: UUID, *, by: UUID, at: datetime) -> UUID:
    """The network of a museum; refuses whoever coordinates nothing in it today."""
    theirs = Museum.network_id.in_(holds(by, Role.COORDINATOR, at=at))
    network_id = await session.scalar(select(Museum.network_id).where(Museum.id == museum_id, theirs))
    if network_id is None:
        raise not_here()
    return network_id
