"""Every table of the exchange in one place, for migrations and for the graph's mapping."""

from exchange.calendars import tables as calendars
from exchange.floor import (
    amended,
    debriefed,
    followed,
    house_rules,
    marks,
    notes,
    recorded,
    restricted,
    synced,
    uploads,
)
from exchange.floor import tables as floor
from exchange.governance import tables as governance
from exchange.ground import tables as ground
from exchange.ground.table import Table
from exchange.matching import runs
from exchange.matching import tables as matching
from exchange.partners import tables as partners
from exchange.people import identities
from exchange.people import tables as people
from exchange.placements import adjustments, agreements, requests
from exchange.placements import tables as placements
from exchange.privacy import tables as privacy
from exchange.programmes import calls, foreseen
from exchange.programmes import tables as programmes
from exchange.reminding import tables as reminding
from exchange.review import confided
from exchange.review import tables as review
from exchange.webhooks import tables as webhooks

METADATA = Table.metadata

__all__ = [
    "METADATA",
    "adjustments",
    "agreements",
    "amended",
    "calendars",
    "calls",
    "confided",
    "debriefed",
    "floor",
    "followed",
    "foreseen",
    "governance",
    "ground",
    "house_rules",
    "identities",
    "marks",
    "matching",
    "notes",
    "partners",
    "people",
    "placements",
    "privacy",
    "programmes",
    "recorded",
    "reminding",
    "requests",
    "restricted",
    "review",
    "runs",
    "synced",
    "uploads",
    "webhooks",
]
