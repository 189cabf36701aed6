"""Gathering what stands in a calendar, with the eyes of its owner: what they may not see is not in it.

How often a row was said is counted in the log of its scope, so that each change has a higher number.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from exchange.calendars.cancelling import taken_back
from exchange.calendars.occasions import (
    HEARD,
    Occasion,
    of_call,
    of_commitment,
    of_day,
    of_foreseen,
    of_placement,
    of_plan,
)
from exchange.floor.tables import Commitment, PlanItem, ShadowingDay
from exchange.ground.tables import Feed, ScopeKind
from exchange.people.tables import Museum
from exchange.placements.counting import takes_place
from exchange.placements.tables import Placement
from exchange.programmes.calls import Call, CallState
from exchange.programmes.foreseeing import Foreseen
from exchange.programmes.foreseen import Blackout, Need

MOST = 2_000


async def gather(
    session: AsyncSession, kind: ScopeKind, scope_id: UUID, *, at: datetime
) -> Sequence[Occasion]:
    """What stands in the calendar of a person, a placement, a museum or a network; entered as its owner."""
    match kind:
        case ScopeKind.PERSON:
            mine = or_(Placement.participant_id == scope_id, Placement.mentor_id == scope_id)
            return [*await days(session, mine, at=at), *await promises(session, scope_id)]
        case ScopeKind.PLACEMENT:
            here = Placement.id == scope_id
            return [*await stays(session, here, at=at), *await days(session, here, at=at)]
        case ScopeKind.MUSEUM:
            here = or_(Placement.host_id == scope_id, Placement.home_id == scope_id)
            of_it = await foreseen(session, Museum.id == scope_id, at=at)
            return [*await stays(session, here, at=at), *await days(session, here, at=at), *of_it]
        case ScopeKind.NETWORK:
            here = Museum.network_id == scope_id
            of_it = await foreseen(session, here, at=at)
            return [*await stays(session, here, at=at), *of_it, *await calls(session, scope_id)]
        case _:
            return []


async def days(session: AsyncSession, which: ColumnElement[bool], *, at: datetime) -> list[Occasion]:
    """The shadowing days of placements, what is planned on them, and what was taken out of the plan."""
    of_days = (
        select(ShadowingDay, Museum.time_zone, said(ShadowingDay.id, ShadowingDay.placement_id))
        .join(Placement, Placement.id == ShadowingDay.placement_id)
        .join(Museum, Museum.id == Placement.host_id)
        .where(which)
        .order_by(ShadowingDay.on_date, ShadowingDay.id)
    )
    of_plans = (
        select(PlanItem, Museum.time_zone, said(PlanItem.id, PlanItem.placement_id))
        .join(Placement, Placement.id == PlanItem.placement_id)
        .join(Museum, Museum.id == Placement.host_id)
        .where(which)
        .order_by(PlanItem.starts_at, PlanItem.id)
    )
    found = [of_day(*row) for row in await session.execute(of_days.limit(MOST))]
    found += [of_plan(*row) for row in await session.execute(of_plans.limit(MOST))]
    return [*found, *await taken_back(session, which, since=at - HEARD)]


async def promises(session: AsyncSession, person_id: UUID) -> list[Occasion]:
    """What somebody promised, and when it is asked about."""
    theirs = (
        select(Commitment, Museum.time_zone)
        .join(Placement, Placement.id == Commitment.placement_id)
        .join(Museum, Museum.id == Placement.home_id)
        .where(Commitment.author_id == person_id)
        .order_by(Commitment.due_on, Commitment.id)
    )
    found = await session.execute(theirs.limit(MOST))
    return [one for promise, zone in found for one in of_commitment(promise, zone)]


async def stays(session: AsyncSession, which: ColumnElement[bool], *, at: datetime) -> list[Occasion]:
    """Placements from their first day to their last; one that was called off until it would long be over."""
    told = or_(takes_place(), Placement.ends_on > (at - HEARD).date())
    found = (
        select(Placement, Museum.time_zone, Museum.name)
        .join(Museum, Museum.id == Placement.host_id)
        .where(which, told)
        .order_by(Placement.starts_on, Placement.id)
    )
    return [of_placement(*row) for row in await session.execute(found.limit(MOST))]


async def foreseen(session: AsyncSession, which: ColumnElement[bool], *, at: datetime) -> list[Occasion]:
    """What museums need, and when they receive nobody; what was withdrawn lately too."""
    return [*await said_of(session, Need, which, at=at), *await said_of(session, Blackout, which, at=at)]


async def said_of(
    session: AsyncSession, table: type[Foreseen], which: ColumnElement[bool], *, at: datetime
) -> list[Occasion]:
    """What stands of one sort, and what was withdrawn lately."""
    told = or_(table.withdrawn_at.is_(None), table.withdrawn_at > at - HEARD)
    found = (
        select(table, Museum.time_zone, Museum.name)
        .join(Museum, Museum.id == table.museum_id)
        .where(which, told)
        .order_by(table.first_day, table.id)
    )
    return [of_foreseen(one, zone, name) for one, zone, name in await session.execute(found.limit(MOST))]


async def calls(session: AsyncSession, network_id: UUID) -> list[Occasion]:
    """The calls of a network; what is still drafted stands in no calendar."""
    published = Call.network_id == network_id, Call.state != CallState.DRAFT
    found = select(Call, said(Call.id, Call.network_id)).where(*published)
    rows = await session.execute(found.order_by(Call.closes_at, Call.id).limit(MOST))
    return [one for call, sequence in rows for one in of_call(call, sequence)]


def said(id: InstrumentedAttribute[UUID], scope_id: InstrumentedAttribute[UUID]) -> ScalarSelect[int]:
    """How often a row was said again in its scope."""
    lines = select(func.greatest(func.count() - 1, 0)).where(Feed.entity_id == id, Feed.scope_id == scope_id)
    return lines.scalar_subquery()
