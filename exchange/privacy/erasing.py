"""Erasing a person: what they wrote and what tells who they were goes, in every table; ids stay.

It is one transaction. Devices hear of it through the feed, and the journal says that it was done, by id
alone. Bytes stand outside the database: whoever calls `erase` has them swept afterwards.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Person
from exchange.privacy.kept import DELETED, Kept
from exchange.privacy.register import REGISTER
from exchange.privacy.tables import Erasure

THINKING = timedelta(days=7)
"""In which somebody who asked to be erased may think again."""
SIGN_OUT = text(
    """
    select pg_notify('understudy', 'session ' || encode(token_hash, 'hex'))
      from session where person_id = :person and ended_at is null
    union all
    select pg_notify('understudy', 'key ' || encode(token_hash, 'hex'))
      from access_token where person_id = :person and ended_at is null
    """
)


async def ask_erasure(session: AsyncSession, person_id: UUID, *, at: datetime) -> Erasure:
    """Ask to be erased; asked twice, it is since the first time."""
    asked = {"person_id": person_id, "asked_at": at, "due_at": at + THINKING}
    await session.execute(insert(Erasure).values(asked).on_conflict_do_nothing())
    return await session.get_one(Erasure, person_id)


async def withdraw_erasure(session: AsyncSession, person_id: UUID) -> None:
    """Think again; who was erased already cannot."""
    asked = await session.get(Erasure, person_id, with_for_update=True)
    if asked is None or asked.erased_at is not None:
        raise not_here()
    await session.delete(asked)


async def due(session: AsyncSession, *, at: datetime) -> Sequence[UUID]:
    """Who asked to be erased and has thought long enough."""
    waiting = select(Erasure.person_id).where(Erasure.erased_at.is_(None), Erasure.due_at <= at)
    return (await session.scalars(waiting)).all()


async def unswept(session: AsyncSession) -> Sequence[UUID]:
    """Who was erased and of whom bytes may still be stored."""
    left = select(Erasure.person_id).where(Erasure.erased_at.is_not(None), Erasure.swept_at.is_(None))
    return (await session.scalars(left)).all()


async def swept(session: AsyncSession, person_id: UUID, *, at: datetime) -> None:
    """Nothing of theirs is stored any more."""
    (await session.get_one(Erasure, person_id)).swept_at = at


async def erase(session: AsyncSession, person_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """Erase a person; refuses an id that nobody has."""
    here = select(Person.id).where(Person.id == person_id).with_for_update()
    if await session.scalar(here) is None:
        raise Refused("NOT_FOUND", "There is nobody with this id.")
    values = {"person": person_id, "at": at}
    await session.execute(SIGN_OUT, {"person": person_id})
    changed = [one for table, kept in REGISTER.items() for one in await emptied(session, table, kept, values)]
    if changed:
        await record(session, "erase", changed, by=by, at=at)
    now = {"erased_at": at, "swept_at": None}
    done = insert(Erasure).values(person_id=person_id, asked_at=at, due_at=at, **now)
    await session.execute(done.on_conflict_do_update(index_elements=["person_id"], set_=now))


async def emptied(session: AsyncSession, table: str, kept: Kept, values: dict[str, object]) -> list[Changed]:
    """What one table has of a person is deleted or scrubbed; the rows that devices have to hear of."""
    if kept.erased is None or kept.mine is None:
        return []
    whose = f"({kept.mine}) or ({kept.along})" if kept.along else kept.mine
    if kept.erased == DELETED:
        await session.execute(text(f"delete from {table} where {whose}"), used(whose, values))  # noqa: S608 - from the register
        return []
    scrubbing = f"update {table} set {kept.erased} where {whose}"  # noqa: S608 - likewise
    if kept.told is None:
        await session.execute(text(scrubbing), used(scrubbing, values))
        return []
    rows = await session.execute(text(f"{scrubbing} returning {kept.scope}, id"), used(scrubbing, values))
    return [Changed(scope_id, kept.told, named) for scope_id, named in rows]


def used(statement: str, values: dict[str, object]) -> dict[str, object]:
    """The values that a statement asks for."""
    return {name: value for name, value in values.items() if f":{name}" in statement}
