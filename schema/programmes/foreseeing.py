"""What can be asked about needs and blackouts, and what coordinators do with them."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.programmes import foreseeing
from exchange.programmes.foreseen import NeedKind
from schema.context import Info
from schema.engine.connections import Connection
from schema.engine.filters import among, matching, points_to, since
from schema.engine.roots import Order, page
from schema.in_person import somebody, within
from schema.programmes.foreseen import Blackout, BlackoutInput, Need, NeedInput

Needed = Annotated[NeedInput, strawberry.argument(description="The need.")]
Blacked = Annotated[BlackoutInput, strawberry.argument(description="The blackout.")]
WhichNeed = Annotated[UUID, strawberry.argument(description="The need, by its UUID.")]
WhichBlackout = Annotated[UUID, strawberry.argument(description="The blackout, by its UUID.")]


async def need(info: Info, need: Needed) -> bool:
    """Keep it."""
    async with within(info.context) as session:
        await foreseeing.say_need(session, need.new(), by=somebody(info.context), at=info.context.now())
    return True


async def no_need(info: Info, id: WhichNeed) -> bool:
    """Withdraw it."""
    async with within(info.context) as session:
        await foreseeing.withdraw_need(session, id, by=somebody(info.context), at=info.context.now())
    return True


async def black_out(info: Info, blackout: Blacked) -> bool:
    """Keep it."""
    async with within(info.context) as session:
        by, at = somebody(info.context), info.context.now()
        await foreseeing.say_blackout(session, blackout.new(), by=by, at=at)
    return True


async def receive_again(info: Info, id: WhichBlackout) -> bool:
    """Withdraw it."""
    async with within(info.context) as session:
        await foreseeing.withdraw_blackout(session, id, by=somebody(info.context), at=info.context.now())
    return True


@strawberry.input(description="Which needs.")
class NeedWhere:
    """Which needs."""

    museum: strawberry.ID | None = matching("Only of this museum.", points_to("museum_id", "Museum"))
    kind: list[NeedKind] | None = matching("Only for one of these.", among("kind"))
    last_from: date | None = matching("Only what lasts until this day or longer.", since("last_day"))


@strawberry.input(description="Which blackouts.")
class BlackoutWhere:
    """Which blackouts."""

    museum: strawberry.ID | None = matching("Only of this museum.", points_to("museum_id", "Museum"))
    last_from: date | None = matching("Only what lasts until this day or longer.", since("last_day"))


@strawberry.type
class ForeseenReads:
    """Questions about what museums foresee."""

    needs: Connection[Need] = page(
        "What the museums of your networks will need, those that begin first before the others; withdrawn "
        "ones too.",
        Need,
        where=NeedWhere,
        order=Order("first_day"),
    )
    blackouts: Connection[Blackout] = page(
        "When the museums of your networks receive nobody, the first before the others; withdrawn ones too.",
        Blackout,
        where=BlackoutWhere,
        order=Order("first_day"),
    )


@strawberry.type
class ForeseenWrites:
    """What coordinators do with what museums foresee."""

    say_need: bool = strawberry.mutation(
        resolver=need, description="Keep what a museum of your network will need, or change it."
    )
    withdraw_need: bool = strawberry.mutation(resolver=no_need, description="Need it no longer.")
    say_blackout: bool = strawberry.mutation(
        resolver=black_out,
        description="Keep the days on which a museum of your network receives nobody, or change them.",
    )
    withdraw_blackout: bool = strawberry.mutation(
        resolver=receive_again, description="Receive people on these days again."
    )
