"""Marks on photos, as the graph shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from exchange.floor import marks
from exchange.floor.marks import MarkKind
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.people.types import Person

if TYPE_CHECKING:
    from schema.floor.types import Observation, Photo

choice(
    MarkKind,
    LOOK="Something worth looking at.",
    QUESTION="Something to ask about.",
    RISK="Something that may come to harm, or do some.",
    IDEA="Something to try.",
)


@rows(marks.Mark)
class Mark(Node):
    """A place in a photo that its author points at: a point, or a box; the photo itself is never touched."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one("What it belongs to.")
    photo: Annotated["Photo", strawberry.lazy("schema.floor.types")] = one("The photo.")
    author: Person = one("Who points there.")
    number: int = column("The number shown beside it, from 1; on one photo none is given twice.")
    kind: MarkKind = column("Why somebody points there.")
    x: int = column("How far from the left, in steps from 0 to 100,000 across the upright photo.")
    y: int = column("How far from the top, in steps from 0 to 100,000 down the upright photo.")
    width: int | None = column("How wide it is, from 1, in the steps of `x`; null: it is a point.")
    height: int | None = column("How high it is, from 1, in the steps of `y`; null: it is a point.")
    words: str = column("What is to be seen there; at most 2,000 characters.")
    captured_at: datetime = column("When it was set, by the author's own clock.")
    rev: int = column("How often it was changed, from 1.")


NODES = (Mark,)
