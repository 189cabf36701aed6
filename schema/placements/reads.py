"""What can be asked about placements."""

import strawberry

from exchange.placements.tables import PlacementState
from schema.engine.connections import Connection
from schema.engine.filters import among, matching, points_to
from schema.engine.roots import Order, page
from schema.placements.types import Placement


@strawberry.input(description="Which placements.")
class PlacementWhere:
    """Which placements."""

    programme: strawberry.ID | None = matching(
        "Only of this programme.", points_to("programme_id", "Programme")
    )
    participant: strawberry.ID | None = matching(
        "Only of this participant.", points_to("participant_id", "Person")
    )
    mentor: strawberry.ID | None = matching("Only beside this mentor.", points_to("mentor_id", "Person"))
    home: strawberry.ID | None = matching("Only lent by this museum.", points_to("home_id", "Museum"))
    host: strawberry.ID | None = matching("Only received by this museum.", points_to("host_id", "Museum"))
    state: list[PlacementState] | None = matching("Only in one of these states.", among("state"))


@strawberry.type
class PlacementReads:
    """Questions about placements."""

    placements: Connection[Placement] = page(
        "The placements that you may see, the latest to begin first.",
        Placement,
        where=PlacementWhere,
        order=Order("starts_on", newest=True),
    )
