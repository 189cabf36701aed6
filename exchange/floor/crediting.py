"""Counting the days that somebody spent at another museum, and what they count for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.tables import ShadowingDay
from exchange.ground.refusals import Refused
from exchange.matching.tables import Application, ApplicationState
from exchange.placements.counting import takes_place
from exchange.placements.credits import earned_in
from exchange.placements.tables import Placement
from exchange.programmes.calls import Call

MOST = 1_000
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Credit:
    """One placement in a period: its days, those that are over, and what these count for."""

    placement: Placement
    days: int
    delivered: int
    hours: int | None
    call_id: UUID | None


async def stays(session: AsyncSession, since: date, until: date) -> Sequence[Placement]:
    """The placements with a day in a period, as one may see them; refuses a period of more than a year."""
    if not 0 <= (until - since).days < LONGEST:
        raise Refused("BAD_PERIOD", f"Ask for 1 to {LONGEST} days, the first one first.", "until")
    within = Placement.starts_on <= until, Placement.ends_on >= since, takes_place()
    order = Placement.starts_on, Placement.id
    return (await session.scalars(select(Placement).where(*within).order_by(*order).limit(MOST))).all()


async def credits_of(
    session: AsyncSession, placements: Sequence[Placement], since: date, until: date, *, today: date
) -> list[Credit]:
    """What these placements come to in a period. Steward's work: days are counted, none of them is shown."""
    ids = [one.id for one in placements]
    day = ShadowingDay.on_date
    over = day < today
    counted = (
        select(
            ShadowingDay.placement_id,
            func.count().filter(day.between(since, until)),
            func.count().filter(and_(day.between(since, until), over)),
            func.count().filter(and_(day < since, over)),
        )
        .where(ShadowingDay.placement_id.in_(ids))
        .group_by(ShadowingDay.placement_id)
    )
    days = {one: tuple(rest) for one, *rest in await session.execute(counted)}
    calls = await calls_of(session, ids)
    return [credit(one, *days.get(one.id, (0, 0, 0)), call=calls.get(one.id)) for one in placements]


def credit(placement: Placement, days: int, delivered: int, before: int, *, call: Call | None) -> Credit:
    """What one placement comes to; without a call nobody has said what its days count for."""
    if call is None:
        return Credit(placement, days, delivered, None, None)
    hours = earned_in(delivered, after=before, of_days=call.days, of_hours=call.credit_hours)
    return Credit(placement, days, delivered, hours, call.id)


async def calls_of(session: AsyncSession, placement_ids: Sequence[UUID]) -> dict[UUID, Call]:
    """The call that each placement came from: the last one for which its participant was chosen."""
    chosen = (
        select(Placement.id, Call)
        .join(
            Application,
            and_(
                Application.person_id == Placement.participant_id,
                Application.programme_id == Placement.programme_id,
                Application.state == ApplicationState.ACCEPTED,
            ),
        )
        .join(Call, Call.id == Application.call_id)
        .where(
            Placement.id.in_(placement_ids),
            Placement.starts_on.between(Call.first_day, Call.last_day),
        )
        .order_by(Placement.id, Application.submitted_at)
    )
    found = await session.execute(chosen)
    return dict(found.all())
