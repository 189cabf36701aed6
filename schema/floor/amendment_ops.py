"""Operations on what was approved: proposing to change it, and taking a proposal back."""

from uuid import UUID

import strawberry

from exchange.floor.amending import propose, withdraw_amendment
from exchange.floor.amendments import Content
from exchange.floor.answers import Applied
from exchange.floor.pushes import Doing
from exchange.floor.tables import ObservationKind
from schema.described import told_input
from schema.floor.words import ID_OF_NEW


@told_input
class ProposeAmendment:
    """Propose how an approved observation should stand, and why; the mentor agrees or declines."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    observation_id: UUID = strawberry.field(description="The observation.")
    kind: ObservationKind = strawberry.field(description="What sort of thing was seen.")
    note: str = strawberry.field(description="The whole new wording; up to 10,000 characters.")
    zone: str | None = strawberry.field(description="Where in the museum.", default=None)
    object_number: str | None = strawberry.field(description="The number of the object.", default=None)
    procedure: str | None = strawberry.field(description="The procedure that was followed.", default=None)
    reason: str = strawberry.field(description="Why it should be changed; 1 to 2,000 characters.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Propose it."""
        content = Content(self.kind, self.note, self.zone, self.object_number, self.procedure)
        return await propose(doing, self.id, self.observation_id, content, self.reason)


@told_input
class WithdrawAmendment:
    """Take back a proposal that nobody answered."""

    id: UUID = strawberry.field(description="The proposal.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it back."""
        return await withdraw_amendment(doing, self.id)
