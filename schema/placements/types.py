"""Placements, as the graph shows them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from exchange.placements import tables
from exchange.placements.tables import Audience, PlacementState
from schema.engine.mapping import choice, column, many, one, rows
from schema.engine.node import Node
from schema.people.types import Museum, Person
from schema.programmes.types import Programme

if TYPE_CHECKING:
    from schema.floor.types import ShadowingDay

choice(
    PlacementState,
    AGREED="Agreed, not begun.",
    UNDER_WAY="The participant is at the host museum.",
    FINISHED="Over.",
)
choice(
    Audience,
    ONLY_ME="Its author alone.",
    MENTOR="Its author and the mentor of the placement.",
    PLACEMENT="Besides them, the coordinators of the programme.",
    MUSEUM="Besides them, who works at the museum that lends or at the one that receives.",
    PROGRAMME="Besides them, who works at any museum of the programme.",
    PUBLISHED="Everybody of the network.",
)


@rows(tables.Placement)
class Placement(Node):
    """One participant, lent by a home museum to a host museum, beside a mentor."""

    title: str = column("What it is called.")
    state: PlacementState = column("How far it has come.")
    starts_on: date = column("Its first day.")
    ends_on: date = column("Its last day.")
    called_off_from: date | None = column(
        "The day from which on it was called off; its first day where nothing is left of it, null while it"
        " stands."
    )
    participant: Person = one("Who is lent.")
    mentor: Person = one("Whom they shadow.")
    home: Museum = one("The museum that lends the participant.")
    host: Museum = one("The museum that receives the participant.")
    home_manager: Person | None = one(
        "Who agrees at home to what the participant promises; null until somebody is named."
    )
    programme: Programme = one("The programme it belongs to.")
    default_audience: Audience | None = column(
        "Who reads the participant's entries unless they choose otherwise; null until they have chosen."
    )
    days: list[Annotated["ShadowingDay", strawberry.lazy("schema.floor.types")]] = many(
        "Its shadowing days, in order.", by="placement_id", order=("on_date",)
    )
    rev: int = column("How often it was changed, from 1.")


NODES = (Placement,)
