"""The way back: a backup into an empty database, its photos into the store, and a new epoch of the feed."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from api.backup.photos import put_back
from api.backup.programs import DUMP, load
from api.media.storage import Storage
from exchange.ground.beginning import begin_epoch
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.tables import Person
from migrations.moving import downgrade, upgrade


async def restore(sessions: Sessions, storage: Storage, url: str, source: Path, *, at: datetime) -> UUID:
    """Put a backup back where nobody is yet; the epoch that begins with it."""
    async with sessions.as_steward() as session:
        if await session.scalar(select(func.count()).select_from(Person)):
            sentence = "There are people in this database: a backup is put back into an empty one only."
            raise Refused("NOT_EMPTY", sentence)
    if not (source / DUMP).exists():
        raise Refused(
            "NO_BACKUP", f"There is no {DUMP} in {source}: name the folder that `backup` was given."
        )
    await load_whole(url, source / DUMP)
    # Connections that knew the tables before must not be used on those that came.
    await sessions.close()
    await put_back(storage, source / "media")
    async with sessions.as_steward() as session:
        epoch = await begin_epoch(session, at=at)
    if epoch is None:
        raise Refused("NO_BACKUP", "The backup is back, and it is one of an empty network.")
    return epoch


async def load_whole(url: str, source: Path) -> None:
    """Read a dump into a database, whichever release wrote it, and bring it to the newest revision.

    What stands there is taken away first: a table that came after the dump would be in the way.
    """
    await upgrade(url)  # makes the roles, which are nobody's property and in no dump
    await downgrade(url, "base")
    await load(url, source)
    await upgrade(url)
