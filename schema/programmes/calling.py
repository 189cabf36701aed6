"""What can be asked about calls, and what their coordinators do."""

from typing import Annotated
from uuid import UUID

import strawberry

from exchange.ground.refusals import not_here
from exchange.programmes import calling, calls
from exchange.programmes.calls import CallState
from exchange.programmes.eligibility import read
from exchange.programmes.presets import SHAPES
from schema.context import Info
from schema.engine.connections import Connection
from schema.engine.filters import among, matching, points_to
from schema.engine.roots import Order, page
from schema.in_person import somebody, within
from schema.programmes.calls import Call, CallInput, CallShape, Rules, shown

Which = Annotated[UUID, strawberry.argument(description="The call, by its UUID.")]
Whose = Annotated[UUID, strawberry.argument(description="The programme, by its UUID.")]
Said = Annotated[CallInput, strawberry.argument(description="The call.")]


async def rules_of(info: Info, call_id: Which) -> Rules:
    """By which rules somebody is eligible."""
    async with within(info.context) as session:
        call = await session.get(calls.Call, call_id)
        if call is None:
            raise not_here()
        version, criteria = await calling.rules_of(session, call)
    return Rules(version=version, criteria=[shown(one) for one in criteria])


async def versions(info: Info, programme_id: Whose) -> list[Rules]:
    """Every version."""
    async with within(info.context) as session:
        found = await calling.versions_of(session, programme_id)
    return [
        Rules(version=one.version, criteria=[shown(asked) for asked in read(one.criteria)]) for one in found
    ]


async def shapes(info: Info) -> list[CallShape]:
    """The presets."""
    somebody(info.context)
    return [
        CallShape(
            preset=preset,
            days=shape.days,
            parts=shape.parts,
            remote_days=shape.remote_days,
            reciprocal=shape.reciprocal,
            payer=shape.payer,
            covers=[one.value for one in shape.covers],
            lump_minor=shape.lump_minor,
            currency=shape.currency,
            credit_hours=shape.credit_hours,
            criteria=[shown(one) for one in shape.criteria],
        )
        for preset, shape in SHAPES.items()
    ]


async def draft(info: Info, call: Said) -> bool:
    """Draft it."""
    async with within(info.context) as session:
        await calling.draft_call(session, call.new(), by=somebody(info.context), at=info.context.now())
    return True


async def publish(info: Info, id: Which) -> bool:
    """Open it."""
    async with within(info.context) as session:
        await calling.open_call(session, id, by=somebody(info.context), at=info.context.now())
    return True


async def close(info: Info, id: Which) -> bool:
    """Close it."""
    async with within(info.context) as session:
        await calling.close_call(session, id, by=somebody(info.context), at=info.context.now())
    return True


@strawberry.input(description="Which calls.")
class CallWhere:
    """Which calls."""

    programme: strawberry.ID | None = matching(
        "Only of this programme.", points_to("programme_id", "Programme")
    )
    state: list[CallState] | None = matching("Only in one of these states.", among("state"))


@strawberry.type
class CallReads:
    """Questions about calls."""

    calls: Connection[Call] = page(
        "The calls of your networks, the last to close first; drafts for their coordinators alone.",
        Call,
        where=CallWhere,
        order=Order("closes_at", newest=True),
    )
    call_rules: Rules = strawberry.field(
        resolver=rules_of, description="By which rules somebody is eligible for a call."
    )
    programme_rules: list[Rules] = strawberry.field(
        resolver=versions,
        description="Every version of the rules of a programme's calls, the newest first; none where there "
        "is no such programme that you may see.",
    )
    call_shapes: list[CallShape] = strawberry.field(
        resolver=shapes, description="The presets a call can begin from."
    )


@strawberry.type
class CallWrites:
    """What coordinators do with calls."""

    draft_call: bool = strawberry.mutation(
        resolver=draft,
        description="Draft a call of a programme that you coordinate, or change one that is a draft still.",
    )
    open_call: bool = strawberry.mutation(
        resolver=publish, description="Publish a draft to the network; from now on it stays as it is."
    )
    close_call: bool = strawberry.mutation(
        resolver=close, description="Let a call take no more applications; what was handed in stays."
    )
