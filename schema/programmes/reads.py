"""What can be asked about programmes."""

import strawberry

from schema.engine.connections import Connection
from schema.engine.filters import matching, points_to
from schema.engine.roots import Order, page
from schema.programmes.types import Programme


@strawberry.input(description="Which programmes.")
class ProgrammeWhere:
    """Which programmes."""

    network: strawberry.ID | None = matching("Only of this network.", points_to("network_id", "Network"))


@strawberry.type
class ProgrammeReads:
    """Questions about programmes."""

    programmes: Connection[Programme] = page(
        "The programmes of your networks, the latest to begin first.",
        Programme,
        where=ProgrammeWhere,
        order=Order("starts_on", newest=True),
    )
