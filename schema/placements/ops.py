"""The one operation on a placement: who reads its entries when nothing else is said."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.pushes import Doing
from exchange.placements.choosing import choose_audience
from exchange.placements.tables import Audience
from schema.described import told_input


@told_input
class ChooseAudience:
    """Choose, once, who reads a new entry when nothing else is said: for the participant alone."""

    placement_id: UUID = strawberry.field(description="The placement.")
    audience: Audience = strawberry.field(description="Who reads a new entry.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Choose it."""
        placement = await choose_audience(
            doing.session, self.placement_id, self.audience, by=doing.by, at=doing.at
        )
        return Applied(f"Placement:{placement.id}", placement.rev)
