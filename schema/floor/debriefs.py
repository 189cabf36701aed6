"""Debriefs, as the graph shows them to the two whom a shadowing day belongs to."""

from datetime import datetime

from exchange.floor import debriefed
from exchange.placements.tables import Audience
from schema.engine.mapping import column, one, rows
from schema.engine.node import Node
from schema.floor.types import ShadowingDay
from schema.people.types import Person


@rows(debriefed.Debrief)
class Debrief(Node):
    """What a participant thinks of a shadowing day when it is over; it stays between the two."""

    day: ShadowingDay = one("The day, whose id it has.", by="id")
    author: Person = one("Who wrote it.")
    happened: str = column("What happened; at most 5,000 characters.")
    so_what: str = column("What that means; at most 5,000 characters.")
    changes: str = column("What will change; at most 5,000 characters.")
    stays: str = column("What must not travel: it is told to nobody beyond the two.")
    drawn_from: list[str] = column("The entries it is drawn from, by their UUIDs, in order.")
    audience: Audience = column("Whether the mentor reads it: ONLY_ME or MENTOR.")
    written_at: datetime = column("When it was first written, by the phone's clock.")
    received_at: datetime = column("When it arrived at the museum.")
    changed_at: datetime = column("When it was last changed.")
    rev: int = column("How often it was changed, from 1.")


NODES = (Debrief,)
