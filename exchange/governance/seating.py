"""Giving somebody a seat on the committee, or a substitute; ending a term; and who sits there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.entitling import holds, network_by
from exchange.governance.locking import one_at_a_time
from exchange.governance.rotation import Term, check_term
from exchange.governance.tables import Seat
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Role

MOST_SEATS = 15


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A term as somebody gives it."""

    id: UUID
    number: int
    substitute: bool
    person_id: UUID
    since: date
    until: date


async def give_seat(session: AsyncSession, new: NewSeat, *, by: UUID, at: datetime) -> None:
    """Give a seat for a term: for coordinators of the network. Said twice, it is one."""
    network_id = await network_by(session, holds(by, Role.COORDINATOR, at=at))
    await seat_member(session, network_id, new, by=by, at=at)


async def end_seat(session: AsyncSession, id: UUID, last_day: date, *, by: UUID, at: datetime) -> None:
    """Let a term end earlier than it was given: for coordinators of the network; it lasts that day still."""
    network_id = await network_by(session, holds(by, Role.COORDINATOR, at=at))
    await one_at_a_time(session, network_id)
    seat = await session.get(Seat, id, with_for_update=True, populate_existing=True)
    if seat is None or seat.network_id != network_id:
        raise not_here()
    if not max(at.date(), seat.since + timedelta(days=1)) <= last_day <= seat.until:
        raise Refused(
            "INVALID", "A term ends today at the earliest, and no later than it was given.", "until"
        )
    seat.until = last_day
    await session.flush()
    changed = [Changed(network_id, "Network", network_id)]
    detail = {"seat": seat.number, "person": str(seat.person_id), "until": last_day.isoformat()}
    await record(session, "end seat", changed, by=by, at=at, detail=detail)


async def seat_member(
    session: AsyncSession, network_id: UUID, new: NewSeat, *, by: UUID | None, at: datetime
) -> None:
    """Begin a term; who may say so was looked at before."""
    if not 1 <= new.number <= MOST_SEATS:
        raise Refused("INVALID", f"Seats are numbered from 1 to {MOST_SEATS}.", "number")
    await one_at_a_time(session, network_id)
    here = await session.get(Seat, new.id)
    if here is not None:
        if (here.person_id, here.number) != (new.person_id, new.number):
            raise Refused("ID_TAKEN", "Something else has this id.", "id")
        return
    term = Term(new.number, new.substitute, new.person_id, new.since, new.until)
    check_term(term, [term_of(seat) for seat in await seats(session, network_id)])
    works = select(Membership.museum_id).where(Membership.person_id == new.person_id)
    works = works.where(Membership.network_id == network_id, in_office(at.date()))
    museum_id = await session.scalar(works.order_by(Membership.since).limit(1))
    if museum_id is None:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "This person has no role in the network.", "personId")
    session.add(
        Seat(
            id=new.id,
            network_id=network_id,
            number=new.number,
            substitute=new.substitute,
            person_id=new.person_id,
            museum_id=museum_id,
            since=new.since,
            until=new.until,
        )
    )
    await session.flush()
    changed = [Changed(network_id, "Network", network_id)]
    detail = {"seat": new.number, "person": str(new.person_id), "until": new.until.isoformat()}
    await record(session, "give seat", changed, by=by, at=at, detail=detail)


async def seats(session: AsyncSession, network_id: UUID | None = None) -> Sequence[Seat]:
    """Every term of a network, or of those one sees; by seat, the holder first, the latest first."""
    all_of_them = select(Seat).order_by(Seat.number, Seat.substitute, Seat.since.desc())
    if network_id is not None:
        all_of_them = all_of_them.where(Seat.network_id == network_id)
    return (await session.scalars(all_of_them)).all()


def term_of(seat: Seat) -> Term:
    """A kept seat as a term."""
    return Term(seat.number, seat.substitute, seat.person_id, seat.since, seat.until)
