"""Declaring interests, once a year, and stepping back from one motion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.entitling import network_by, sits
from exchange.governance.tables import Declaration, InterestKind, Motion
from exchange.ground.ids import uuid7
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Museum, Person

GOOD_FOR = timedelta(days=365)
MOST_INTERESTS = 50
MOST_OF_WORDS = 400
DECLARED = text("select * from declared_by_the_committee()")


@dataclass(frozen=True, slots=True)
class Interest:
    """Something that somebody declares: in a person or in a museum."""

    kind: InterestKind
    about_person_id: UUID | None = None
    about_museum_id: UUID | None = None
    words: str = ""


async def declare(session: AsyncSession, interests: Sequence[Interest], *, by: UUID, at: datetime) -> None:
    """Say what interests one has, or by an empty list that there are none; it is good for a year.

    What was declared before ends with it, on the day before.
    """
    if len(interests) > MOST_INTERESTS:
        raise Refused("INVALID", f"Declare at most {MOST_INTERESTS} interests.", "interests")
    for one in interests:
        await check_interest(session, one)
    today = at.date()
    mine = select(Declaration).where(Declaration.person_id == by, Declaration.motion_id.is_(None))
    for former in await session.scalars(mine.where(Declaration.until >= today)):
        former.until = max(today - timedelta(days=1), former.since + timedelta(days=1))
    for one in interests or [Interest(InterestKind.NOTHING)]:
        session.add(
            Declaration(
                id=uuid7(at),
                person_id=by,
                kind=one.kind,
                about_person_id=one.about_person_id,
                about_museum_id=one.about_museum_id,
                motion_id=None,
                words=one.words.strip(),
                since=today,
                until=today + GOOD_FOR,
            )
        )
    await session.flush()


async def check_interest(session: AsyncSession, one: Interest) -> None:
    """Refuses an interest in nobody, in two, in somebody who is not here, or in too many words."""
    named = [each for each in (one.about_person_id, one.about_museum_id) if each is not None]
    if one.kind is InterestKind.NOTHING or len(named) != 1:
        raise Refused("INVALID", "Name the one person or the one museum that it is about.", "interests")
    if len(one.words.strip()) > MOST_OF_WORDS:
        raise Refused("INVALID", f"Say it in at most {MOST_OF_WORDS} characters.", "words")
    here = await session.get(Person if one.about_person_id else Museum, named[0])
    if here is None:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "This person or museum is not here.", "interests")


async def step_back(session: AsyncSession, motion_id: UUID, words: str, *, by: UUID, at: datetime) -> None:
    """Declare an interest in one motion, whatever it is: neither read it nor vote on it from now on.

    For whoever sits on the committee: anybody else takes no part anyway.
    """
    await network_by(session, sits(by, at=at))
    if await session.get(Motion, motion_id) is None:
        raise not_here()
    if len(words.strip()) > MOST_OF_WORDS:
        raise Refused("INVALID", f"Say it in at most {MOST_OF_WORDS} characters.", "words")
    session.add(
        Declaration(
            id=uuid7(at),
            person_id=by,
            kind=InterestKind.OTHER,
            about_person_id=None,
            about_museum_id=None,
            motion_id=motion_id,
            words=words.strip(),
            since=at.date(),
            until=at.date() + GOOD_FOR,
        )
    )
    await session.flush()


async def declared(session: AsyncSession) -> Sequence[Row[tuple[object, ...]]]:
    """What the committee declared, as everybody may know it: the kind and the museum, no person, no words."""
    return (await session.execute(DECLARED)).all()
