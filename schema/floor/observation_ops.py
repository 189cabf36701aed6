"""Operations on an observation: capturing, changing, showing to the mentor or not, review, removing."""

from uuid import UUID

import strawberry
from strawberry import Maybe

from exchange.floor.answers import Applied, Done
from exchange.floor.capturing import capture
from exchange.floor.observations import NewObservation, ObservationChange
from exchange.floor.observing import edit, remove, send_again, withdraw
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import reclassify
from exchange.floor.restricted import Restriction
from exchange.floor.restricting import restrict
from exchange.floor.tables import Observation, ObservationKind, ReviewState
from exchange.placements.tables import Audience
from schema.described import told_input
from schema.floor.note_ops import HandlingInput
from schema.floor.photo_ops import PhotoInput
from schema.floor.recording_ops import RecordingInput
from schema.floor.tag_ops import TagInput
from schema.floor.words import ID_OF_NEW, REV_READ, ZONE_OF_PHONE


@told_input
class CaptureObservation:
    """Keep what was seen, with its photos, recordings and tags, as one thing: all of it or nothing."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    placement_id: UUID = strawberry.field(description="The placement during which it was seen.")
    day_id: UUID | None = strawberry.field(description="The shadowing day, when it was on one.")
    prompt_id: UUID | None = strawberry.field(description="The prompt it answers, when it answers one.")
    kind: ObservationKind = strawberry.field(description="What sort of thing was seen.")
    note: str = strawberry.field(description="What was seen, in words; up to 10,000 characters.")
    zone: str | None = strawberry.field(description="Where in the museum; up to 120 characters.")
    object_number: str | None = strawberry.field(
        description="The number of the object it is about; up to 40 characters."
    )
    procedure: str | None = strawberry.field(
        description="The procedure that was followed; up to 200 characters."
    )
    audience: Audience = strawberry.field(description="Who will read it.")
    captured_zone: str = strawberry.field(description=ZONE_OF_PHONE)
    tags: list[TagInput] = strawberry.field(description="Words put on it from the start.")
    photos: list[PhotoInput] = strawberry.field(
        description="Its photos: what they are. Their bytes follow by upload."
    )
    recordings: list[RecordingInput] | None = strawberry.field(
        description="Its voice recordings: what they are. Their bytes follow by upload.", default=None
    )

    handling: HandlingInput | None = strawberry.field(
        description="Its handling note; only for that kind, and with the number of an object.", default=None
    )
    rules: list[UUID] | None = strawberry.field(
        description="The museum's rules for photos that the device knew: what one of them forbids is set "
        "aside; what a rule forbids that came later stays with its author and the host.",
        default=None,
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Capture it."""
        return await capture(doing, self.new())

    def new(self) -> NewObservation:
        """The observation as the floor takes it."""
        return NewObservation(
            id=self.id,
            placement_id=self.placement_id,
            day_id=self.day_id,
            prompt_id=self.prompt_id,
            kind=self.kind,
            note=self.note,
            zone=self.zone,
            object_number=self.object_number,
            procedure=self.procedure,
            audience=self.audience,
            captured_zone=self.captured_zone,
            tags=[tag.new() for tag in self.tags],
            photos=[photo.new() for photo in self.photos],
            recordings=[recording.new() for recording in self.recordings or ()],
            handling=self.handling.new() if self.handling else None,
            rules=self.rules or (),
        )


@told_input
class EditObservation:
    """Change an observation. Only the fields that are given change; `null` empties one.

    What was approved stands; a change to it becomes a proposal.
    """

    id: UUID = strawberry.field(description="The observation.")
    base: int = strawberry.field(description=REV_READ)
    kind: Maybe[ObservationKind] = strawberry.field(description="What sort of thing was seen.")
    note: Maybe[str] = strawberry.field(
        description="The whole new wording. Changed elsewhere meanwhile, the two are merged, and both kept."
    )
    zone: Maybe[str | None] = strawberry.field(description="Where in the museum.")
    object_number: Maybe[str | None] = strawberry.field(description="The number of the object.")
    procedure: Maybe[str | None] = strawberry.field(description="The procedure that was followed.")

    async def carry_out(self, doing: Doing) -> Done:
        """Change what is given."""
        change = ObservationChange()
        if self.kind:
            change["kind"] = self.kind.value
        if self.note:
            change["note"] = self.note.value
        if self.zone:
            change["zone"] = self.zone.value
        if self.object_number:
            change["object_number"] = self.object_number.value
        if self.procedure:
            change["procedure"] = self.procedure.value
        return await edit(doing, self.id, change, base=self.base)


@told_input
class ReclassifyObservation:
    """Let more people read an observation, or fewer; what was said about it stays with author and mentor."""

    id: UUID = strawberry.field(description="The observation.")
    from_: Audience = strawberry.field(name="from", description="Who could read it when this was decided.")
    to: Audience = strawberry.field(description="Who shall read it.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Let more people read it, or fewer."""
        return await reclassify(doing, Observation, self.id, self.from_, self.to)


@told_input
class RestrictObservation:
    """Let its custodians alone open an observation, beside its author: for its author or its mentor."""

    id: UUID = strawberry.field(description="The observation.")
    why: Restriction = strawberry.field(description="Why not everybody may read it.")
    custodians: list[UUID] = strawberry.field(
        description="Who may open it, and lift this: 1 to 10 people of the network, not its author."
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Restrict it."""
        return await restrict(doing, self.id, self.why, self.custodians)


@told_input
class SendAgain:
    """Hand an observation to the mentor again that was sent back, or withdrawn."""

    id: UUID = strawberry.field(description="The observation.")
    from_: ReviewState = strawberry.field(name="from", description="Its state when this was decided.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Hand it over again."""
        return await send_again(doing, self.id, self.from_)


@told_input
class WithdrawObservation:
    """Take an observation out of review; it may be handed over again."""

    id: UUID = strawberry.field(description="The observation.")
    from_: ReviewState = strawberry.field(name="from", description="Its state when this was decided.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it out."""
        return await withdraw(doing, self.id, self.from_)


@told_input
class RemoveObservation:
    """Take an observation away; it is asked first when somebody else's words may not have been read."""

    id: UUID = strawberry.field(description="The observation.")
    base: int = strawberry.field(description=REV_READ)

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it away."""
        return await remove(doing, self.id, base=self.base)
