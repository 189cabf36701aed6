"""Describing a museum: its departments, what it has, the languages spoken, and what registers call it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.registers import KNOWN_BY, check_identifier
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Museum, Role, Size

MOST_NAMED = 60
MOST_OF_A_NAME = 80
MOST_OF_A_LANGUAGE = 35


@dataclass(frozen=True, slots=True)
class Description:
    """A museum as its coordinators describe it."""

    size: Size | None
    departments: tuple[str, ...]
    facilities: tuple[str, ...]
    languages: tuple[str, ...]
    isil: str | None
    ror: str | None
    wikidata: str | None


async def describe_museum(
    session: AsyncSession, id: UUID, description: Description, *, by: UUID | None, at: datetime
) -> None:
    """Say what a museum is like; who may say so was looked at before."""
    check_description(description)
    museum = await session.get(Museum, id, with_for_update=True)
    if museum is None:
        raise not_here()
    museum.size = description.size
    museum.departments = list(description.departments)
    museum.facilities = list(description.facilities)
    museum.languages = list(description.languages)
    museum.isil, museum.ror, museum.wikidata = description.isil, description.ror, description.wikidata
    await session.flush()
    await record(session, "describe museum", [Changed(museum.network_id, "Museum", id)], by=by, at=at)


async def must_coordinate(session: AsyncSession, museum_id: UUID, *, by: UUID, at: datetime) -> None:
    """Refuses whoever does not coordinate this museum."""
    mine = select(Membership.id).where(Membership.person_id == by, Membership.museum_id == museum_id)
    mine = mine.where(Membership.role == Role.COORDINATOR, in_office(at.date()))
    if await session.scalar(mine.limit(1)) is None:
        raise not_here()


def check_description(said: Description) -> None:
    """Refuses names that are empty, too long or said twice, and identifiers that cannot be any."""
    longest = {"departments": MOST_OF_A_NAME, "facilities": MOST_OF_A_NAME, "languages": MOST_OF_A_LANGUAGE}
    for field, most in longest.items():
        names: tuple[str, ...] = getattr(said, field)
        if len(names) > MOST_NAMED or len(set(names)) < len(names):
            raise Refused("INVALID", f"Name at most {MOST_NAMED}, each once.", field)
        if any(name != name.strip() or not 1 <= len(name) <= most for name in names):
            raise Refused("INVALID", f"Each has 1 to {most} characters.", field)
    for register in KNOWN_BY:
        check_identifier(register, getattr(said, register))
