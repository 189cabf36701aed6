"""How much waits for the mentors of a museum, as the graph tells it; nothing of an entry."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.review.waiting import loads
from schema.context import Info
from schema.in_person import within


@strawberry.type(description="What waits for one mentor of a museum.")
class MentorLoad:
    """What waits for one mentor of a museum."""

    mentor: strawberry.ID = strawberry.field(description="The mentor.")
    name: str = strawberry.field(description="The name they go by.")
    waiting: int = strawberry.field(description="How many entries and proposals wait for them.")
    oldest: datetime | None = strawberry.field(
        description="Since when the oldest of them waits; null when nothing does."
    )


Of = Annotated[UUID, strawberry.argument(description="The museum, by its UUID.")]


async def mentor_loads(info: Info, museum_id: Of) -> list[MentorLoad]:
    """What waits, for whom."""
    async with within(info.context) as session:
        found = await loads(session, [museum_id])
    return [
        MentorLoad(
            mentor=strawberry.ID(f"Person:{one.mentor_id}"),
            name=one.name,
            waiting=one.waiting,
            oldest=one.oldest,
        )
        for one in found
    ]


@strawberry.type
class WaitingReads:
    """Questions about what waits."""

    mentor_loads: list[MentorLoad] = strawberry.field(
        resolver=mentor_loads,
        description="What waits for each mentor who receives somebody at a museum, who waits longest first: "
        "all of them for a coordinator of the museum, for a mentor their own. It tells nothing of an entry.",
    )
