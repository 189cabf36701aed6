"""Putting words on an observation and taking them off; a word put on elsewhere meanwhile stays."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, hold_own, keep, taken
from exchange.floor.observations import NewTag
from exchange.floor.pushes import Doing
from exchange.floor.rows import tag_row
from exchange.floor.tables import Observation, Tag
from exchange.ground.recording import Changed


async def tag(doing: Doing, id: UUID, add: Sequence[NewTag], remove: Sequence[UUID]) -> Applied:
    """Put tags on and take tags off, each by its own id."""
    observation = await hold_own(doing, Observation, id)
    wanted = [new.id for new in add]
    named = await doing.session.scalars(select(Tag).where(Tag.id.in_([*wanted, *remove])))
    here = {one.id: one for one in named}
    if any(one.observation_id != id for one in here.values()):
        raise taken()
    changed = [put_on(doing, observation, new) for new in add if new.id not in here]
    for gone in remove:
        one = here.get(gone)
        if one is not None and one.removed_at is None:
            one.removed_at = doing.at
            one.rev += 1
            changed.append(one)
    if not changed:
        return as_it_is(observation)
    beside = [Changed(observation.scope_id, "Tag", one.id) for one in changed]
    return await keep(doing, "tag observation", observation, beside=beside)


def put_on(doing: Doing, observation: Observation, new: NewTag) -> Tag:
    """Put one word on an observation."""
    here = {"observation_id": observation.id, "scope_id": observation.scope_id}
    one = Tag(**tag_row(new, at=doing.captured_at, **here))
    doing.session.add(one)
    return one
