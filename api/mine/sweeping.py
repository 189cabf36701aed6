"""Sweeping: the bytes of somebody who was erased go, here and in every backup that is made from then on.

A mark with their id stays in the store, which outlives the database: a backup from before is put back
without them.
"""

import re
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from uuid import UUID

import anyio
from sqlalchemy import select

from api.media.storage import Storage
from exchange.floor.uploads import Upload
from exchange.ground.sessions import Sessions
from exchange.people.tables import Person
from exchange.placements.scanning import scans_about
from exchange.privacy.erasing import due, erase, swept, unswept

MARKS, ARCHIVES = "erased", "archives"
LIST = "erased.txt"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


async def erase_whole(
    sessions: Sessions, storage: Storage, parts: Path, person_id: UUID, *, by: UUID | None, at: datetime
) -> None:
    """Erase a person from the database, then their bytes; cut short in between, `sweep_all` goes on."""
    async with sessions.as_steward() as session:
        begun = select(Upload.id).where(Upload.person_id == person_id)
        uploads = (await session.scalars(begun)).all()
        await erase(session, person_id, by=by, at=at)
    for name in uploads:
        await anyio.Path(parts / name).unlink(missing_ok=True)
    await sweep(sessions, storage, person_id, at=at)


async def sweep(sessions: Sessions, storage: Storage, person_id: UUID, *, at: datetime) -> None:
    """Drop everything that is stored of a person and about them, and leave the mark that it went."""
    async with sessions.as_steward() as session:
        owners = (person_id, *await scans_about(session, person_id))
    for owner in owners:
        await storage.put(f"{MARKS}/{owner}", at.isoformat().encode())
    for folder in (*map(str, owners), f"{ARCHIVES}/{person_id}"):
        async for one in storage.below(folder):
            await storage.drop(one.key)
    async with sessions.as_steward() as session:
        await swept(session, person_id, at=at)


async def sweep_all(sessions: Sessions, storage: Storage, parts: Path, *, at: datetime) -> None:
    """Erase who asked for it and has thought long enough; finish what was cut short."""
    async with sessions.as_steward() as session:
        waiting, left = await due(session, at=at), await unswept(session)
    for person_id in waiting:
        await erase_whole(sessions, storage, parts, person_id, by=person_id, at=at)
    for person_id in left:
        await sweep(sessions, storage, person_id, at=at)


async def erased(storage: Storage, backup: Path | None = None) -> set[UUID]:
    """Everybody who was ever erased, and scans about them, as the store knows, and a backup's folder."""
    found = {UUID(name) async for one in storage.below(MARKS) if ID.match(name := one.key.split("/")[-1])}
    if backup is not None and (backup / LIST).exists():
        found |= {UUID(line) for line in (backup / LIST).read_text("ascii").split()}
    return found


async def keep_out(storage: Storage, backup: Path) -> None:
    """Take whatever was erased out of a backup's files, and write down by id what that is."""
    gone = await erased(storage, backup)
    for person_id in gone:
        await anyio.to_thread.run_sync(
            lambda folder: rmtree(folder, ignore_errors=True), backup / "media" / str(person_id)
        )
    lines = "".join(f"{person_id}\n" for person_id in sorted(gone))
    await anyio.to_thread.run_sync((backup / LIST).write_text, lines, "ascii")


async def erase_again(sessions: Sessions, storage: Storage, backup: Path, *, at: datetime) -> int:
    """Erase again whom a backup brought back; how many that were."""
    gone = await erased(storage, backup)
    async with sessions.as_steward() as session:
        back = (await session.scalars(select(Person.id).where(Person.id.in_(gone)))).all()
    for person_id in back:
        await erase_whole(sessions, storage, backup, person_id, by=None, at=at)
    return len(back)
