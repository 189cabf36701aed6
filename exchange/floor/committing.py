"""Promising one thing to change at home, rewording it, and saying how far it has come."""

from uuid import UUID

from sqlalchemy import select

from exchange.floor.agreeing import ask_anew
from exchange.floor.answers import Applied, Done, Merged
from exchange.floor.commitments import KEEPING, MOST_OF_A_SENTENCE, CommitmentChange, NewCommitment, check_due
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, own_placement, still_planned, taken
from exchange.floor.observations import begins_among_few
from exchange.floor.pushes import Doing
from exchange.floor.rewording import reword, write_down
from exchange.floor.steps import takes_a_step
from exchange.floor.synced import TextVersion
from exchange.floor.tables import Commitment, CommitmentState, Observation, ShadowingDay
from exchange.floor.zones import zone_of_phone
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused
from exchange.placements.audiences import scope_of


async def promise(doing: Doing, new: NewCommitment) -> Applied:
    """Keep a commitment of this person's own placement; sent again, it is the same one."""
    await own_placement(doing, new.placement_id)
    await comes_from_own(doing, new)
    day_id = await still_planned(doing, ShadowingDay, new.day_id, new.placement_id, field="dayId")
    here = await doing.session.get(Commitment, new.id)
    if here is not None:
        return await again(doing, new, here)
    check_due(new.due_on)
    begins_among_few(new.audience)
    commitment = Commitment(
        id=new.id,
        scope_id=scope_of(new.audience, doing.by, new.placement_id),
        placement_id=new.placement_id,
        author_id=doing.by,
        observation_id=new.observation_id,
        day_id=day_id,
        sentence=new.sentence,
        due_on=new.due_on,
        state=CommitmentState.PROMISED,
        audience=new.audience,
        captured_at=doing.captured_at,
        captured_zone=zone_of_phone(new.captured_zone),
        received_at=doing.at,
        changed_at=doing.at,
        removed_at=None,
        rev=1,
    )
    doing.session.add(commitment)
    await doing.session.flush()
    first = write_down(doing, commitment, "sentence", new.sentence, rev=1)
    await doing.session.flush()
    changed = [Changed(commitment.scope_id, "Commitment", commitment.id)]
    await record(doing.session, "promise", changed, by=doing.by, at=doing.at)
    return Applied(entity(commitment), 1, {"sentence": str(first.id)})


async def again(doing: Doing, new: NewCommitment, here: Commitment) -> Applied:
    """A commitment with this id is here: the same one is fine, any other one is not."""
    first = await doing.session.scalar(
        select(TextVersion)
        .where(TextVersion.commitment_id == here.id, TextVersion.field == "sentence")
        .order_by(TextVersion.rev)
        .limit(1)
    )
    same = (here.author_id, here.placement_id, here.captured_at)
    if first is None or (first.value, *same) != (
        new.sentence,
        doing.by,
        new.placement_id,
        doing.captured_at,
    ):
        raise taken()
    return Applied(entity(here), here.rev, {"sentence": str(first.id)})


async def comes_from_own(doing: Doing, new: NewCommitment) -> None:
    """The observation it comes from is this person's own, of the same placement."""
    if new.observation_id is None:
        return
    seen = await doing.session.get(Observation, new.observation_id)
    if seen is None or (seen.author_id, seen.placement_id) != (doing.by, new.placement_id):
        sentence = "This is not here, or it is not yours."
        raise Refused("NOT_FOUND_OR_FORBIDDEN", sentence, "observationId")


async def edit(doing: Doing, id: UUID, change: CommitmentChange, *, base: int) -> Done:
    """Reword a commitment or give it another date; every wording is kept."""
    commitment = await hold_own(doing, Commitment, id)
    redated = "due_on" in change and change["due_on"] != commitment.due_on
    if redated:
        check_due(change["due_on"])
        commitment.due_on = change["due_on"]
    detail: dict[str, object] = {"fields": sorted(change)}
    if "sentence" not in change:
        if not redated:
            return as_it_is(commitment)
        await ask_anew(doing, commitment)
        return await keep(doing, "edit commitment", commitment, detail=detail)
    most = MOST_OF_A_SENTENCE
    now = commitment.sentence
    said = await reword(doing, commitment, "sentence", now, change["sentence"], base=base, most=most)
    commitment.sentence = said.text
    wrote = {"sentence": str(said.version_id)}
    if said.changed or redated:
        await ask_anew(doing, commitment)
        await keep(doing, "edit commitment", commitment, detail=detail)
    if said.merged:
        kept = (said.conflict,) if said.conflict else ()
        return Merged(entity(commitment), commitment.rev, kept, wrote)
    return Applied(entity(commitment), commitment.rev, wrote)


async def move(doing: Doing, id: UUID, start: CommitmentState, goal: CommitmentState) -> Applied:
    """Say how far a commitment has come."""
    commitment = await hold_own(doing, Commitment, id)
    if not takes_a_step(commitment.state, start, goal, KEEPING, entity(commitment)):
        return as_it_is(commitment)
    commitment.state = goal
    return await keep(doing, "move commitment", commitment, detail={"to": goal.value})
