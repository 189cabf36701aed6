"""Handling notes: writing one, changing it, and saying that the registrar has it."""

from uuid import UUID

from sqlalchemy import exists, or_, select

from exchange.floor.answers import Applied
from exchange.floor.keeping import as_it_is, hold, hold_own, keep, taken
from exchange.floor.notes import MOST_OF_A_REFERENCE, Handling, NewHandling
from exchange.floor.pushes import Doing
from exchange.floor.rows import handling_row, said_of
from exchange.floor.tables import Observation, ObservationKind
from exchange.ground.recording import Changed
from exchange.ground.refusals import Refused, not_here
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Role
from exchange.placements.tables import Placement

WHO_HANDS_OVER = (Role.COORDINATOR, Role.REGISTRAR)


async def note_handling(doing: Doing, observation_id: UUID, new: NewHandling) -> Applied:
    """Say how an object is to be handled, or say it anew: for the author of the observation."""
    observation = await hold_own(doing, Observation, observation_id)
    here = await note_of(doing, observation_id)
    if here is not None and here.id != new.id:
        raise taken()
    if observation.kind is not ObservationKind.HANDLING or not (observation.object_number or "").strip():
        raise Refused("INVALID", "A handling note needs the number of its object.", "objectNumber")
    if here is None:
        row = handling_row(new, by=doing.by, observation_id=observation_id, scope_id=observation.scope_id)
        here = Handling(**row)
        doing.session.add(here)
    else:
        said = said_of(new)
        if all(getattr(here, name) == value for name, value in said.items()):
            return as_it_is(observation)
        for name, value in said.items():
            setattr(here, name, value)
        here.rev += 1
    return await keep(doing, "note handling", observation, beside=[told(here)])


async def hand_over(doing: Doing, observation_id: UUID, reference: str | None) -> Applied:
    """Say that the registrar has a note now, and under what number: for the host's people, not its author.

    The mentor of the placement says it, or a coordinator or registrar of the museum that receives, if they
    may read the note at all.
    """
    observation = await hold(doing, Observation, observation_id)
    if not await is_of_the_host(doing, observation):
        raise Refused("NOT_FOUND_OR_FORBIDDEN", "Somebody of the museum that receives hands it over.")
    note = await note_of(doing, observation_id)
    if note is None:
        raise not_here()
    if len(reference or "") > MOST_OF_A_REFERENCE:
        sentence = f"A reference has at most {MOST_OF_A_REFERENCE} characters."
        raise Refused("INVALID", sentence, "reference")
    if note.handed_over_at is not None and note.reference == reference:
        return as_it_is(observation)
    if note.handed_over_at is None:
        note.handed_over_at, note.handed_over_by_id = doing.captured_at, doing.by
    note.reference = reference
    note.rev += 1
    return await keep(doing, "hand over", observation, beside=[told(note)])


async def is_of_the_host(doing: Doing, observation: Observation) -> bool:
    """Whether this person is the mentor, or looks after records or programmes at the host."""
    of_the_host = exists().where(
        Membership.museum_id == Placement.host_id,
        Membership.person_id == doing.by,
        Membership.role.in_(WHO_HANDS_OVER),
        in_office(doing.at.date()),
    )
    here = select(Placement.id).where(
        Placement.id == observation.placement_id,
        or_(Placement.mentor_id == doing.by, of_the_host),
    )
    return observation.author_id != doing.by and await doing.session.scalar(here) is not None


async def note_of(doing: Doing, observation_id: UUID) -> Handling | None:
    """The handling note of an observation, held until this transaction ends."""
    its = select(Handling).where(Handling.observation_id == observation_id)
    return (await doing.session.scalars(its.with_for_update())).one_or_none()


def told(note: Handling) -> Changed:
    """The line of the feed that tells of a note."""
    return Changed(note.scope_id, "Handling", note.id)
