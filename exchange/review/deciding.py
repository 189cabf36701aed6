"""Deciding about an observation: the mentor of its placement approves it, or sends it back and says why."""

from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.keeping import as_it_is, entity, hold, keep, taken
from exchange.floor.observations import REVIEW
from exchange.floor.pushes import Doing
from exchange.floor.steps import takes_a_step
from exchange.floor.synced import TextVersion
from exchange.floor.tables import Observation, ReviewState
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused
from exchange.placements.tables import Placement
from exchange.review.tables import Decision, Verdict


async def decide(
    doing: Doing,
    id: UUID,
    observation_id: UUID,
    verdict: Verdict,
    *,
    start: ReviewState,
    read: int | None = None,
    reason: str | None = None,
) -> Applied:
    """Approve an observation or send it back; nobody decides about their own.

    `read` is the number of the entry as the mentor read it: about words they have not seen, they are asked.
    """
    observation = await hold(doing, Observation, observation_id)
    placement = await doing.session.get(Placement, observation.placement_id)
    if placement is None or placement.mentor_id != doing.by or observation.author_id == doing.by:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "Only the mentor of the placement decides about an entry.")
    if verdict is Verdict.SENT_BACK and not (reason or "").strip():
        raise Refused("INVALID", "Say what the author should look at again.", "reason")
    here = await doing.session.get(Decision, id)
    if here is not None:
        if (here.by_id, here.observation_id, here.verdict) != (doing.by, observation_id, verdict):
            raise taken()
        return as_it_is(observation)
    goal = ReviewState(verdict)
    if not takes_a_step(observation.state, start, goal, REVIEW, entity(observation)):
        return as_it_is(observation)
    if read is not None and await reworded_since(doing, observation_id, read):
        sentence = "Its author changed the words after you read them. Read them again, then decide."
        raise NeedsYou(NeedsUserCode.STATUS_MOVED, sentence, entity(observation), observation.state.value)
    observation.state = goal
    doing.session.add(
        Decision(
            id=id,
            scope_id=observation.scope_id,
            observation_id=observation_id,
            by_id=doing.by,
            verdict=verdict,
            reason=reason,
            decided_at=doing.captured_at,
            received_at=doing.at,
            rev=1,
        )
    )
    beside = [Changed(observation.scope_id, "Decision", id)]
    return await keep(doing, "decide", observation, beside=beside, detail={"verdict": verdict.value})


async def reworded_since(doing: Doing, observation_id: UUID, read: int) -> bool:
    """Whether the entry has words that nobody could have read at that number."""
    newer = TextVersion.observation_id == observation_id, TextVersion.rev > read
    return await doing.session.scalar(select(TextVersion.id).where(*newer).limit(1)) is not None
