"""Photos and voice recordings on an observation: adding one, holding it, taking it off, telling of it."""

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, taken
from exchange.floor.observations import NewPhoto, NewRecording
from exchange.floor.pushes import Doing
from exchange.floor.recorded import Recording
from exchange.floor.tables import Observation, Photo
from exchange.ground.recording import Changed
from exchange.ground.refusals import not_here

Attached: TypeAlias = Photo | Recording
AnAttached = TypeVar("AnAttached", Photo, Recording)
New = TypeVar("New", NewPhoto, NewRecording)


async def attach(
    doing: Doing,
    observation_id: UUID,
    kind: type[AnAttached],
    new: New,
    expect: Callable[[Doing, Observation, New], AnAttached],
) -> Applied:
    """Add one to an observation; from now on its bytes are expected."""
    observation = await hold_own(doing, Observation, observation_id)
    here = await doing.session.get(kind, new.id)
    if here is not None:
        if (here.observation_id, here.sha256) != (observation_id, new.sha256):
            raise taken()
        return as_it_is(observation)
    there = expect(doing, observation, new)
    return await keep(doing, f"attach {kind.__tablename__}", observation, beside=[told(there)])


async def detach(doing: Doing, kind: type[AnAttached], id: UUID, along: Sequence[Changed] = ()) -> Applied:
    """Take one off its observation, with what goes along; its bytes are not erased."""
    observation, there = await hold_attached(doing, kind, id)
    if there.removed_at is not None:
        return as_it_is(observation)
    there.removed_at = doing.at
    return await keep_attached(doing, f"detach {kind.__tablename__}", observation, there, along)


async def hold_attached(doing: Doing, kind: type[AnAttached], id: UUID) -> tuple[Observation, AnAttached]:
    """Lock one of this person's own and, before it, its observation: everybody locks in this order."""
    observation_id = await doing.session.scalar(select(kind.observation_id).where(kind.id == id))
    if observation_id is None:
        raise not_here()
    observation = await hold_own(doing, Observation, observation_id)
    held = select(kind).where(kind.id == id).with_for_update()
    return observation, (await doing.session.scalars(held)).one()


async def hold_still_attached(
    doing: Doing, kind: type[AnAttached], id: UUID
) -> tuple[Observation, AnAttached]:
    """The same; whoever is to change one that was taken off is asked what to do."""
    observation, there = await hold_attached(doing, kind, id)
    if there.removed_at is not None:
        sentence = f"This {kind.__tablename__} was taken off meanwhile."
        raise NeedsYou(NeedsUserCode.TARGET_CLOSED, sentence, entity(observation))
    return observation, there


async def keep_attached(
    doing: Doing, act: str, observation: Observation, there: Attached, along: Sequence[Changed] = ()
) -> Applied:
    """Number a change of one, and record it with its observation."""
    there.rev += 1
    return await keep(doing, act, observation, beside=[told(there), *along])


async def locked(session: AsyncSession, kind: type[AnAttached], id: UUID) -> AnAttached | None:
    """One that was not taken off, held until this transaction ends; None when it is not here."""
    of_this_id = select(kind).where(kind.id == id, kind.removed_at.is_(None))
    return (await session.scalars(of_this_id.with_for_update())).one_or_none()


def told(there: Attached) -> Changed:
    """The line of the feed that tells of one."""
    return Changed(there.scope_id, type(there).__name__, there.id)
