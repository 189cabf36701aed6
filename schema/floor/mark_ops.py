"""Operations on a mark: pointing at a place in a photo, changing that, taking it off."""

from uuid import UUID

import strawberry
from strawberry import Maybe

from exchange.floor.annotating import MarkChange, NewMark, edit, mark, take_off
from exchange.floor.answers import Applied, Done
from exchange.floor.marks import MarkKind
from exchange.floor.pushes import Doing
from exchange.floor.regions import Region
from schema.described import told_input
from schema.floor.words import ID_OF_NEW, REV_READ

ACROSS = "in steps from 0 to 100,000 across the upright photo"
DOWN = "in steps from 0 to 100,000 down the upright photo"


@told_input
class RegionInput:
    """A place in a photo: a point, or a box with a width and a height."""

    x: int = strawberry.field(description=f"How far from the left, {ACROSS}.")
    y: int = strawberry.field(description=f"How far from the top, {DOWN}.")
    width: int | None = strawberry.field(description="How wide, from 1, in steps of `x`; null: a point.")
    height: int | None = strawberry.field(description="How high, from 1, in steps of `y`; null: a point.")

    def region(self) -> Region:
        """The region as the floor takes it."""
        return Region(self.x, self.y, self.width, self.height)


@told_input
class MarkPhoto:
    """Point at a place in a photo; for its author, at most 50 times on one photo."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    photo_id: UUID = strawberry.field(description="The photo.")
    number: int = strawberry.field(
        description="The number shown beside it, from 1; taken, the mark gets the next free one."
    )
    kind: MarkKind = strawberry.field(description="Why somebody points there.")
    region: RegionInput = strawberry.field(description="The place.")
    words: str = strawberry.field(description="What is to be seen there; up to 2,000 characters.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Point there."""
        region = self.region.region()
        return await mark(doing, NewMark(self.id, self.photo_id, self.number, self.kind, region, self.words))


@told_input
class EditMark:
    """Move a mark, reword it, or say otherwise why it is there. Only the fields that are given change."""

    id: UUID = strawberry.field(description="The mark.")
    base: int = strawberry.field(description=REV_READ)
    kind: Maybe[MarkKind] = strawberry.field(description="Why somebody points there.")
    region: Maybe[RegionInput] = strawberry.field(description="The place.")
    words: Maybe[str] = strawberry.field(
        description="The whole new wording. Changed elsewhere meanwhile, the two are merged, and both kept."
    )

    async def carry_out(self, doing: Doing) -> Done:
        """Change what is given."""
        change = MarkChange()
        if self.kind:
            change["kind"] = self.kind.value
        if self.region:
            change["region"] = self.region.value.region()
        if self.words:
            change["words"] = self.words.value
        return await edit(doing, self.id, change, base=self.base)


@told_input
class RemoveMark:
    """Take a mark off its photo; what was said about it stays in the thread."""

    id: UUID = strawberry.field(description="The mark.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it off."""
        return await take_off(doing, self.id)
