"""Making archives: each a ZIP of everything that is kept of one person, written piece by piece."""

import csv
import io
import logging
import tempfile
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import anyio
import orjson
from obstore.exceptions import BaseError
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from api.media.serving import ENDINGS
from api.media.storage import Storage, key_of
from api.mine.sweeping import ARCHIVES
from exchange.ground.sessions import Sessions
from exchange.privacy.archives import COLUMNS, TABLES, explained, line
from exchange.privacy.exporting import (
    Original,
    archive_made,
    claim_archive,
    names_of,
    originals_of,
    progress,
    rows_of,
)
from exchange.privacy.tables import Archive

log = logging.getLogger("understudy.archives")

NAP = 15.0


def key_of_archive(person_id: UUID, archive_id: UUID) -> str:
    """Where an archive is stored."""
    return f"{ARCHIVES}/{person_id}/{archive_id}.zip"


async def archive(house: House) -> None:
    """Make archives that were asked for, for as long as this process lives."""
    while True:
        try:
            while await make_one(house):
                pass
        except (OSError, SQLAlchemyError, BaseError) as fault:
            log.warning("an archive could not be made yet: %s", type(fault).__name__)
        with anyio.move_on_after(NAP):
            await house.archive_asked.wait()
        house.archive_asked = anyio.Event()


async def make_one(house: House) -> bool:
    """Make one archive; False when none waits."""
    async with house.sessions.as_steward() as session:
        wanted = await claim_archive(session, at=datetime.now(UTC))
    if wanted is None:
        return False
    with tempfile.TemporaryDirectory(prefix="archive-", dir=house.settings.data_dir) as folder:
        made = Path(folder) / "archive.zip"
        await Making(house, wanted).write(made)
        size = made.stat().st_size
        key = key_of_archive(wanted.person_id, wanted.id)
        await house.storage.keep(made, key)
    async with house.sessions.as_steward() as session:
        there = await archive_made(session, wanted.id, size=size, at=datetime.now(UTC))
    if not there:
        await house.storage.drop(key)
    return True


class Making:
    """One archive while it is being made."""

    def __init__(self, house: House, wanted: Archive) -> None:
        self.house, self.wanted = house, wanted
        self.named: set[UUID] = set()
        self.done = self.parts = 0

    async def write(self, to: Path) -> None:
        """Write the whole archive."""
        async with self.house.sessions.as_steward() as session:
            originals = await originals_of(session, self.wanted.person_id)
        self.parts = len(TABLES) + len(originals) + 1
        with ZipFile(to, "w", ZIP_DEFLATED) as file:
            file.writestr("README.md", explained())
            for table in TABLES:
                await self.rows(file, f"data/{table}.json", self.mine(table))
            await self.spreadsheet(file)
            for original in originals:
                await self.bytes(file, original)
            await self.rows(file, "people.json", self.people())

    async def rows(self, file: ZipFile, name: str, rows: AsyncIterator[Mapping[str, Any]]) -> None:
        """One file with a list of rows, each on its own line."""
        with file.open(name, "w") as part:
            between = b"[\n"
            async for row in rows:
                self.note(row)
                part.write(between + orjson.dumps(row))
                between = b",\n"
            part.write(b"\n]\n" if between != b"[\n" else b"[]\n")
        await self.step()

    async def mine(self, table: str) -> AsyncIterator[Mapping[str, Any]]:
        """The person's rows of one table."""
        async with self.house.sessions.as_steward() as session:
            async for row in rows_of(session, table, self.wanted.person_id, seal=self.house.seal):
                yield row

    async def people(self) -> AsyncIterator[Mapping[str, Any]]:
        """Everybody whose id stands somewhere in this archive."""
        async with self.house.sessions.as_steward() as session:
            async for row in names_of(session, self.named):
                yield row

    async def spreadsheet(self, file: ZipFile) -> None:
        """The entries once more, for a spreadsheet."""
        with file.open("entries.csv", "w") as part:
            sheet = io.StringIO()
            writer = csv.writer(sheet)
            writer.writerow(COLUMNS)
            async for row in self.mine("observation"):
                writer.writerow(line(row))
                part.write(sheet.getvalue().encode())
                sheet.seek(0)
                sheet.truncate()
            part.write(sheet.getvalue().encode())

    async def bytes(self, file: ZipFile, original: Original) -> None:
        """One photo, recording or scan as it came; photos are as small as they get."""
        key = key_of(original.owner, original.sha256)
        if await self.house.storage.size(key) is not None:
            info = ZipInfo(f"originals/{original.id}.{ENDINGS.get(original.mime, 'bin')}")
            info.compress_type = ZIP_STORED
            with file.open(info, "w", force_zip64=True) as part:
                async for piece in self.house.storage.read(key, 0, None):
                    await anyio.to_thread.run_sync(part.write, piece)
        await self.step()

    def note(self, row: Mapping[str, Any]) -> None:
        """Remember every id of somebody that a row names."""
        for name, value in row.items():
            if name.endswith("_id") and isinstance(value, str):
                self.named.add(UUID(value))

    async def step(self) -> None:
        """Say how far it has come."""
        self.done += 1
        async with self.house.sessions.as_steward() as session:
            await progress(session, self.wanted.id, done=self.done, parts=self.parts)


async def drop_archives(sessions: Sessions, storage: Storage) -> None:
    """Throw away the files of archives that are over."""
    async with sessions.as_steward() as session:
        wanted = {
            key_of_archive(*row) for row in await session.execute(select(Archive.person_id, Archive.id))
        }
    async for one in storage.below(ARCHIVES):
        if one.key not in wanted:
            await storage.drop(one.key)
