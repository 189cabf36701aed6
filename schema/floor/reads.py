"""What can be asked about observations and commitments."""

from datetime import date, datetime
from enum import Enum

import strawberry

from exchange.floor.tables import CommitmentState, ObservationKind, ReviewState
from exchange.floor.tables import Observation as Observed
from exchange.placements import tables as placements
from schema.engine.connections import Connection
from schema.engine.filters import among, before, matching, points_to, points_to_seen, since, through
from schema.engine.mapping import choice
from schema.engine.roots import Order, page
from schema.floor.synced import Device
from schema.floor.types import Commitment, Observation


class ObservationOrder(Enum):
    """The order of a list of observations."""

    CAPTURED_NEWEST = "CAPTURED_NEWEST"
    CAPTURED_OLDEST = "CAPTURED_OLDEST"


class CommitmentOrder(Enum):
    """The order of a list of commitments."""

    DUE_SOONEST = "DUE_SOONEST"
    CAPTURED_NEWEST = "CAPTURED_NEWEST"


choice(
    ObservationOrder,
    CAPTURED_NEWEST="What was captured last comes first.",
    CAPTURED_OLDEST="What was captured first comes first.",
)
choice(
    CommitmentOrder,
    DUE_SOONEST="What is due first comes first.",
    CAPTURED_NEWEST="What was written last comes first.",
)


@strawberry.input(description="Which observations.")
class ObservationWhere:
    """Which observations."""

    placement: strawberry.ID | None = matching(
        "Only of this placement.", points_to("placement_id", "Placement")
    )
    host: strawberry.ID | None = matching(
        "Only made at this museum.", through("placement_id", placements.Placement, "host_id", "Museum")
    )
    home: strawberry.ID | None = matching(
        "Only by participants whom this museum lends.",
        through("placement_id", placements.Placement, "home_id", "Museum"),
    )
    author: strawberry.ID | None = matching("Only by this person.", points_to("author_id", "Person"))
    kind: list[ObservationKind] | None = matching("Only of one of these kinds.", among("kind"))
    state: list[ReviewState] | None = matching("Only in one of these states.", among("state"))
    captured_from: datetime | None = matching("Only captured then or later.", since("captured_at"))
    captured_until: datetime | None = matching("Only captured before then.", before("captured_at"))


@strawberry.input(description="Which commitments.")
class CommitmentWhere:
    """Which commitments."""

    placement: strawberry.ID | None = matching(
        "Only of this placement.", points_to("placement_id", "Placement")
    )
    host: strawberry.ID | None = matching(
        "Only from a placement at this museum.",
        through("placement_id", placements.Placement, "host_id", "Museum"),
    )
    home: strawberry.ID | None = matching(
        "Only by participants whom this museum lends.",
        through("placement_id", placements.Placement, "home_id", "Museum"),
    )
    author: strawberry.ID | None = matching("Only by this person.", points_to("author_id", "Person"))
    manager: strawberry.ID | None = matching(
        "Only those to which this person was asked to agree.", points_to("manager_id", "Person")
    )
    observation: strawberry.ID | None = matching(
        "Only those that grew from this observation.",
        points_to_seen("observation_id", Observed, "Observation"),
    )
    state: list[CommitmentState] | None = matching("Only in one of these states.", among("state"))
    captured_from: datetime | None = matching("Only written then or later.", since("captured_at"))
    captured_until: datetime | None = matching("Only written before then.", before("captured_at"))
    due_from: date | None = matching("Only due on this day or later.", since("due_on"))
    due_until: date | None = matching("Only due before this day.", before("due_on"))


@strawberry.type
class FloorReads:
    """Questions about observations and commitments."""

    observations: Connection[Observation] = page(
        "The observations that you may read.",
        Observation,
        where=ObservationWhere,
        order={
            ObservationOrder.CAPTURED_NEWEST: Order("captured_at", newest=True),
            ObservationOrder.CAPTURED_OLDEST: Order("captured_at"),
        },
    )
    devices: Connection[Device] = page(
        "Your own devices, the last seen first.", Device, order=Order("seen_at", newest=True)
    )
    commitments: Connection[Commitment] = page(
        "The commitments that you may read.",
        Commitment,
        where=CommitmentWhere,
        order={
            CommitmentOrder.DUE_SOONEST: Order("due_on"),
            CommitmentOrder.CAPTURED_NEWEST: Order("captured_at", newest=True),
        },
    )
