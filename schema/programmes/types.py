"""Programmes and their objectives, as the graph shows them."""

from datetime import date

from exchange.programmes import tables
from schema.engine.mapping import column, many, one, rows
from schema.engine.node import Node
from schema.people.types import Network


@rows(tables.Programme)
class Programme(Node):
    """A round of placements with a purpose, within a network."""

    name: str = column("What it is called.")
    network: Network = one("The network that runs it.")
    starts_on: date = column("Its first day.")
    ends_on: date = column("Its last day.")
    objectives: list["Objective"] = many(
        "What it wants to be understood by its end, in order.", by="programme_id", order=("position",)
    )


@rows(tables.Objective)
class Objective(Node):
    """One thing a programme wants to be understood by its end."""

    programme: Programme = one("The programme that wants it.")
    position: int = column("Its place among the programme's objectives, from 1.")
    sentence: str = column("What is to be understood, as one sentence.")


NODES = (Programme, Objective)
