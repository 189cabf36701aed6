"""Unpacking: what is left of a stay is called off; what was lived stays, the days to come fall away.

A coordinator does it alone: who is ill cannot wait for four signatures. The agreement stays on record as it
was signed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.packing import planned, take_out
from exchange.ground.recording import record
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Museum
from exchange.placements.agreements import CalledOff
from exchange.placements.consulting import belongs, hold
from exchange.placements.tables import Placement, PlacementState
from exchange.placements.telling import told_of
from exchange.programmes.lists import checked_text

A_DAY = date.resolution
MOST_OF_A_REASON = 2_000


@dataclass(frozen=True, slots=True)
class CallingOff:
    """A stay that is called off: of which agreement, at which host, from which day on, and why."""

    agreement_id: UUID
    host_id: UUID
    since: date
    reason: str


async def call_off(session: AsyncSession, off: CallingOff, *, by: UUID, at: datetime) -> Placement:
    """Call off what is left of a stay, for a coordinator of its programme; whom it concerns hear of it."""
    held = await hold(session, off.agreement_id, by=by, at=at)
    if not await belongs(session, [held.agreement.programme_id], by, at=at):
        raise not_here()
    reason = checked_text(off.reason, MOST_OF_A_REASON, "reason", least=1)
    here = Placement.agreement_id == off.agreement_id, Placement.host_id == off.host_id
    placement = await session.scalar(select(Placement).where(*here).with_for_update())
    if placement is None:
        raise nothing_left()
    today = at.astimezone(ZoneInfo((await session.get_one(Museum, off.host_id)).time_zone)).date()
    since = first_day_off(placement, off.since, today=today)
    await free_the_days(session, placement, since, at=at)
    placement.called_off_from = since
    if since > placement.starts_on:
        placement.ends_on = since - A_DAY
    if since <= max(today, placement.starts_on):
        placement.state = PlacementState.FINISHED
    placement.rev += 1
    session.add(
        CalledOff(
            placement_id=placement.id,
            since=since,
            agreement_id=off.agreement_id,
            host_id=off.host_id,
            reason=reason,
            by_id=by,
            at=at,
        )
    )
    await session.flush()
    told = [*await told_of(session, placement), *held.told()]
    detail = {"placement": str(placement.id), "from": since.isoformat()}
    await record(session, "call stay off", told, by=by, at=at, detail=detail)
    return placement


def first_day_off(placement: Placement, since: date, *, today: date) -> date:
    """The first day that falls away; refuses one that was lived, and a stay of which nothing is left."""
    if placement.called_off_from == placement.starts_on or today > placement.ends_on:
        raise nothing_left()
    if since < today:
        raise Refused("INVALID", "What was lived stays: name today or a day to come.", "since")
    if since > placement.ends_on:
        raise Refused("INVALID", "The stay is over by then: name one of its days.", "since")
    return max(since, placement.starts_on)


def nothing_left() -> Refused:
    """There is no such stay, or it is over, or it was called off already."""
    return Refused("STATUS_MOVED", "Nothing is left of this stay that could be called off.", "hostId")


async def free_the_days(session: AsyncSession, placement: Placement, since: date, *, at: datetime) -> None:
    """Take the days from then on out of the plan, so that nobody is booked on them any more."""
    for on_date, day in (await planned(session, placement)).items():
        if on_date < since:
            continue
        try:
            await take_out(session, day, at=at)
        except Refused as no:
            raise Refused(no.code, no.sentence, "since") from None
