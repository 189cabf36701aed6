"""Capturing what was seen, with its photos, recordings and tags: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied
from exchange.floor.holding import kept_of
from exchange.floor.house_rules import Kept
from exchange.floor.keeping import entity, own_placement, still_planned, taken
from exchange.floor.observations import NewObservation, begins_among_few, check_noted, nothing_said
from exchange.floor.pushes import Doing
from exchange.floor.rows import handling_row, photo_row, recording_row, tag_row, wording_row
from exchange.floor.synced import TextVersion
from exchange.floor.tables import Observation, Prompt, ReviewState, ShadowingDay
from exchange.floor.zones import zone_of_phone
from exchange.ground.recording import Changed, record
from exchange.ground.writing import Row, Rows, write
from exchange.placements.audiences import scope_of

NOTHING_KEPT: Mapping[UUID, Kept] = {}


@dataclass(frozen=True, slots=True)
class Captured:
    """What a capture comes to."""

    rows: Rows
    changed: Sequence[Changed]
    applied: Applied


async def capture(doing: Doing, new: NewObservation) -> Applied:
    """Keep an observation of this person's own placement.

    The same observation sent again is the same observation, for ever: its id says so.
    """
    await own_placement(doing, new.placement_id)
    new = await as_planned(doing, new)
    here = await doing.session.get(Observation, new.id)
    if here is not None:
        return await again(doing, new, here)
    kept = await kept_of(doing, new)
    done = captured(new, by=doing.by, captured_at=doing.captured_at, at=doing.at, kept=kept)
    await write(doing.session, done.rows)
    await record(doing.session, "capture observation", done.changed, by=doing.by, at=doing.at)
    return done.applied


def captured(
    new: NewObservation,
    *,
    by: UUID,
    captured_at: datetime,
    at: datetime,
    kept: Mapping[UUID, Kept] = NOTHING_KEPT,
) -> Captured:
    """Lay out an observation with its photos, recordings and tags, before it is kept."""
    if not (new.note.strip() or new.photos or new.recordings):
        raise nothing_said()
    begins_among_few(new.audience)
    check_noted(new)
    observation = observation_row(new, by=by, captured_at=captured_at, at=at)
    scope = observation["scope_id"]
    here = {"observation_id": new.id, "scope_id": scope}
    first = wording_row("note", new.note, rev=1, by=by, scope_id=scope, written_at=captured_at, at=at)
    rows = {"observation": [observation], "text_version": [first | here]}
    changed = [Changed(scope, "Observation", new.id)]
    for kind, parts in (
        ("Photo", [photo_row(photo, by=by, kept=kept.get(photo.id), **here) for photo in new.photos]),
        ("Recording", [recording_row(recording, by=by, **here) for recording in new.recordings]),
        ("Handling", [handling_row(new.handling, by=by, **here)] if new.handling else []),
        ("Tag", [tag_row(tag, at=captured_at, **here) for tag in new.tags]),
    ):
        if parts:
            rows[kind.lower()] = parts
            changed += [Changed(scope, kind, part["id"]) for part in parts]
    return Captured(rows, changed, Applied(f"Observation:{new.id}", 1, {"note": str(first["id"])}))


def observation_row(new: NewObservation, *, by: UUID, captured_at: datetime, at: datetime) -> Row:
    """The observation itself."""
    return {
        "id": new.id,
        "scope_id": scope_of(new.audience, by, new.placement_id),
        "placement_id": new.placement_id,
        "author_id": by,
        "day_id": new.day_id,
        "prompt_id": new.prompt_id,
        "kind": new.kind,
        "note": new.note,
        "zone": new.zone,
        "object_number": new.object_number,
        "procedure": new.procedure,
        "audience": new.audience,
        "state": ReviewState.SUBMITTED,
        "captured_at": captured_at,
        "captured_zone": zone_of_phone(new.captured_zone),
        "received_at": at,
        "changed_at": at,
        "rev": 1,
    }


async def again(doing: Doing, new: NewObservation, here: Observation) -> Applied:
    """An observation with this id is here: the same one is fine, any other one is not."""
    first = await doing.session.scalar(
        select(TextVersion)
        .where(TextVersion.observation_id == here.id, TextVersion.field == "note")
        .order_by(TextVersion.rev)
        .limit(1)
    )
    same = (here.author_id, here.placement_id, here.captured_at)
    if first is None or first.value != new.note or same != (doing.by, new.placement_id, doing.captured_at):
        raise taken()
    return Applied(entity(here), here.rev, {"note": str(first.id)})


async def as_planned(doing: Doing, new: NewObservation) -> NewObservation:
    """With its day and its prompt, as far as they stand in the plan of the placement."""
    day_id = await still_planned(doing, ShadowingDay, new.day_id, new.placement_id, field="dayId")
    prompt_id = await still_planned(doing, Prompt, new.prompt_id, new.placement_id, field="promptId")
    return replace(new, day_id=day_id, prompt_id=prompt_id)
