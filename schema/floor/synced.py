"""What was said before, and the devices that say it, as the graph shows them."""

from datetime import datetime

from exchange.floor import synced
from schema.engine.mapping import column, one, rows
from schema.engine.node import Node
from schema.people.types import Person


@rows(synced.TextVersion)
class TextVersion(Node):
    """One wording of a text that was ever acknowledged."""

    field: str = column("The field it was a wording of, such as `note`.")
    value: str = column("The wording.")
    author: Person = one("Who wrote it.")
    written_at: datetime = column("When it was written.")
    kept: bool = column("Whether it lost a merge and waits to be read.")


@rows(synced.Device)
class Device(Node):
    """A browser in which you keep an outbox, and what it last said of it."""

    made_at: datetime = column("When it first pushed.")
    seen_at: datetime = column("When it last pushed.")
    waiting: int | None = column("How many operations waited on it then, if it said.")
    oldest_waiting_at: datetime | None = column("Since when the oldest of them waited.")
    durable_through: int = column("Its last `seq` in a verified backup.")
    lost_at: datetime | None = column("When it was reported lost.", name="revoked_at")
