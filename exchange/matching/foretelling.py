"""Foretelling gaps: reading what is foreseen and what is offered, with the eyes of whoever asks."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.matching.gaps import Closed, Found, Taught, Wanted, gaps
from exchange.matching.tables import Offer
from exchange.programmes.foreseen import Blackout, Need


async def foretell(session: AsyncSession, *, today: date) -> list[Found]:
    """How far each need that is not over is covered."""
    wanted = select(Need).where(Need.withdrawn_at.is_(None), Need.last_day >= today)
    offered = select(Offer).where(Offer.ended_at.is_(None))
    return gaps(
        [
            Wanted(one.id, one.museum_id, one.skill, one.first_day, one.last_day, one.days)
            for one in await session.scalars(wanted)
        ],
        [taught(one) for one in await session.scalars(offered)],
        await shut(session, since=today),
        today=today,
    )


async def shut(session: AsyncSession, *, since: date) -> list[Closed]:
    """When museums receive nobody, from a day on."""
    said = select(Blackout).where(Blackout.withdrawn_at.is_(None), Blackout.last_day >= since)
    return [Closed(one.museum_id, one.first_day, one.last_day) for one in await session.scalars(said)]


def taught(one: Offer) -> Taught:
    """An offer as needs and weeks are held against it."""
    return Taught(
        id=one.id,
        museum=one.museum_id,
        skills=frozenset(one.skills),
        weeks=frozenset(one.weeks),
        closed=frozenset(one.blackouts),
        days=one.days,
    )
