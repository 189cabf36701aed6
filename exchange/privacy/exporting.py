"""Putting together what is kept of somebody: asked for, made row by row, ready for a day. Steward's work."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import Text, select, text, type_coerce, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.recorded import Recording
from exchange.floor.tables import Photo
from exchange.ground.ids import uuid7
from exchange.ground.sealing import Seal
from exchange.ground.table import Table
from exchange.matching import provisions
from exchange.people.tables import Person
from exchange.placements import adjusting
from exchange.placements.agreements import ScanState, Signature, SignatureScan
from exchange.privacy.register import REGISTER
from exchange.privacy.tables import Archive, ArchiveState

InClear: TypeAlias = Callable[[Mapping[str, Any], Seal], dict[str, Any]]
READY_FOR = timedelta(hours=24)
LEASE = timedelta(minutes=15)
ONE_IN = timedelta(minutes=10)
"""Who asks again sooner is given the archive that is there, or being made."""
TRIES = 3
MANY = 500
SEALED: Mapping[str, tuple[str, InClear]] = {
    "adjustment": (adjusting.KEY, adjusting.in_clear),
    "application": (provisions.KEY, provisions.in_clear),
}
"""Tables of which something is sealed: with which key, and how a row is told in clear."""


class Original(NamedTuple):
    """A photo, a recording or a scan whose bytes are here, and under whose id."""

    owner: UUID
    id: UUID
    sha256: str
    mime: str


async def ask_archive(session: AsyncSession, person_id: UUID, *, at: datetime) -> Archive:
    """Ask for an archive of everything that is kept of a person."""
    # The person's row is held, so that two requests at once make one archive.
    await session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    latest = await latest_archive(session, person_id)
    fresh = latest is not None and (
        latest.state is ArchiveState.WAITING
        or (latest.state is ArchiveState.READY and at - latest.asked_at < ONE_IN)
    )
    if latest is not None and fresh:
        return latest
    archive = Archive(id=uuid7(at), person_id=person_id, state=ArchiveState.WAITING, asked_at=at)
    session.add(archive)
    await session.flush()
    return archive


async def latest_archive(session: AsyncSession, person_id: UUID) -> Archive | None:
    """The archive that a person asked for last."""
    mine = select(Archive).where(Archive.person_id == person_id)
    found: Archive | None = await session.scalar(mine.order_by(Archive.asked_at.desc()).limit(1))
    return found


async def claim_archive(session: AsyncSession, *, at: datetime) -> Archive | None:
    """Take the archive that waits longest; a claim is a lease, as that of a photo."""
    due = Archive.next_try_at.is_(None) | (Archive.next_try_at <= at)
    waiting = select(Archive).where(Archive.state == ArchiveState.WAITING, due).order_by(Archive.asked_at)
    archive = await session.scalar(waiting.limit(1).with_for_update(skip_locked=True))
    if archive is None:
        return None
    archive.tries += 1
    archive.next_try_at = at + LEASE
    archive.parts_done = 0
    if archive.tries > TRIES:
        archive.state = ArchiveState.FAILED
        return None
    return archive


async def progress(session: AsyncSession, archive_id: UUID, *, done: int, parts: int) -> None:
    """Write down how far an archive has come."""
    archive = await session.get_one(Archive, archive_id)
    archive.parts, archive.parts_done = parts, done


async def archive_made(session: AsyncSession, archive_id: UUID, *, size: int, at: datetime) -> bool:
    """The archive can be fetched for a day; False when its person was erased meanwhile."""
    archive = await session.get(Archive, archive_id)
    if archive is None:
        return False
    archive.state, archive.size, archive.until = ArchiveState.READY, size, at + READY_FOR
    archive.parts_done = archive.parts
    return True


async def rows_of(
    session: AsyncSession, table: str, person_id: UUID, *, seal: Seal
) -> AsyncIterator[Mapping[str, Any]]:
    """Every row that one table has of a person, in clear, without what would open a door."""
    kept, known = REGISTER[table], Table.metadata.tables[table]
    columns = ", ".join(column.name for column in known.columns if column.name not in kept.secret)
    wanted = f"({kept.mine})" + (f" or ({kept.also})" if kept.also else "")
    asked = f"select to_jsonb(mine) from (select {columns} from {table} where {wanted}) as mine"  # noqa: S608 - from the register
    found = await session.stream_scalars(text(asked), {"person": person_id})
    key, told = SEALED.get(table, ("", None))
    async for row in found:
        yield told(row, seal.apart(key)) if told else row


async def originals_of(session: AsyncSession, person_id: UUID) -> Sequence[Original]:
    """The photos and recordings of a person, and the scans of what they signed, whose bytes are here."""
    each = (
        select(kind.author_id, kind.id, kind.sha256, kind.mime).where(
            kind.author_id == person_id,
            kind.state != "EXPECTED",
            kind.removed_at.is_(None),
            *((Photo.expired_at.is_(None),) if kind is Photo else ()),
        )
        for kind in (Photo, Recording)
    )
    scans = (
        select(Signature.id, SignatureScan.id, SignatureScan.sha256, type_coerce(SignatureScan.mime, Text))
        .join(Signature, Signature.id == SignatureScan.id)
        .where(Signature.signatory_id == person_id, SignatureScan.state != ScanState.EXPECTED)
    )
    return [Original(*row) for row in await session.execute(union_all(*each, scans))]


async def names_of(session: AsyncSession, ids: set[UUID]) -> AsyncIterator[Mapping[str, str]]:
    """The names of people."""
    wanted = sorted(ids)
    for first in range(0, len(wanted), MANY):
        some = select(Person.id, Person.name).where(Person.id.in_(wanted[first : first + MANY]))
        for named, name in await session.execute(some):
            yield {"id": str(named), "name": name}
