"""How many days a mentor has left: of what they offer, less what they agreed to since. Steward's work."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.matching.tables import Offer
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Role
from exchange.placements.agreements import BookedDay, CalledOff, PlacementAgreement
from exchange.placements.cascade import Mentor
from exchange.placements.requests import MentorRequest, MentorTurn, TurnState
from exchange.placements.tables import Placement


async def mentor_at(session: AsyncSession, mentor_id: UUID, museum_id: UUID, *, at: datetime) -> Mentor:
    """What a mentor can still take on at a museum."""
    zone = (await session.get_one(Museum, museum_id)).time_zone
    today = at.astimezone(ZoneInfo(zone)).date()
    theirs = Membership.person_id == mentor_id, Membership.museum_id == museum_id
    mentors = select(exists().where(*theirs, Membership.role == Role.MENTOR, in_office(today)))
    offers = await standing_offers(session, mentor_id, museum_id)
    if not offers or not await session.scalar(mentors):
        return Mentor(None, today)
    since = min(offer.made_at for offer in offers)
    agreed = await days_agreed(session, mentor_id, museum_id, since=since)
    return Mentor(sum(offer.days for offer in offers) - agreed, today)


async def standing_offers(session: AsyncSession, mentor_id: UUID, museum_id: UUID) -> list[Offer]:
    """What a mentor offers at a museum."""
    here = Offer.mentor_id == mentor_id, Offer.museum_id == museum_id, Offer.ended_at.is_(None)
    return list(await session.scalars(select(Offer).where(*here).order_by(Offer.id)))


async def hold_days(session: AsyncSession, mentor_id: UUID) -> None:
    """Lock what a mentor offers: nobody says yes twice for the same days."""
    theirs = select(Offer.id).where(Offer.mentor_id == mentor_id, Offer.ended_at.is_(None))
    await session.execute(theirs.order_by(Offer.id).with_for_update())


async def days_agreed(session: AsyncSession, mentor_id: UUID, museum_id: UUID, *, since: datetime) -> int:
    """Days that they said yes to, and those of agreements that came about without being asked here.

    Of a stay that was called off after they said yes, only the days that were lived count.
    """
    yes = (
        MentorTurn.request_id == MentorRequest.id,
        MentorTurn.mentor_id == mentor_id,
        MentorTurn.museum_id == museum_id,
        MentorTurn.state == TurnState.YES,
        MentorTurn.answered_at >= since,
    )
    given_back = exists().where(
        CalledOff.placement_id == Placement.id,
        CalledOff.at > MentorTurn.answered_at,
        Placement.participant_id == MentorRequest.participant_id,
        Placement.mentor_id == MentorTurn.mentor_id,
        Placement.host_id == MentorTurn.museum_id,
    )
    said = select(func.coalesce(func.sum(MentorRequest.days), 0)).where(*yes, ~given_back)
    asked_first = exists().where(*yes, MentorRequest.participant_id == Placement.participant_id)
    booked = (
        select(func.count())
        .select_from(BookedDay)
        .join(Placement, Placement.id == BookedDay.placement_id)
        .join(PlacementAgreement, PlacementAgreement.id == Placement.agreement_id)
        .where(
            Placement.mentor_id == mentor_id,
            Placement.host_id == museum_id,
            PlacementAgreement.made_at >= since,
            or_(~asked_first, Placement.called_off_from.is_not(None)),
        )
    )
    return (await session.scalar(said) or 0) + (await session.scalar(booked) or 0)
