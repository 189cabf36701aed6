"""Keeping a photo with its author and the host, as the museum's rules for photos say.

The phone asks the same rules before the shutter. Here they are asked again, when what it took arrives, and
once more when an entry comes to be about another object or zone, or when it is said who is in a photo.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.house_rules import Frame, Kept, PhotoRule, RuleKind, decided
from exchange.floor.observations import NewObservation, NewPhoto
from exchange.floor.pushes import Doing
from exchange.floor.tables import Consent, Observation, Photo
from exchange.placements.tables import Placement


async def rules_for(session: AsyncSession, placement_id: UUID) -> Sequence[PhotoRule]:
    """Every rule that the host of this placement ever had."""
    host = select(Placement.host_id).where(Placement.id == placement_id).scalar_subquery()
    return (await session.scalars(select(PhotoRule).where(PhotoRule.museum_id == host))).all()


async def kept_of(doing: Doing, new: NewObservation) -> Mapping[UUID, Kept]:
    """Which photos of a new observation stay with the host; refuses one known to be forbidden."""
    if not new.photos:
        return {}
    rules = await rules_for(doing.session, new.placement_id)
    found = {}
    for photo in new.photos:
        frame = Frame(
            str(new.placement_id), doing.captured_at, new.object_number, new.zone, shows_people(photo)
        )
        if kept := decided(rules, frame, known=new.rules):
            found[photo.id] = kept
    return found


async def kept_on(
    doing: Doing, observation: Observation, new: NewPhoto, known: Sequence[UUID]
) -> Kept | None:
    """The same for one photo that comes to an observation afterwards."""
    rules = await rules_for(doing.session, observation.placement_id)
    return decided(rules, frame_of(observation, new, at=doing.captured_at), known=known)


async def reconsider(doing: Doing, observation: Observation, photo: Photo) -> bool:
    """Ask the rules again for a photo that is here; whether it stays with the host otherwise than before.

    What stays with the host goes on staying there, but for one thing: when it is said that nobody is in it.
    """
    rules = await rules_for(doing.session, observation.placement_id)
    before = next((rule for rule in rules if rule.id == photo.rule_id), None)
    if before is not None and before.kind is not RuleKind.PEOPLE_IN_FRAME:
        return False
    kept = decided(rules, frame_of(observation, photo, at=observation.captured_at), known=())
    rule_id = kept.rule_id if kept else None
    if rule_id == photo.rule_id:
        return False
    photo.host_only, photo.rule_id = kept is not None, rule_id
    photo.expires_at = kept.expires_at if kept else None
    return True


def frame_of(observation: Observation, photo: NewPhoto | Photo, *, at: datetime) -> Frame:
    """What is known of a photo of an observation."""
    placement = str(observation.placement_id)
    return Frame(placement, at, observation.object_number, observation.zone, shows_people(photo))


def shows_people(photo: NewPhoto | Photo) -> bool:
    """Whether somebody may be recognised in it: until it is said that nobody can, somebody may."""
    return photo.consent is not Consent.NONE_VISIBLE
