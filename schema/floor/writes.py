"""The one mutation: a device pushes what was done on it."""

import strawberry

from schema.floor.ops import PushInput
from schema.floor.results import PushResult


async def take(input: PushInput) -> PushResult:
    """Take one push."""
    raise NotImplementedError


@strawberry.type
class FloorWrites:
    """What can be done on the floor."""

    push: PushResult = strawberry.mutation(
        resolver=take,
        description="Hand over what was done on a device. Each operation is a transaction of its own and "
        "takes effect exactly once, however often it is sent; the answer comes after it is on the disk.",
    )
