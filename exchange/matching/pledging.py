"""Pledging: what the museum that lends promises for somebody who applies."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import record
from exchange.ground.refusals import Refused, not_here
from exchange.matching.applying import hold_application, told_of
from exchange.matching.tables import ApplicationState
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Role
from exchange.programmes.lists import checked_text
from exchange.programmes.money import check_amount

MOST_DAYS = 60
MOST_OF_A_LINE = 160
STILL_OPEN = (ApplicationState.DRAFT, ApplicationState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class NewPledge:
    """What a sponsor promises: days, somebody in their place, and the budget line it is paid from."""

    application_id: UUID
    days: int
    backfill: bool
    employed: bool
    budget_line: str
    budget_minor: int | None
    currency: str | None


async def pledge(session: AsyncSession, new: NewPledge, *, by: UUID, at: datetime) -> None:
    """Promise it, as the sponsor whom the application names; promised again, the last words hold."""
    check_pledge(new)
    application = await hold_application(session, new.application_id)
    if application.sponsor_id != by:
        raise not_here()
    signs = Membership.person_id == by, Membership.museum_id == application.home_id
    office = *signs, Membership.role == Role.SPONSOR, in_office(at.date())
    if await session.scalar(select(Membership.id).where(*office).limit(1)) is None:
        raise not_here()
    if application.state not in STILL_OPEN:
        raise Refused("INVALID", "It is before the committee, decided, or withdrawn.", "applicationId")
    application.days_pledged, application.backfill, application.employed = (
        new.days,
        new.backfill,
        new.employed,
    )
    application.budget_line = new.budget_line.strip() or None
    application.budget_minor, application.currency = new.budget_minor, new.currency
    application.pledged_at = at
    await session.flush()
    await record(session, "pledge", told_of(application), by=by, at=at, detail={"days": new.days})


def check_pledge(new: NewPledge) -> None:
    """Refuses days that no stay has, and an amount without a currency."""
    checked_text(new.budget_line, MOST_OF_A_LINE, "budgetLine")
    if not 0 <= new.days <= MOST_DAYS:
        raise Refused("INVALID", f"Pledge 0 to {MOST_DAYS} days.", "days")
    check_amount(new.budget_minor, new.currency, "budgetMinor")
