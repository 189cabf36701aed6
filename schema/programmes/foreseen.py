"""Needs and blackouts, as the graph shows them and takes them."""

from datetime import date, datetime
from uuid import UUID

import strawberry

from exchange.programmes import foreseen
from exchange.programmes.foreseeing import NewBlackout, NewNeed
from exchange.programmes.foreseen import NeedKind
from schema.described import told_input
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.people.types import Museum

choice(
    NeedKind,
    ACQUISITION="Something that the museum acquires.",
    EXHIBITION="An exhibition that it prepares.",
    ACCESS_STANDARD="A standard of access that it is to meet.",
    OTHER="Something else.",
)


@rows(foreseen.Need)
class Need(Node):
    """What a museum will need somebody to learn, perhaps years ahead."""

    museum: Museum = one("The museum that needs it.")
    kind: NeedKind = column("What it is needed for.")
    skill: str = column("The skill.")
    why: str = column("Why, in the museum's own words.")
    first_day: date = column("From when it is needed.")
    last_day: date = column("Until when it is needed.")
    days: int = column("How many days of learning it takes.")
    rev: int = column("How often it was said, from 1.")
    changed_at: datetime = column("When it was last said.")
    withdrawn_at: datetime | None = column("When it was withdrawn; null while it stands.")


@rows(foreseen.Blackout)
class Blackout(Node):
    """Days on which a museum receives nobody."""

    museum: Museum = one("The museum.")
    reason: str = column("Why, for everybody in the network to read.")
    first_day: date = column("The first of these days.")
    last_day: date = column("The last of these days.")
    rev: int = column("How often it was said, from 1.")
    changed_at: datetime = column("When it was last said.")
    withdrawn_at: datetime | None = column("When it was withdrawn; null while it stands.")


@told_input
class NeedInput:
    """A need as a coordinator says it."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    museum_id: UUID = strawberry.field(
        description="The museum; you coordinate in its network, else `NOT_FOUND_OR_FORBIDDEN`."
    )
    kind: NeedKind = strawberry.field(description="What it is needed for.")
    skill: str = strawberry.field(description="The skill, as offers name it; 1 to 160 characters.")
    why: str = strawberry.field(description="Why; at most 1,000 characters.", default="")
    first_day: date = strawberry.field(description="From when.")
    last_day: date = strawberry.field(description="Until when; at most three years later.")
    days: int = strawberry.field(description="How many days of learning it takes; 1 to 60.")
    rev: int | None = strawberry.field(
        description="The `rev` that you read, else `CONFLICT`; left out for a new one.", default=None
    )

    def new(self) -> NewNeed:
        """The need as it is kept."""
        return NewNeed(**vars(self))


@told_input
class BlackoutInput:
    """Days on which nobody can come, as a coordinator says them."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    museum_id: UUID = strawberry.field(
        description="The museum; you coordinate in its network, else `NOT_FOUND_OR_FORBIDDEN`."
    )
    reason: str = strawberry.field(description="Why, for the network to read; 1 to 160 characters.")
    first_day: date = strawberry.field(description="The first of these days.")
    last_day: date = strawberry.field(description="The last of them; at most three years later.")
    rev: int | None = strawberry.field(
        description="The `rev` that you read, else `CONFLICT`; left out for a new one.", default=None
    )

    def new(self) -> NewBlackout:
        """The blackout as it is kept."""
        return NewBlackout(**vars(self))


NODES = (Need, Blackout)
