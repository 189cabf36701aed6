"""Offering to host: what a mentor can teach at their museum, in which weeks, and for how many days."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.matching.provisions import Provision
from exchange.matching.tables import Offer
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Role
from exchange.programmes.lists import checked_text, checked_weeks, checked_words

MOST_OF_A_TEXT = 2_000
MOST_DAYS = 400
MOST_PLACES = 50
MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class NewOffer:
    """An offer as a mentor says it."""

    id: UUID
    museum_id: UUID
    about: str
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    languages: tuple[str, ...]
    adjustments: frozenset[Provision]
    weeks: tuple[date, ...]
    blackouts: tuple[date, ...]
    days: int
    places: int
    parts: int = 1
    remote_days: int = 0


async def say_offer(session: AsyncSession, new: NewOffer, *, by: UUID, at: datetime) -> None:
    """Say what one offers as a mentor of a museum; said again, the last words hold."""
    network_id = await network_of_mentor(session, new.museum_id, by=by, at=at)
    here = await session.get(Offer, new.id, with_for_update=True)
    if here is None:
        here = Offer(id=new.id, network_id=network_id, museum_id=new.museum_id, mentor_id=by, made_at=at)
        session.add(here)
    if here.mentor_id != by or here.museum_id != new.museum_id:
        raise not_here()
    if here.ended_at is not None:
        raise Refused("INVALID", "This offer has ended: make another one.", "id")
    write(here, new)
    await session.flush()
    await record(session, "say offer", [Changed(network_id, "Offer", new.id)], by=by, at=at)


async def end_offer(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Offer it no longer; ended already, it stays ended."""
    offer = await session.get(Offer, id, with_for_update=True)
    if offer is None or offer.mentor_id != by:
        raise not_here()
    if offer.ended_at is not None:
        return
    offer.ended_at = at
    await session.flush()
    await record(session, "end offer", [Changed(offer.network_id, "Offer", id)], by=by, at=at)


def write(here: Offer, new: NewOffer) -> None:
    """Write down what is offered; refuses too little, and weeks that are no weeks."""
    if not 1 <= new.days <= MOST_DAYS:
        raise Refused("INVALID", f"Offer 1 to {MOST_DAYS} days.", "days")
    if not 1 <= new.places <= MOST_PLACES:
        raise Refused("INVALID", f"Offer 1 to {MOST_PLACES} places at once.", "places")
    if not 1 <= new.parts <= MOST_PARTS:
        raise Refused("INVALID", f"Take a stay in 1 to {MOST_PARTS} parts.", "parts")
    if not 0 <= new.remote_days <= new.days:
        raise Refused("INVALID", "No more days are remote than there are.", "remoteDays")
    here.about = checked_text(new.about, MOST_OF_A_TEXT, "about")
    here.skills = checked_words(new.skills, "skills")
    if not here.skills:
        raise Refused("INVALID", "Name at least one thing that can be learnt.", "skills")
    here.interests = checked_words(new.interests, "interests")
    here.languages = checked_words(new.languages, "languages")
    here.adjustments = sorted(one.value for one in new.adjustments)
    here.weeks = checked_weeks(new.weeks, "weeks")
    here.blackouts = checked_weeks(new.blackouts, "blackouts")
    here.days, here.places = new.days, new.places
    here.parts, here.remote_days = new.parts, new.remote_days


async def network_of_mentor(session: AsyncSession, museum_id: UUID, *, by: UUID, at: datetime) -> UUID:
    """The network of a museum; refuses whoever is no mentor there today."""
    theirs = Membership.museum_id == museum_id, Membership.person_id == by
    mentors = *theirs, Membership.role == Role.MENTOR, in_office(at.date())
    network_id = await session.scalar(select(Membership.network_id).where(*mentors).limit(1))
    if network_id is None:
        raise not_here()
    return network_id
