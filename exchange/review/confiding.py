"""Saying something in confidence, taking it back, reading what one was told, releasing and answering a theme.

Nothing of this stands in a journal or a feed: a line there would say who wrote when. What a museum may
know is found by functions of the database, which hand out words and weeks and never an author.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied
from exchange.floor.keeping import own_placement, taken
from exchange.floor.pushes import Doing
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Person
from exchange.review.confided import Addressee, Critique, CritiqueAnswer, Theme

MOST = 5_000
RANDOM = 4
TOLD_ME = text("select * from critiques_for_me(:at)")
THEMES = text("select * from critique_themes()")
WITHDRAW = text("select withdraw_critique(:id)")
RELEASE_ONE = text("select release_critique(:id, :week)")
RELEASE = text("select release_themes(:week)")
ANSWER = text("select answer_theme(gen_random_uuid(), :museum, cast(:theme as text), :words, :week)")


def week_of(at: datetime) -> date:
    """The Monday of a moment's week: nothing finer is kept."""
    return at.date() - timedelta(days=at.weekday())


@dataclass(frozen=True, slots=True)
class NewCritique:
    """Something to be said in confidence, as the device hands it over."""

    id: UUID
    placement_id: UUID
    theme: Theme
    addressee: Addressee
    person_id: UUID | None
    words: str


async def confide(doing: Doing, new: NewCritique) -> Applied:
    """Keep something a participant says about the museum that receives them; said again, it is the same."""
    placement = await own_placement(doing, new.placement_id)
    await may_be_said(doing, new)
    here = await doing.session.get(Critique, new.id)
    if here is not None and (here.words, here.museum_id) != (new.words, placement.host_id):
        raise taken()
    if here is None:
        doing.session.add(
            Critique(
                id=new.id,
                author_id=doing.by,
                museum_id=placement.host_id,
                theme=new.theme,
                addressee=new.addressee,
                person_id=new.person_id,
                words=new.words,
                week=week_of(doing.at),
                released=None,
            )
        )
        await doing.session.flush()
    return Applied(f"Critique:{new.id}", 1)


async def may_be_said(doing: Doing, new: NewCritique) -> None:
    """Refuses an id that tells the time, no words or too many, and an addressee who is not there."""
    if new.id.version != RANDOM:
        raise Refused("INVALID", "What is said in confidence has a random id, a UUID version 4.", "id")
    if not 1 <= len(new.words.strip()) <= MOST:
        raise Refused("INVALID", f"It has 1 to {MOST:,} characters.", "words")
    if (new.addressee is Addressee.PERSON) != (new.person_id is not None):
        raise Refused("INVALID", "Say who shall read it.", "personId")
    if new.person_id is None:
        return
    if new.person_id == doing.by or await doing.session.get(Person, new.person_id) is None:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "This person is not here.", "personId")


async def my_own(session: AsyncSession) -> Sequence[Critique]:
    """What the person of this transaction said in confidence."""
    return (await session.scalars(select(Critique).order_by(Critique.week.desc(), Critique.id))).all()


async def withdraw(session: AsyncSession, id: UUID) -> None:
    """Take back what one said, for good; refuses once the museum's coordinators know the words."""
    if await session.scalar(WITHDRAW, {"id": id}):
        return
    here = await session.get(Critique, id)
    if here is None:
        raise not_here()
    raise Refused("RELEASED", "The museum knows these words: they can no longer be taken back.")


async def answers_to(session: AsyncSession, own: Critique) -> Sequence[CritiqueAnswer]:
    """What the museum answered to the theme of something that was released."""
    if own.released is None:
        return ()
    here = CritiqueAnswer.museum_id == own.museum_id, CritiqueAnswer.theme == own.theme
    return (await session.scalars(select(CritiqueAnswer).where(*here).order_by(CritiqueAnswer.week))).all()


async def told_me(session: AsyncSession, *, at: datetime) -> Sequence[Row[tuple[object, ...]]]:
    """What was said to this person in confidence; that they read it is written down for whoever said it."""
    return (await session.execute(TOLD_ME, {"at": at})).all()


async def themes(session: AsyncSession) -> Sequence[Row[tuple[object, ...]]]:
    """What was released to the themes of the museums that this person coordinates."""
    return (await session.execute(THEMES)).all()


async def release(session: AsyncSession, id: UUID, *, at: datetime) -> None:
    """Let a museum's coordinators know what one was told, without who said it: for who was told, alone."""
    if not await session.scalar(RELEASE_ONE, {"id": id, "week": week_of(at)}):
        raise not_here()


async def answer_theme(
    session: AsyncSession, museum_id: UUID, theme: Theme, words: str, *, at: datetime
) -> None:
    """Answer a theme of a museum that this person coordinates, once something was released to it."""
    if not 1 <= len(words.strip()) <= MOST:
        raise Refused("INVALID", f"An answer has 1 to {MOST:,} characters.", "words")
    given = {"museum": museum_id, "theme": theme.value, "words": words, "week": week_of(at)}
    if not await session.scalar(ANSWER, given):
        raise not_here()


async def release_themes(session: AsyncSession, *, at: datetime) -> int:
    """Release what five different people said on a theme until last week; steward's work, now and then."""
    return int(await session.scalar(RELEASE, {"week": week_of(at)}) or 0)
