"""The names of people and museums by their ids, as one person sees them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.people.tables import Museum, Person


async def names_of(session: AsyncSession, kind: type[Person | Museum]) -> dict[UUID, str]:
    """The name of everybody, or of every museum, of the network."""
    found = await session.execute(select(kind.id, kind.name))
    return dict(found.all())
