"""Marking places in a photo: pointing at one, moving a mark, rewording it, taking it off.

A mark is a part of the entry and is read by whoever reads the entry, so its author alone sets it. What the
mentor says about a place is a comment that names the mark: it stays between the two.
"""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from sqlalchemy import func, select

from exchange.floor.answers import Applied, Conflict, Done, Merged, NeedsUserCode, NeedsYou
from exchange.floor.attaching import detach, hold_attached, hold_still_attached
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, taken
from exchange.floor.marks import MOST_MARKS, MOST_OF_A_MARK, Mark, MarkKind
from exchange.floor.pushes import Doing
from exchange.floor.regions import Region, check_region
from exchange.floor.rewording import reword, write_down
from exchange.floor.tables import Observation, Photo
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark as the device hands it over; its number is the one that its author saw beside it."""

    id: UUID
    photo_id: UUID
    number: int
    kind: MarkKind
    region: Region
    words: str


class MarkChange(TypedDict, total=False):
    """What of a mark somebody changes; what is not named stays as it is."""

    kind: MarkKind
    region: Region
    words: str


def text_of(mark_id: UUID) -> str:
    """Under which name the wordings of a mark are kept among those of its entry."""
    return f"mark:{mark_id}"


async def mark(doing: Doing, new: NewMark) -> Applied:
    """Point at a place in a photo of one's own; the same mark sent again is the same mark."""
    check_region(new.region)
    observation, photo = await hold_still_attached(doing, Photo, new.photo_id)
    here = await doing.session.get(Mark, new.id)
    if here is not None:
        if (here.photo_id, here.captured_at) != (new.photo_id, doing.captured_at):
            raise taken()
        return as_it_is(observation)
    many = select(func.count()).where(Mark.photo_id == photo.id, Mark.removed_at.is_(None))
    if (await doing.session.scalar(many) or 0) >= MOST_MARKS:
        raise Refused("INVALID", f"A photo has at most {MOST_MARKS} marks.", "photoId")
    one = Mark(
        id=new.id,
        scope_id=observation.scope_id,
        observation_id=observation.id,
        photo_id=photo.id,
        author_id=doing.by,
        number=await free_number(doing, photo.id, new.number),
        kind=new.kind,
        x=new.region.x,
        y=new.region.y,
        width=new.region.width,
        height=new.region.height,
        words=new.words,
        captured_at=doing.captured_at,
        received_at=doing.at,
        removed_at=None,
        rev=1,
    )
    doing.session.add(one)
    await doing.session.flush()
    first = write_down(doing, observation, text_of(one.id), new.words, rev=observation.rev + 1)
    wrote = {text_of(one.id): str(first.id)}
    return await keep(doing, "mark photo", observation, beside=[told(one)], wrote=wrote)


async def free_number(doing: Doing, photo_id: UUID, wanted: int) -> int:
    """The number that was wanted, or the next free one: none is ever given twice."""
    if wanted < 1:
        raise Refused("INVALID", "Marks are counted from 1.", "number")
    of_photo = select(Mark.number).where(Mark.photo_id == photo_id)
    numbers = set(await doing.session.scalars(of_photo))
    return wanted if wanted not in numbers else max(numbers) + 1


async def edit(doing: Doing, id: UUID, change: MarkChange, *, base: int) -> Done:
    """Move a mark, reword it or give it another kind; its words are merged like every text of an entry."""
    if "region" in change:
        check_region(change["region"])
    observation, one = await hold_mark(doing, id)
    if one.removed_at is not None:
        raise NeedsYou(NeedsUserCode.TARGET_CLOSED, "This mark was taken off meanwhile.", entity(observation))
    changed = placed(one, change)
    if "words" not in change:
        if not changed:
            return as_it_is(observation)
        one.rev += 1
        return await keep(doing, "edit mark", observation, beside=[told(one)])
    name = text_of(id)
    said = await reword(doing, observation, name, one.words, change["words"], base=base, most=MOST_OF_A_MARK)
    wrote = {name: str(said.version_id)}
    if said.changed or changed:
        one.words = said.text
        one.rev += 1
        await keep(doing, "edit mark", observation, beside=[told(one)])
    if said.merged:
        kept: tuple[Conflict, ...] = (said.conflict,) if said.conflict else ()
        return Merged(entity(observation), observation.rev, kept, wrote)
    return Applied(entity(observation), observation.rev, wrote)


def placed(one: Mark, change: MarkChange) -> bool:
    """Give a mark its new place and kind; whether that is anything new."""
    region = change.get("region", Region(one.x, one.y, one.width, one.height))
    kind = change.get("kind", one.kind)
    before = (one.x, one.y, one.width, one.height, one.kind)
    one.x, one.y, one.width, one.height, one.kind = region.x, region.y, region.width, region.height, kind
    return before != (region.x, region.y, region.width, region.height, kind)


async def take_off(doing: Doing, id: UUID) -> Applied:
    """Take a mark off its photo; what was said about it stays in the thread."""
    observation, one = await hold_mark(doing, id)
    if one.removed_at is not None:
        return as_it_is(observation)
    one.removed_at = doing.at
    one.rev += 1
    return await keep(doing, "remove mark", observation, beside=[told(one)])


async def take_photo_off(doing: Doing, id: UUID) -> Applied:
    """Take a photo off its observation, and with it whatever points into it."""
    _, photo = await hold_attached(doing, Photo, id)
    there = select(Mark).where(Mark.photo_id == photo.id, Mark.removed_at.is_(None)).with_for_update()
    marks = (await doing.session.scalars(there)).all()
    for one in marks:
        one.removed_at = doing.at
        one.rev += 1
    return await detach(doing, Photo, id, along=[told(one) for one in marks])


async def hold_mark(doing: Doing, id: UUID) -> tuple[Observation, Mark]:
    """Lock a mark of this person's own and, before it, its observation: everybody locks in this order."""
    observation_id = await doing.session.scalar(select(Mark.observation_id).where(Mark.id == id))
    if observation_id is None:
        raise not_here()
    observation = await hold_own(doing, Observation, observation_id)
    held = select(Mark).where(Mark.id == id).with_for_update()
    return observation, (await doing.session.scalars(held)).one()


def told(one: Mark) -> Changed:
    """The line of the feed that tells of a mark."""
    return Changed(one.scope_id, "Mark", one.id)
