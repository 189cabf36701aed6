"""Comments and decisions, as the graph shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from exchange.review import tables
from exchange.review.tables import Verdict
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.floor.marked import Mark
from schema.people.types import Person

if TYPE_CHECKING:
    from schema.floor.types import Observation

choice(
    Verdict,
    APPROVED="It stands as it is.",
    SENT_BACK="The author is asked to look at it again; the reason says why.",
)


@rows(tables.Comment)
class Comment(Node):
    """Something said about an observation, in its thread."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one("What it is about.")
    author: Person = one("Who said it.")
    mark: Mark | None = one("The mark on a photo that it is about, when it is about one that is still there.")
    body: str = column("What was said; at most 10,000 characters.")
    written_at: datetime = column("When it was written, by the writer's own clock.")
    received_at: datetime = column("When it arrived at the museum.")
    rev: int = column("How often it was changed, from 1.")


@rows(tables.Decision)
class Decision(Node):
    """A mentor's verdict on an observation."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one("What it is about.")
    by: Person = one("Who decided.")
    verdict: Verdict = column("What was decided.")
    reason: str | None = column("Why; always there when it was sent back.")
    decided_at: datetime = column("When it was decided, by the mentor's own clock.")


NODES = (Comment, Decision)
