"""Proposing to change an entry that was approved, and taking a proposal back: for its author."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from exchange.floor.amended import Amendment, AmendmentState
from exchange.floor.amendments import ANSWERING, Content, NewAmendment
from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, taken
from exchange.floor.observations import ObservationChange
from exchange.floor.pushes import Doing
from exchange.floor.steps import takes_a_step
from exchange.floor.tables import Observation, ReviewState
from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here


async def propose(doing: Doing, id: UUID, observation_id: UUID, content: Content, reason: str) -> Applied:
    """Ask the mentor to agree to a change of what they approved, and say why."""
    observation = await hold_own(doing, Observation, observation_id)
    here = await doing.session.get(Amendment, id)
    if here is not None:
        if (here.author_id, here.observation_id, Content.of(here)) != (doing.by, observation_id, content):
            raise taken()
        return as_it_is(observation)
    if observation.state is not ReviewState.APPROVED:
        raise Refused("INVALID", "Nobody approved this yet: change the entry itself.", "observationId")
    if not reason.strip():
        raise Refused("INVALID", "Say why it should be changed.", "reason")
    return await put_forward(doing, observation, NewAmendment(id, content, reason))


async def propose_instead(doing: Doing, observation: Observation, change: ObservationChange) -> Applied:
    """What a device changed without knowing of the approval waits as a proposal: nothing of it is lost."""
    waiting = await waiting_for(doing, observation.id)
    before = Content.of(waiting or observation)
    content = replace(before, **change)
    if content == before:
        return as_it_is(observation)
    return await put_forward(doing, observation, NewAmendment(uuid7(doing.at), content, None))


async def put_forward(doing: Doing, observation: Observation, new: NewAmendment) -> Applied:
    """Keep a proposal; the one that waited is replaced by it, and kept as well."""
    beside = [Changed(observation.scope_id, "Amendment", new.id)]
    former = await waiting_for(doing, observation.id)
    if former is not None:
        former.state = AmendmentState.REPLACED
        former.rev += 1
        beside.append(Changed(observation.scope_id, "Amendment", former.id))
    doing.session.add(
        Amendment(
            id=new.id,
            scope_id=observation.scope_id,
            observation_id=observation.id,
            author_id=doing.by,
            **new.content.fields(),
            reason=new.reason,
            state=AmendmentState.WAITING,
            answer=None,
            answered_by_id=None,
            proposed_at=doing.captured_at,
            received_at=doing.at,
            answered_at=None,
            removed_at=None,
            rev=1,
        )
    )
    return await keep(doing, "propose amendment", observation, beside=beside)


async def waiting_for(doing: Doing, observation_id: UUID) -> Amendment | None:
    """The proposal for an entry that nobody answered yet: there is one at most."""
    waits = Amendment.state == AmendmentState.WAITING
    found: Amendment | None = await doing.session.scalar(
        select(Amendment).where(Amendment.observation_id == observation_id, waits)
    )
    return found


async def withdraw_amendment(doing: Doing, id: UUID) -> Applied:
    """Take back a proposal of one's own that nobody answered."""
    amendment = await doing.session.get(Amendment, id)
    if amendment is None:
        raise not_here()
    observation = await hold_own(doing, Observation, amendment.observation_id)
    await doing.session.refresh(amendment)
    now, goal = amendment.state, AmendmentState.WITHDRAWN
    if not takes_a_step(now, AmendmentState.WAITING, goal, ANSWERING, entity(observation)):
        return as_it_is(observation)
    amendment.state = goal
    amendment.rev += 1
    beside = [Changed(observation.scope_id, "Amendment", id)]
    return await keep(doing, "withdraw amendment", observation, beside=beside)
