"""Putting something to the committee, and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.entitling import holds, network_by, sits
from exchange.governance.tables import About, Matter, Motion, MotionState
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.people.tables import Museum, Person, Role

MOST_OF_A_TITLE = 200
MOST_OF_WORDS = 5_000
MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class NewMotion:
    """Something to be decided: what it is about, and the persons and museums that it concerns.

    `beside` are those who want the same, such as others who applied for the same place.
    """

    id: UUID
    about: About
    about_id: UUID | None
    title: str
    words: str
    persons: frozenset[UUID] = frozenset()
    beside: frozenset[UUID] = frozenset()
    museums: frozenset[UUID] = frozenset()


async def put_motion(session: AsyncSession, new: NewMotion, *, by: UUID, at: datetime) -> None:
    """Put something to the committee: for coordinators, and for whoever sits on it. Put twice, it is one."""
    network_id = await network_by(session, holds(by, Role.COORDINATOR, at=at), sits(by, at=at))
    await check_motion(session, new)
    here = await session.get(Motion, new.id)
    if here is not None:
        if (here.put_by_id, here.about) != (by, new.about):
            raise Refused("ID_TAKEN", "Something else has this id.", "id")
        return
    session.add(
        Motion(
            id=new.id,
            network_id=network_id,
            about=new.about,
            state=MotionState.OPEN,
            put_by_id=by,
            put_at=at,
        )
    )
    await session.flush()
    session.add(
        Matter(
            motion_id=new.id,
            about_id=new.about_id,
            title=new.title.strip(),
            words=new.words.strip(),
            persons=sorted(new.persons),
            beside=sorted(new.beside),
            museums=sorted(new.museums),
        )
    )
    await session.flush()
    changed = [Changed(network_id, "Network", network_id)]
    await record(session, "put motion", changed, by=by, at=at, detail={"motion": str(new.id)})


async def check_motion(session: AsyncSession, new: NewMotion) -> None:
    """Refuses a motion without a title, with too many words, or about somebody who is not here."""
    if not 1 <= len(new.title.strip()) <= MOST_OF_A_TITLE:
        raise Refused("INVALID", f"Give it a title of 1 to {MOST_OF_A_TITLE} characters.", "title")
    if len(new.words.strip()) > MOST_OF_WORDS:
        raise Refused("INVALID", f"Say it in at most {MOST_OF_WORDS:,} characters.", "words")
    everybody = new.persons | new.beside
    for field, kind, named in (("persons", Person, everybody), ("museums", Museum, new.museums)):
        if len(named) > MOST_NAMED:
            raise Refused("INVALID", f"Name at most {MOST_NAMED}.", field)
        here = select(func.count()).select_from(kind).where(kind.id.in_(named))
        if await session.scalar(here) != len(named):
            raise Refused("NOT_FOUND_OR_FORBIDDEN", "Not everybody who is named is here.", field)


async def withdraw_motion(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Take an open motion back: for whoever put it."""
    motion = await hold_open(session, id)
    if motion.put_by_id != by:
        raise not_here()
    motion.state, motion.decided_at = MotionState.WITHDRAWN, at
    await session.flush()
    changed = await told_of(session, motion)
    await record(session, "withdraw motion", changed, by=by, at=at, detail={"motion": str(id)})


async def told_of(session: AsyncSession, motion: Motion) -> list[Changed]:
    """Who hears what became of a motion: the network, and of their application whom it concerns."""
    heard = [Changed(motion.network_id, "Network", motion.network_id)]
    matter = await session.get(Matter, motion.id) if motion.about is About.APPLICATION else None
    if matter is not None and matter.about_id is not None:
        heard += [Changed(person, "Application", matter.about_id) for person in matter.persons]
    return heard


async def hold_open(session: AsyncSession, id: UUID) -> Motion:
    """Lock a motion that nothing was decided about; refuses one that is decided."""
    motion: Motion | None = await session.get(Motion, id, with_for_update=True, populate_existing=True)
    if motion is None:
        raise not_here()
    if motion.state is not MotionState.OPEN:
        raise Refused("DECIDED", "This was decided or taken back already.")
    return motion
