"""Placing a notice of Local Contexts on an observation, or a label as a community gave it; taking it off."""

from uuid import UUID

from sqlalchemy import func, select

from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, hold, keep, taken
from exchange.floor.notes import LABELS, MOST_NOTICES, NewNotice, Notice
from exchange.floor.pushes import Doing
from exchange.floor.tables import Observation, Photo
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here
from exchange.placements.tables import Placement

MOST_OF_A_NAME = 200
MOST_OF_THE_WORDS = 4000


async def place_notice(doing: Doing, observation_id: UUID, new: NewNotice) -> Applied:
    """Place a notice or a label: for the author and the mentor; sent again, it is the same one."""
    check_notice(new)
    observation = await hold_for_the_two(doing, observation_id)
    here = await doing.session.get(Notice, new.id)
    if here is not None:
        if (here.observation_id, here.kind, here.words) != (observation_id, new.kind, new.words):
            raise taken()
        return as_it_is(observation)
    if new.photo_id is not None and not await is_its_photo(doing, observation_id, new.photo_id):
        raise not_here()
    on_it = Notice.observation_id == observation_id, Notice.removed_at.is_(None)
    if (
        await doing.session.scalar(select(func.count()).select_from(Notice).where(*on_it)) or 0
    ) >= MOST_NOTICES:
        raise Refused("INVALID", f"An observation has at most {MOST_NOTICES} notices.", "id")
    notice = Notice(
        id=new.id,
        scope_id=observation.scope_id,
        observation_id=observation_id,
        photo_id=new.photo_id,
        by_id=doing.by,
        kind=new.kind,
        label=new.label,
        community=new.community,
        words=new.words,
        language=new.language,
        project=new.project,
        placed_at=doing.captured_at,
        removed_at=None,
        rev=1,
    )
    doing.session.add(notice)
    return await keep(doing, "place notice", observation, beside=[told(notice)])


async def take_notice_off(doing: Doing, id: UUID) -> Applied:
    """Take one off again: for who placed it."""
    notice = await doing.session.get(Notice, id)
    if notice is None or notice.by_id != doing.by:
        raise not_here()
    observation = await hold_for_the_two(doing, notice.observation_id)
    if notice.removed_at is not None:
        return as_it_is(observation)
    notice.removed_at = doing.at
    notice.rev += 1
    return await keep(doing, "take notice off", observation, beside=[told(notice)])


def check_notice(new: NewNotice) -> None:
    """Refuses a label that nobody gave, a notice with a label in it, and what is too long."""
    given = (new.label, new.community, new.words, new.project)
    if new.kind in LABELS and not all((one or "").strip() for one in given):
        sentence = (
            "Only a community gives a label: write down its name, its words and the project it stands in."
        )
        raise Refused("INVALID", sentence, "community")
    if new.kind not in LABELS and any(given):
        raise Refused("INVALID", "A notice has no words of its own: only a community’s label has.", "kind")
    if any(len(one or "") > MOST_OF_A_NAME for one in (new.label, new.community, new.project)):
        raise Refused("INVALID", f"Names have at most {MOST_OF_A_NAME} characters.", "community")
    if len(new.words or "") > MOST_OF_THE_WORDS:
        raise Refused("INVALID", f"The words have at most {MOST_OF_THE_WORDS:,} characters.", "words")


async def hold_for_the_two(doing: Doing, id: UUID) -> Observation:
    """Lock an observation, for its author or the mentor of its placement."""
    observation = await hold(doing, Observation, id)
    placement = await doing.session.get(Placement, observation.placement_id)
    if doing.by not in (observation.author_id, placement and placement.mentor_id):
        raise not_here()
    return observation


async def is_its_photo(doing: Doing, observation_id: UUID, photo_id: UUID) -> bool:
    """Whether a photo belongs to the observation and was not taken off."""
    here = Photo.id == photo_id, Photo.observation_id == observation_id, Photo.removed_at.is_(None)
    return await doing.session.scalar(select(Photo.id).where(*here)) is not None


def told(notice: Notice) -> Changed:
    """The line of the feed that tells of a notice."""
    return Changed(notice.scope_id, "Notice", notice.id)
