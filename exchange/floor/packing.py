"""Packing: an agreement in force becomes placements and shadowing days, for the phone to carry."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.planning import plan_day
from exchange.floor.tables import PlanItem, Prompt, ShadowingDay
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.placements.consulting import Held
from exchange.placements.placing import change_placement, place
from exchange.placements.tables import Placement, PlacementState
from exchange.placements.terms import Day, Host, Step

TAKEN_OUT = "take day out of the plan"
"""The act whose line says when the day and its plan would have been: calendars cancel them."""


async def pack(session: AsyncSession, held: Held, *, at: datetime) -> list[Placement]:
    """Begin or change the placement at each host, with its days; what moves is taken out first.

    A stay that was called off stays as it is, whatever else is agreed.
    """
    found = [await placed(session, held, host, at=at) for host in held.terms.hosts]
    placements = [one for one in found if one.called_off_from is None]
    wanted = {
        one.id: {day.on: day for day in held.terms.days if day.museum_id == one.host_id} for one in placements
    }
    for one in placements:
        await take_out_all_but(session, one, wanted[one.id].keys(), at=at)
    for one in placements:
        await plan_days(session, one, wanted[one.id], at=at)
    return placements


async def placed(session: AsyncSession, held: Held, host: Host, *, at: datetime) -> Placement:
    """The placement at one host: the one that stands there already, or a new one."""
    placement = await standing(session, held, host)
    if placement is None:
        return await place(session, agreed(held, host, at=at), at=at)
    if placement.called_off_from is None:
        await change_placement(session, placement, agreed(held, host, at=at), at=at)
    return placement


async def standing(session: AsyncSession, held: Held, host: Host) -> Placement | None:
    """The placement of this agreement at a host; one from before agreements were signed here is taken up."""
    agreement = held.agreement
    here = (
        Placement.participant_id == agreement.participant_id,
        Placement.programme_id == agreement.programme_id,
        Placement.host_id == host.museum_id,
        or_(Placement.agreement_id == agreement.id, Placement.agreement_id.is_(None)),
    )
    found = select(Placement).where(*here).order_by(Placement.agreement_id.nulls_last(), Placement.id)
    return await session.scalar(found.limit(1).with_for_update())


def agreed(held: Held, host: Host, *, at: datetime) -> Placement:
    """A placement as the agreement has it."""
    agreement, terms = held.agreement, held.terms
    (manager,) = (one for one in terms.signatories if one.step is Step.HOME_MANAGER)
    return Placement(
        id=uuid7(at),
        programme_id=agreement.programme_id,
        participant_id=agreement.participant_id,
        mentor_id=host.mentor_id,
        home_id=agreement.home_id,
        host_id=host.museum_id,
        home_manager_id=manager.person_id,
        agreement_id=agreement.id,
        title=terms.title,
        starts_on=host.since,
        ends_on=host.until,
        state=PlacementState.AGREED,
        default_audience=None,
    )


async def planned(session: AsyncSession, placement: Placement) -> dict[date, ShadowingDay]:
    """The days that a placement has, by their date."""
    here = select(ShadowingDay).where(ShadowingDay.placement_id == placement.id)
    return {day.on_date: day for day in await session.scalars(here.order_by(ShadowingDay.on_date))}


async def plan_days(
    session: AsyncSession, placement: Placement, wanted: Mapping[date, Day], *, at: datetime
) -> None:
    """Plan what is new, and say anew what is otherwise."""
    there = await planned(session, placement)
    changed = []
    for on_date, day in wanted.items():
        known = there.get(on_date)
        if known is None:
            row = ShadowingDay(
                id=uuid7(at), placement_id=placement.id, on_date=on_date, purpose=day.purpose, place=day.place
            )
            await plan_day(session, row, at=at)
        elif (known.purpose, known.place) != (day.purpose, day.place):
            known.purpose, known.place = day.purpose, day.place
            changed.append(Changed(placement.id, "ShadowingDay", known.id))
    if changed:
        await session.flush()
        await record(session, "plan day anew", changed, by=None, at=at)


async def take_out_all_but(
    session: AsyncSession, placement: Placement, wanted: Collection[date], *, at: datetime
) -> None:
    """Take the days out that are no longer planned."""
    for on_date, day in (await planned(session, placement)).items():
        if on_date not in wanted:
            await take_out(session, day, at=at)


async def take_out(session: AsyncSession, day: ShadowingDay, *, at: datetime) -> None:
    """Take a day out of the plan; refuses one on which something was written down already."""
    plan = (await session.scalars(select(PlanItem).where(PlanItem.day_id == day.id))).all()
    spans = {str(item.id): [item.starts_at.isoformat(), item.ends_at.isoformat()] for item in plan}
    try:
        async with session.begin_nested():
            for part in (PlanItem, Prompt):
                await session.execute(delete(part).where(part.day_id == day.id))
            await session.execute(delete(ShadowingDay).where(ShadowingDay.id == day.id))
    except IntegrityError:
        sentence = (
            f"Something was written down on {day.on_date.isoformat()} already: that day stays in the plan."
        )
        raise Refused("INVALID", sentence, "days") from None
    gone = [Changed(day.placement_id, "ShadowingDay", day.id)]
    gone += [Changed(day.placement_id, "PlanItem", item.id) for item in plan]
    detail = {"day": str(day.id), "on": day.on_date.isoformat(), "plan": spans}
    await record(session, TAKEN_OUT, gone, by=None, at=at, detail=detail)
