"""Answering a proposal: the mentor agrees to a change of what they approved, or declines it and says why."""

from enum import StrEnum
from uuid import UUID

from exchange.floor.amended import Amendment, AmendmentState
from exchange.floor.amendments import ANSWERING, Content
from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, entity, hold, keep
from exchange.floor.pushes import Doing
from exchange.floor.rewording import write_down
from exchange.floor.steps import takes_a_step
from exchange.floor.tables import Observation
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here
from exchange.placements.tables import Placement


class Answer(StrEnum):
    """What a mentor answers to a proposal."""

    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


async def answer_amendment(doing: Doing, id: UUID, answer: Answer, reason: str | None) -> Applied:
    """Let a proposal take effect, or leave the entry as it was approved."""
    amendment = await doing.session.get(Amendment, id)
    if amendment is None:
        raise not_here()
    observation = await hold(doing, Observation, amendment.observation_id)
    placement = await doing.session.get(Placement, observation.placement_id)
    if placement is None or placement.mentor_id != doing.by or observation.author_id == doing.by:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "Only the mentor of the placement answers a proposal.")
    if answer is Answer.DECLINED and not (reason or "").strip():
        raise Refused("INVALID", "Say why it should stay as it is.", "reason")
    await doing.session.refresh(amendment)
    now, goal = amendment.state, AmendmentState(answer)
    if not takes_a_step(now, AmendmentState.WAITING, goal, ANSWERING, entity(observation)):
        return as_it_is(observation)
    amendment.state, amendment.answer = goal, reason
    amendment.answered_by_id, amendment.answered_at = doing.by, doing.at
    amendment.rev += 1
    if answer is Answer.ACCEPTED:
        take_effect(doing, observation, Content.of(amendment), by=amendment.author_id)
    beside = [Changed(observation.scope_id, "Amendment", id)]
    return await keep(doing, "answer amendment", observation, beside=beside, detail={"answer": answer.value})


def take_effect(doing: Doing, observation: Observation, content: Content, *, by: UUID) -> None:
    """The entry stands as it was proposed; the wording is its author's, the one before is kept."""
    if content.note != observation.note:
        write_down(doing, observation, "note", content.note, rev=observation.rev + 1).author_id = by
    for name, value in content.fields().items():
        setattr(observation, name, value)
