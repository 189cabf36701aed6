"""Saying what helps, to whom, for which placement; withdrawing it; and reading it, which is written down.

No feed tells of it and no journal holds a word of it. Who was named reads through a function of the
database that writes the reading down first, for whom it belongs to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.refusals import Refused, not_here
from exchange.ground.sealing import NotSealedHereError, Seal
from exchange.ground.tables import Access
from exchange.people.tables import Person
from exchange.placements.adjustments import Adjustment, AdjustmentReader
from exchange.placements.belonging import still_belongs
from exchange.placements.tables import Placement

KEY = "adjustments 1"
MOST = 500
AT_ONCE = 20
TOLD_ME = text("select id, person_id, sealed from adjustments_for(:placement, :at)")


@dataclass(frozen=True, slots=True)
class NewAdjustment:
    """Something that helps, as the participant says it."""

    id: UUID
    placement_id: UUID
    words: str
    readers: frozenset[UUID]


class Named(NamedTuple):
    """Somebody who was named, and when they last read it."""

    id: UUID
    name: str
    read_at: datetime | None


class Told(NamedTuple):
    """One thing that helps; without words where they were sealed with a key that is gone."""

    id: UUID
    words: str | None


async def say_adjustment(
    session: AsyncSession, new: NewAdjustment, *, by: UUID, seal: Seal, at: datetime
) -> None:
    """Say what helps and who may see it; said again, the new words and the new people are what holds."""
    await may_be_said(session, new, by=by, at=at)
    here = await session.get(Adjustment, new.id, with_for_update=True)
    sealed = seal.close(purpose_of(new.id, by), new.words.strip().encode())
    if here is None:
        await begin(session, new, sealed, by=by)
    elif here.placement_id != new.placement_id:
        raise Refused("INVALID", "This was said for another placement.", "placementId")
    else:
        here.sealed = sealed
        await session.flush()
    await name_readers(session, new, by=by)


async def begin(session: AsyncSession, new: NewAdjustment, sealed: str, *, by: UUID) -> None:
    """Say something for the first time; refuses an id that something else has."""
    await must_have_room(session, new, by=by)
    values = {"id": new.id, "person_id": by, "placement_id": new.placement_id, "sealed": sealed}
    fresh = insert(Adjustment).values(values).on_conflict_do_nothing().returning(Adjustment.id)
    if await session.scalar(fresh) is None:
        raise not_here()


async def name_readers(session: AsyncSession, new: NewAdjustment, *, by: UUID) -> None:
    """Let those see it who are named now, and nobody else."""
    of_this = AdjustmentReader.adjustment_id == new.id
    named = set(await session.scalars(select(AdjustmentReader.reader_id).where(of_this)))
    no_more = AdjustmentReader.reader_id.in_(named - new.readers)
    await session.execute(delete(AdjustmentReader).where(of_this, no_more))
    session.add_all(
        AdjustmentReader(adjustment_id=new.id, reader_id=one, owner_id=by) for one in new.readers - named
    )
    await session.flush()


async def may_be_said(session: AsyncSession, new: NewAdjustment, *, by: UUID, at: datetime) -> None:
    """Refuses a placement of somebody else, no words or too many, and people who are not here."""
    mine = Placement.id == new.placement_id, Placement.participant_id == by, still_belongs(by, at=at)
    if await session.scalar(select(Placement.id).where(*mine)) is None:
        raise not_here()
    if not 1 <= len(new.words.strip()) <= MOST:
        raise Refused("INVALID", f"It has 1 to {MOST} characters.", "words")
    if len(new.readers) > AT_ONCE:
        raise Refused("INVALID", f"Name at most {AT_ONCE} people.", "readers")
    here = select(func.count()).select_from(Person).where(Person.id.in_(new.readers))
    if by in new.readers or await session.scalar(here) != len(new.readers):
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "One of these people is not here.", "readers")


async def must_have_room(session: AsyncSession, new: NewAdjustment, *, by: UUID) -> None:
    """Refuses one more than can be read at once."""
    mine = Adjustment.person_id == by, Adjustment.placement_id == new.placement_id
    count = await session.scalar(select(func.count()).select_from(Adjustment).where(*mine))
    if (count or 0) >= AT_ONCE:
        raise Refused("INVALID", f"Say at most {AT_ONCE} things for a placement.", "id")


async def withdraw_adjustment(session: AsyncSession, id: UUID) -> None:
    """Take back what was said; nobody sees it from now on, and nothing of it is kept."""
    mine = await session.get(Adjustment, id)
    if mine is None:
        raise not_here()
    await session.delete(mine)
    await session.flush()


async def my_adjustments(session: AsyncSession, *, by: UUID) -> Sequence[Adjustment]:
    """What this person said helps them."""
    mine = select(Adjustment).where(Adjustment.person_id == by)
    return (await session.scalars(mine.order_by(Adjustment.id))).all()


async def named_for(session: AsyncSession, own: Adjustment) -> Sequence[Named]:
    """Who was named to see it, and when each of them last read it."""
    read = (
        select(func.max(Access.at))
        .where(Access.what == "Adjustment", Access.thing_id == own.id, Access.by_id == Person.id)
        .scalar_subquery()
    )
    named = (
        select(Person.id, Person.name, read)
        .join(AdjustmentReader, AdjustmentReader.reader_id == Person.id)
        .where(AdjustmentReader.adjustment_id == own.id)
        .order_by(Person.name, Person.id)
    )
    return [Named(*row) for row in await session.execute(named)]


async def adjustments_for(
    session: AsyncSession, placement_id: UUID, *, at: datetime, seal: Seal
) -> Sequence[Told]:
    """What this person was told helps the participant; that they read it is written down for them."""
    rows = await session.execute(TOLD_ME, {"placement": placement_id, "at": at})
    return [Told(row.id, opened(row.id, row.person_id, row.sealed, seal)) for row in rows]


def opened(id: UUID, person_id: UUID, sealed: str, seal: Seal) -> str | None:
    """The words; none where they were sealed with a key that is gone."""
    try:
        return seal.open(purpose_of(id, person_id), sealed).decode()
    except NotSealedHereError:
        return None


def purpose_of(id: UUID, person_id: UUID) -> str:
    """What the words are sealed for: laid under another id or another person, they open nowhere."""
    return f"adjustment {id} of {person_id}"


def in_clear(row: Mapping[str, Any], seal: Seal) -> dict[str, Any]:
    """A row as the archive of its person has it."""
    words = opened(UUID(row["id"]), UUID(row["person_id"]), row["sealed"], seal)
    return {name: value for name, value in row.items() if name != "sealed"} | {"words": words}
