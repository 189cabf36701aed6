"""Saying something about an observation: its author and the mentor of its placement, nobody else."""

from uuid import UUID

from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, hold, keep, taken
from exchange.floor.pushes import Doing
from exchange.floor.tables import Observation
from exchange.ground.recording import Changed
from exchange.ground.refusals import not_here
from exchange.placements.tables import Placement
from exchange.review.tables import Comment


async def comment(
    doing: Doing, id: UUID, observation_id: UUID, body: str, *, mark_id: UUID | None = None
) -> Applied:
    """Write one comment, on the whole or on one mark; sent again, it is the same one."""
    observation = await hold(doing, Observation, observation_id)
    placement = await doing.session.get(Placement, observation.placement_id)
    mentor_id = placement and placement.mentor_id
    if doing.by not in (observation.author_id, mentor_id):
        raise not_here()
    here = await doing.session.get(Comment, id)
    if here is not None:
        said = here.author_id, here.observation_id, here.mark_id, here.body
        if said != (doing.by, observation_id, mark_id, body):
            raise taken()
        return as_it_is(observation)
    doing.session.add(
        Comment(
            id=id,
            scope_id=observation.scope_id,
            observation_id=observation_id,
            author_id=doing.by,
            mark_id=mark_id,
            body=body,
            written_at=doing.captured_at,
            received_at=doing.at,
            removed_at=None,
            rev=1,
        )
    )
    beside = [Changed(observation.scope_id, "Comment", id)]
    return await keep(doing, "comment", observation, beside=beside)
