"""What rows say of stored bytes and what is stored, held against each other once a day.

Bytes that are gone are expected again, and their phone, which hears of it, sends them once more. Bytes that
no row names are thrown away after a while: whoever began to send them has begun anew since.
"""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import null, select, text
from sqlalchemy.orm import InstrumentedAttribute

from api.house import House
from api.media.storage import SHAPES, Stored, key_of
from api.media.stored import NAMES, STORED_UNDER, Kind
from exchange.floor.hearing import expect_recording_again
from exchange.floor.receiving import develop_photo_again, expect_photo_again
from exchange.floor.recorded import Recording
from exchange.floor.tables import Photo
from exchange.ground.ids import moment_of
from exchange.ground.tables import FeedEpoch
from exchange.placements.agreements import SignatureScan
from exchange.placements.scanning import expect_scan_again

log = logging.getLogger("understudy.reconciling")

UNNAMED = timedelta(days=15)
FEW = 20
"""Where more than these, and more than a tenth of all, are gone, the store itself is not the right one."""
KEY = re.compile(r"(?P<owner>[0-9a-f-]{36})/[0-9a-f]{2}/(?P<sha256>[0-9a-f]{64})(\.(1280|320)\.webp)?\Z")
EXPECT_AGAIN: Mapping[Kind, Callable[..., Awaitable[None]]] = {
    Photo: expect_photo_again,
    Recording: expect_recording_again,
    SignatureScan: expect_scan_again,
}
TAKEN_OFF: Mapping[Kind, InstrumentedAttribute[datetime | None]] = {
    Photo: Photo.removed_at,
    Recording: Recording.removed_at,
}
NEWS = text("select pg_notify('understudy', 'photo')")


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose bytes have to be stored."""

    kind: Kind
    id: UUID
    owner: UUID
    sha256: str
    size: int | None
    state: str


async def reconcile(house: House, *, at: datetime) -> None:
    """Hold every row against the store, and the store against every row."""
    rows, gone, unmade = 0, list[Row](), list[Row]()
    async for owner in owners(house):
        mine = await rows_of(house, owner)
        here = {one.key: one async for one in house.storage.below(str(owner))}
        for row in mine:
            rows += row.state != "EXPECTED"
            if row.state != "EXPECTED" and not is_stored(row, here):
                gone.append(row)
            elif row.state == "VERIFIED" and row.kind is Photo and not all_shapes(row, here):
                unmade.append(row)
        await throw_away(house, owner, [*here.values()], {row.sha256 for row in mine}, at=at)
    if len(gone) > max(FEW, rows // 10):
        log.error("%s of %s files are not in the store: is it the right one?", len(gone), rows)
        return
    for row in gone:
        await ask_again(house, row, at=at)
    for row in unmade:
        async with house.sessions.as_steward() as session:
            await develop_photo_again(session, row.id, at=at)
            await session.execute(NEWS)


async def owners(house: House) -> AsyncIterator[UUID]:
    """Every id under which bytes are stored, or should be."""
    async with house.sessions.as_steward() as session:
        known = {
            row for under in STORED_UNDER.values() for row in await session.scalars(select(under).distinct())
        }
    for name in await house.storage.folders():
        if re.fullmatch(r"[0-9a-f-]{36}", name):
            known.add(UUID(name))
    for owner in sorted(known):
        yield owner


async def rows_of(house: House, owner: UUID) -> list[Row]:
    """All that was ever announced under this id, whatever became of it."""
    found = []
    async with house.sessions.as_steward() as session:
        for kind, under in STORED_UNDER.items():
            # What was taken off keeps its bytes, but nobody is asked for them again; what expired has none.
            off = TAKEN_OFF.get(kind, null())
            columns = select(kind.id, kind.sha256, kind.size, kind.state, off).where(under == owner)
            if kind is Photo:
                columns = columns.where(Photo.expired_at.is_(None))
            for named, sha256, size, state, removed_at in await session.execute(columns):
                found.append(Row(kind, named, owner, sha256, size, "EXPECTED" if removed_at else state))
    return found


def is_stored(row: Row, here: dict[str, Stored]) -> bool:
    """Whether all its bytes are where they should be."""
    found = here.get(key_of(row.owner, row.sha256))
    return found is not None and found.size == row.size


def all_shapes(row: Row, here: dict[str, Stored]) -> bool:
    """Whether its smaller pictures are there, too."""
    return all(key_of(row.owner, row.sha256, shape) in here for shape in SHAPES)


async def ask_again(house: House, row: Row, *, at: datetime) -> None:
    """Expect bytes again that are gone, unless they came back meanwhile."""
    if await house.storage.size(key_of(row.owner, row.sha256)) == row.size:
        return
    log.warning("%s %s is not where it was kept; it is asked for again", NAMES[row.kind], row.id)
    async with house.sessions.as_steward() as session:
        await EXPECT_AGAIN[row.kind](session, row.id, at=at)


async def throw_away(house: House, owner: UUID, here: list[Stored], named: set[str], *, at: datetime) -> None:
    """Throw away what no row of its owner names, and has not for long."""
    unnamed = [
        one
        for one in here
        if (key := KEY.match(one.key)) and key["sha256"] not in named and one.stored_at < at - UNNAMED
    ]
    if not unnamed or await began_lately(house, at=at):
        return
    # Somebody may have announced these very bytes while we were looking.
    named = {row.sha256 for row in await rows_of(house, owner)}
    for one in unnamed:
        if one.key.split("/")[2][:64] not in named:
            log.info("nobody names %s any more", one.key)
            await house.storage.drop(one.key)


async def began_lately(house: House, *, at: datetime) -> bool:
    """Whether the database was begun or restored so lately that phones may still bring rows it lacks."""
    async with house.sessions.as_steward() as session:
        epoch = await session.scalar(select(FeedEpoch.epoch))
    return epoch is None or moment_of(epoch) > at.astimezone(UTC) - UNNAMED
