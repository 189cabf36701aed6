"""Stays that were called off, as the graph shows them beside their agreement."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import strawberry
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.placements import consulting
from schema.described import told_type


@told_type
class StayCalledOff:
    """That the stay at one host was called off; what was signed stays on record."""

    host_id: UUID = strawberry.field(description="The museum that would have received, by its UUID.")
    since: date = strawberry.field(description="The first day that fell away.")
    reason: str = strawberry.field(description="Why.")
    by: str = strawberry.field(description="Who called it off.")
    at: datetime = strawberry.field(description="When they did.")


async def called_off(
    session: AsyncSession, agreement_id: UUID, names: Mapping[UUID, str]
) -> list[StayCalledOff]:
    """Which stays of an agreement were called off."""
    return [
        StayCalledOff(
            host_id=one.host_id, since=one.since, reason=one.reason, by=names.get(one.by_id, ""), at=one.at
        )
        for one in await consulting.called_off(session, agreement_id)
    ]
