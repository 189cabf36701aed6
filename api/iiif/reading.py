"""What one caller may see of a photo: the photo, its marks, and what was said about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.marks import Mark
from exchange.floor.regions import Region
from exchange.floor.tables import Observation, Photo, PhotoState
from exchange.people.tables import Museum, Person
from exchange.placements.tables import Placement
from exchange.review.tables import Comment


class Said(NamedTuple):
    """Words of somebody, and when they were said."""

    id: UUID
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark, and the answers to it, oldest first."""

    number: int
    kind: str
    region: Region
    said: Said
    answers: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A photo as one caller sees it."""

    photo: Photo
    observation: Observation
    author: str
    museum: str
    marks: Sequence[Marked]


async def annotated(session: AsyncSession, id: UUID) -> Annotated | None:
    """The photo, if it may be seen and there is a picture of it to look at."""
    photo = await session.get(Photo, id)
    if photo is None or photo.state is not PhotoState.VERIFIED:
        return None
    if photo.removed_at is not None or photo.expired_at is not None:
        return None
    seen = select(Observation, Person.name).join(Person, Person.id == Observation.author_id)
    found = (await session.execute(seen.where(Observation.id == photo.observation_id))).one()
    host = select(Museum.name).join(Placement, Placement.host_id == Museum.id)
    museum = await session.scalar(host.where(Placement.id == found[0].placement_id))
    return Annotated(photo, found[0], found[1], museum or "", await marks_of(session, id))


async def marks_of(session: AsyncSession, photo_id: UUID) -> Sequence[Marked]:
    """The marks of a photo, by their numbers."""
    here = Mark.photo_id == photo_id, Mark.removed_at.is_(None)
    set_by = select(Mark, Person.name).join(Person, Person.id == Mark.author_id).where(*here)
    answers = await answers_to(session, photo_id)
    return [
        Marked(
            number=mark.number,
            kind=mark.kind.value,
            region=Region(mark.x, mark.y, mark.width, mark.height),
            said=Said(mark.id, name, mark.captured_at, mark.words),
            answers=answers.get(mark.id, ()),
        )
        for mark, name in await session.execute(set_by.order_by(Mark.number))
    ]


async def answers_to(session: AsyncSession, photo_id: UUID) -> dict[UUID, list[Said]]:
    """What was said about each mark of a photo, as far as this caller reads it."""
    said = (
        select(Comment, Person.name, Mark.id)
        .join(Person, Person.id == Comment.author_id)
        .join(Mark, Mark.id == Comment.mark_id)
        .where(Mark.photo_id == photo_id, Comment.removed_at.is_(None))
        .order_by(Comment.written_at, Comment.id)
    )
    found: dict[UUID, list[Said]] = {}
    for comment, name, mark_id in await session.execute(said):
        about = found.setdefault(mark_id, [])
        about.append(Said(comment.id, name, comment.written_at, comment.body))
    return found
