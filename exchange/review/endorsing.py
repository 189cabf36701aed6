"""Endorsing: a mentor says that an approved entry shows what its author can do, and may take it back."""

from dataclasses import dataclass
from uuid import UUID

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.keeping import as_it_is, entity, hold, keep, taken
from exchange.floor.pushes import Doing
from exchange.floor.tables import Observation, ReviewState
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here
from exchange.placements.tables import Placement
from exchange.programmes.tables import Objective
from exchange.review.tables import Endorsement, Level


@dataclass(frozen=True, slots=True)
class NewEndorsement:
    """What a mentor says of somebody, as the device hands it over."""

    id: UUID
    observation_id: UUID
    objective_id: UUID
    level: Level
    sentence: str | None


async def endorse(doing: Doing, new: NewEndorsement) -> Applied:
    """Say how well the author of an approved entry can do what one of the programme's objectives names."""
    observation = await hold(doing, Observation, new.observation_id)
    placement = await doing.session.get(Placement, observation.placement_id)
    if placement is None or placement.mentor_id != doing.by or observation.author_id == doing.by:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "Only the mentor of the placement endorses what it shows.")
    objective = await doing.session.get(Objective, new.objective_id)
    if objective is None or objective.programme_id != placement.programme_id:
        sentence = "This is not here, or it is no objective of the programme."
        raise Refused("NOT_FOUND_OR_FORBIDDEN", sentence, "objectiveId")
    here = await doing.session.get(Endorsement, new.id)
    if here is not None:
        if (here.by_id, here.observation_id, here.objective_id) != (
            doing.by,
            new.observation_id,
            new.objective_id,
        ):
            raise taken()
        return as_it_is(observation)
    if observation.state is not ReviewState.APPROVED:
        sentence = "It is not approved: only what is approved shows what somebody can do."
        raise NeedsYou(NeedsUserCode.STATUS_MOVED, sentence, entity(observation), observation.state.value)
    doing.session.add(
        Endorsement(
            id=new.id,
            scope_id=observation.scope_id,
            observation_id=new.observation_id,
            by_id=doing.by,
            objective_id=new.objective_id,
            level=new.level,
            sentence=new.sentence,
            given_at=doing.captured_at,
            received_at=doing.at,
            removed_at=None,
            rev=1,
        )
    )
    beside = [Changed(observation.scope_id, "Endorsement", new.id)]
    return await keep(doing, "endorse", observation, beside=beside)


async def withdraw_endorsement(doing: Doing, id: UUID) -> Applied:
    """Take back what one said of somebody."""
    endorsement = await doing.session.get(Endorsement, id)
    if endorsement is None:
        raise not_here()
    observation = await hold(doing, Observation, endorsement.observation_id)
    if endorsement.by_id != doing.by:
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "Only who said it takes it back.")
    await doing.session.refresh(endorsement)
    if endorsement.removed_at is not None:
        return as_it_is(observation)
    endorsement.removed_at = doing.at
    endorsement.rev += 1
    beside = [Changed(observation.scope_id, "Endorsement", id)]
    return await keep(doing, "withdraw endorsement", observation, beside=beside)
