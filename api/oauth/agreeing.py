"""What people agreed to: which programs read for somebody now, and taking that back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.refusals import Refused
from exchange.partners.tables import Client, Code, Token
from exchange.people.tables import Museum


async def agreed_by(session: AsyncSession, person_id: UUID, *, at: datetime) -> list[tuple[Client, str]]:
    """The programs that hold something for this person, with their museums' names."""
    living = Token.person_id == person_id, Token.ended_at.is_(None), Token.expires_at > at
    held = Client.id.in_(select(Token.client_id).where(*living))
    rows = select(Client, Museum.name).join(Museum, Museum.id == Client.museum_id).where(held)
    return [(row, name) for row, name in await session.execute(rows.order_by(Client.name, Client.id))]


async def take_back(session: AsyncSession, client_id: UUID, by: UUID, *, at: datetime) -> None:
    """End, at once, all that a program holds for this person; what it holds for others stays."""
    mine = Token.client_id == client_id, Token.person_id == by
    living = Token.ended_at.is_(None), Token.expires_at > at
    ended = update(Token).where(*mine, *living).values(ended_at=at).returning(Token.family)
    if not (await session.scalars(ended)).all():
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "This program reads nothing for you.")
    waiting = Code.client_id == client_id, Code.person_id == by, Code.used_at.is_(None)
    await session.execute(delete(Code).where(*waiting))
