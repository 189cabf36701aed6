"""The one operation of a debrief: writing it, all of it each time."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.debriefing import Written, write_debrief
from exchange.floor.pushes import Doing
from exchange.placements.tables import Audience
from schema.described import told_input


@told_input
class WriteDebrief:
    """Look back on a shadowing day of one's own; written again, it is the same one."""

    day_id: UUID = strawberry.field(description="The day.")
    base: int = strawberry.field(
        description="The `rev` of the debrief on the device when this was written; 0 when there was none."
    )
    happened: str = strawberry.field(description="What happened; up to 5,000 characters.")
    so_what: str = strawberry.field(description="What that means; up to 5,000 characters.")
    changes: str = strawberry.field(description="What will change; up to 5,000 characters.")
    stays: str = strawberry.field(description="What must not travel; up to 5,000 characters.")
    audience: Audience = strawberry.field(description="Who reads it: ONLY_ME or MENTOR.")
    drawn_from: list[UUID] = strawberry.field(description="The entries it is drawn from, in order.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Write it."""
        said = Written(
            day_id=self.day_id,
            happened=self.happened,
            so_what=self.so_what,
            changes=self.changes,
            stays=self.stays,
            audience=self.audience,
            drawn_from=self.drawn_from,
        )
        return await write_debrief(doing, said, base=self.base)
