"""What helps somebody during a placement: as they said it, and as whom they named is told."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.placements import adjusting
from exchange.placements.adjusting import KEY, NewAdjustment, Told
from schema.context import Info
from schema.in_person import somebody, within


@strawberry.type(description="Somebody you named to see what helps you.")
class AdjustmentReader:
    """Somebody you named to see what helps you."""

    id: strawberry.ID = strawberry.field(description="Who they are.")
    name: str = strawberry.field(description="The name they go by.")
    read_at: datetime | None = strawberry.field(description="When they last read it; null if never.")


@strawberry.type(description="Something that helps you, and whom you named to see it.")
class MyAdjustment:
    """Something that helps you, and whom you named to see it."""

    id: UUID = strawberry.field(description="Its id, made on the device.")
    placement: strawberry.ID = strawberry.field(description="The placement you said it for.")
    words: str | None = strawberry.field(
        description="What you said; null when the museum changed its key and can open it no more."
    )
    readers: list[AdjustmentReader] = strawberry.field(description="Who may see it, by name.")


@strawberry.type(description="Something that helps the participant of a placement; you were named to see it.")
class Adjustment:
    """Something that helps the participant of a placement; you were named to see it."""

    id: UUID = strawberry.field(description="Its id, made on a device.")
    words: str | None = strawberry.field(
        description="What helps; null when the museum changed its key and can open it no more."
    )


async def mine(info: Info) -> list[MyAdjustment]:
    """What helps you."""
    by, seal = somebody(info.context), info.context.seal.apart(KEY)
    async with within(info.context) as session:
        return [
            MyAdjustment(
                id=own.id,
                placement=strawberry.ID(f"Placement:{own.placement_id}"),
                words=adjusting.opened(own.id, by, own.sealed, seal),
                readers=[
                    AdjustmentReader(id=strawberry.ID(f"Person:{one.id}"), name=one.name, read_at=one.read_at)
                    for one in await adjusting.named_for(session, own)
                ],
            )
            for own in await adjusting.my_adjustments(session, by=by)
        ]


For = Annotated[UUID, strawberry.argument(description="The placement, by its UUID.")]
Which = Annotated[UUID, strawberry.argument(description="What you said, by its id.")]
New = Annotated[UUID, strawberry.argument(description="Its id, made on the device.")]
Mine = Annotated[UUID, strawberry.argument(description="Your placement, by its UUID.")]
Words = Annotated[str, strawberry.argument(description="What helps, never why; 1 to 500 characters.")]
Readers = Annotated[
    list[UUID], strawberry.argument(description="Who may see it, by their UUIDs; at most 20.")
]


async def told(info: Info, placement_id: For) -> list[Adjustment]:
    """What you were named to see."""
    context = info.context
    async with within(context) as session:
        found: list[Told] = list(
            await adjusting.adjustments_for(
                session, placement_id, at=context.now(), seal=context.seal.apart(KEY)
            )
        )
    return [Adjustment(id=one.id, words=one.words) for one in found]


async def say(info: Info, id: New, placement_id: Mine, words: Words, readers: Readers) -> bool:
    """Say what helps."""
    new = NewAdjustment(id, placement_id, words, frozenset(readers))
    context = info.context
    async with within(context) as session:
        await adjusting.say_adjustment(
            session, new, by=somebody(context), seal=context.seal.apart(KEY), at=context.now()
        )
    return True


async def withdraw(info: Info, id: Which) -> bool:
    """Take it back."""
    async with within(info.context) as session:
        await adjusting.withdraw_adjustment(session, id)
    return True


@strawberry.type
class AdjustmentReads:
    """Questions about what helps."""

    my_adjustments: list[MyAdjustment] = strawberry.field(
        resolver=mine, description="What you said helps you, oldest first; no key reads it."
    )
    adjustments_for: list[Adjustment] = strawberry.field(
        resolver=told,
        description="What helps the participant of a placement, if you were named to see it; that you read it"
        " is told to them.",
    )


@strawberry.type
class AdjustmentWrites:
    """What can be done about what helps."""

    say_adjustment: bool = strawberry.mutation(
        resolver=say,
        description="Say what helps you during your placement, and who may see it; said again, the new words"
        " and people hold.",
    )
    withdraw_adjustment: bool = strawberry.mutation(
        resolver=withdraw, description="Take back what you said; from now on nobody sees it."
    )
