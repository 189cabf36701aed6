"""The one operation on a placement: who reads its entries when nothing else is said."""

from uuid import UUID

import strawberry

from exchange.placements.tables import Audience
from schema.described import told_input


@told_input
class ChooseAudience:
    """Choose, once, who reads a new entry when nothing else is said: for the participant alone."""

    placement_id: UUID = strawberry.field(description="The placement.")
    audience: Audience = strawberry.field(description="Who reads a new entry.")
