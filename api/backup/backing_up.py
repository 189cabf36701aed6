"""Making a backup and trying it out: a dump counts when a second PostgreSQL has read it back whole."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import anyio
from sqlalchemy import select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from api.backup.photos import Shot, copy
from api.backup.prints import Prints, differing, prints
from api.backup.programs import DUMP, dump
from api.backup.restoring import load_whole
from api.embedded import Postgres
from api.media.storage import Storage, make_folder, settle
from api.media.stored import NAMES, STORED_UNDER
from api.mine.sweeping import keep_out
from exchange.floor.marking import answered, mark
from exchange.ground.sessions import Sessions
from migrations.moving import upgrade

A_LONG_TRANSACTION = timedelta(minutes=5)
"""A photo's moment is taken before its row is there for all to see, never by as much as this."""
UNHURRIED = text("set local idle_in_transaction_session_timeout = 0")
SNAPSHOT = text("select pg_export_snapshot()")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a backup holds, as the database stood at one moment."""

    prints: Prints
    through: Mapping[UUID, int]
    shots: tuple[Shot, ...]


async def back_up(sessions: Sessions, storage: Storage, url: str, to: Path, *, at: datetime) -> list[str]:
    """Make a backup in a folder; what is wrong with it, sentence by sentence.

    When nothing is, devices are told what it holds. Made again into the same folder, only new photos are
    copied; the dump before it is kept until the new one has been tried out.
    """
    await anyio.to_thread.run_sync(make_folder, to)
    new = to / f"{DUMP}.untried"
    taken = await take(sessions, url, new)
    await keep_out(storage, to)
    troubles = [trouble async for trouble in copy(storage, taken.shots, to / "media")]
    wrong = differing(taken.prints, await tried_out(new))
    troubles += (f"The dump does not hold the table {table} as it is." for table in wrong)
    if not troubles:
        await anyio.to_thread.run_sync(settle, new, to / DUMP)
        async with sessions.as_steward() as session:
            await mark(session, taken.through, until=at - A_LONG_TRANSACTION)
    return troubles


async def take(sessions: Sessions, url: str, to: Path) -> Taken:
    """Dump the database, and note what it holds at that very moment."""
    async with sessions.as_steward() as session:
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        await session.execute(UNHURRIED)
        snapshot = str(await session.scalar(SNAPSHOT))
        shots: list[Shot] = []
        for kind, under in STORED_UNDER.items():
            here = select(kind.id, under, kind.sha256, kind.size).where(kind.state != "EXPECTED")
            shots += [Shot(NAMES[kind], *row) for row in await session.execute(here)]
        taken = Taken(await prints(session), await answered(session), tuple(shots))
        await dump(url, snapshot, to)
    return taken


async def tried_out(source: Path) -> Prints:
    """What a second PostgreSQL, made for this alone, reads out of a dump."""
    root = Path(tempfile.mkdtemp(prefix="understudy-"))
    server = Postgres(root, {"fsync": "off"})
    try:
        await anyio.to_thread.run_sync(server.start)
        await load_whole(server.url, source)
        await upgrade(server.url)
        return await read_back(server.url)
    finally:
        await anyio.to_thread.run_sync(server.stop)
        shutil.rmtree(root)


async def read_back(url: str) -> Prints:
    """The fingerprints of a database of our own."""
    place = make_url(url).set(drivername="postgresql+asyncpg")
    settings = {"server_settings": {"timezone": "UTC"}}
    engine = create_async_engine(place, poolclass=NullPool, connect_args=settings)
    try:
        async with engine.connect() as connection:
            return await prints(connection)
    finally:
        await engine.dispose()
