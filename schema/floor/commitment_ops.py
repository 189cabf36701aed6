"""Operations on a commitment: making it, rewording it, moving it on, showing it or not."""

from datetime import date
from uuid import UUID

import strawberry
from strawberry import Maybe

from exchange.floor.answers import Applied, Done
from exchange.floor.commitments import CommitmentChange, NewCommitment
from exchange.floor.committing import edit, move, promise
from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import reclassify
from exchange.floor.tables import Commitment, CommitmentState
from exchange.placements.tables import Audience
from schema.described import told_input
from schema.floor.words import ID_OF_NEW, REV_READ, ZONE_OF_PHONE


@told_input
class MakeCommitment:
    """Promise one thing to change at home."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    placement_id: UUID = strawberry.field(description="The placement it comes from.")
    observation_id: UUID | None = strawberry.field(description="The observation it comes from, if one.")
    sentence: str = strawberry.field(description="What will change; 1 to 2,000 characters.")
    due_on: date = strawberry.field(description="By when.")
    audience: Audience = strawberry.field(description="Who will read it.")
    captured_zone: str = strawberry.field(description=ZONE_OF_PHONE)
    day_id: UUID | None = strawberry.field(
        description="The shadowing day whose debrief it comes from, if one.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Promise it."""
        return await promise(
            doing,
            NewCommitment(
                id=self.id,
                placement_id=self.placement_id,
                observation_id=self.observation_id,
                sentence=self.sentence,
                due_on=self.due_on,
                audience=self.audience,
                captured_zone=self.captured_zone,
                day_id=self.day_id,
            ),
        )


@told_input
class EditCommitment:
    """Reword a commitment or give it another date. Only the fields that are given change."""

    id: UUID = strawberry.field(description="The commitment.")
    base: int = strawberry.field(description=REV_READ)
    sentence: Maybe[str] = strawberry.field(
        description="The whole new wording. Changed elsewhere meanwhile, the two are merged, and both kept."
    )
    due_on: Maybe[date] = strawberry.field(description="By when.")

    async def carry_out(self, doing: Doing) -> Done:
        """Change what is given."""
        change = CommitmentChange()
        if self.sentence:
            change["sentence"] = self.sentence.value
        if self.due_on:
            change["due_on"] = self.due_on.value
        return await edit(doing, self.id, change, base=self.base)


@told_input
class MoveCommitment:
    """Say how far a commitment has come."""

    id: UUID = strawberry.field(description="The commitment.")
    from_: CommitmentState = strawberry.field(name="from", description="Its state when this was decided.")
    to: CommitmentState = strawberry.field(description="Its state now.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Move it on."""
        return await move(doing, self.id, self.from_, self.to)


@told_input
class ReclassifyCommitment:
    """Let more people read a commitment, or fewer."""

    id: UUID = strawberry.field(description="The commitment.")
    from_: Audience = strawberry.field(name="from", description="Who could read it when this was decided.")
    to: Audience = strawberry.field(description="Who shall read it.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Let more people read it, or fewer."""
        return await reclassify(doing, Commitment, self.id, self.from_, self.to)
