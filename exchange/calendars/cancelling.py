"""Cancelling days that were taken out of the plan: the journal says when they would have been."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.calendars.occasions import A_DAY, Kind, Occasion
from exchange.floor.packing import TAKEN_OUT
from exchange.ground.tables import Feed, JournalLine
from exchange.people.tables import Museum
from exchange.placements.tables import Placement


async def taken_back(session: AsyncSession, which: ColumnElement[bool], *, since: datetime) -> list[Occasion]:
    """The days that were taken out since then, and what was planned on them: cancelled, without a title."""
    lines = (
        select(JournalLine.line, Museum.time_zone)
        .join(Placement, Placement.id == JournalLine.scope_id)
        .join(Museum, Museum.id == Placement.host_id)
        .where(which, JournalLine.act == TAKEN_OUT, JournalLine.at > since)
        .order_by(JournalLine.at, JournalLine.scope_id, JournalLine.position)
    )
    told = [(json.loads(line), zone) for line, zone in await session.execute(lines)]
    ids = [UUID(one) for line, _ in told for one in (line["day"], *line["plan"])]
    said = select(Feed.entity_id, func.count() - 1).where(Feed.entity_id.in_(ids)).group_by(Feed.entity_id)
    sequences = {str(one): sequence for one, sequence in await session.execute(said)}
    return [one for line, zone in told for one in cancelled(line, zone, sequences)]


def cancelled(line: Mapping[str, Any], zone: str, sequences: Mapping[str, int]) -> Iterator[Occasion]:
    """A day and what was planned on it, as the journal has them."""

    def gone(name: str, kind: Kind, id: str, starts: date, ends: date) -> Occasion:
        sequence = sequences.get(id, 0)
        uid = f"{name}-{id}"
        return Occasion(uid, kind, None, starts, ends, zone, "/today", sequence=sequence, cancelled=True)

    on = date.fromisoformat(line["on"])
    yield gone("day", Kind.DAY, line["day"], on, on + A_DAY)
    for item, span in line["plan"].items():
        starts, ends = map(datetime.fromisoformat, span)
        yield gone("plan", Kind.PLANNED, item, starts, ends)
