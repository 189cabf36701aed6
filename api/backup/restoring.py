"""The way back: photos into the store, the dump into an empty database, and at once a new epoch."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from api.backup.photos import put_back
from api.backup.programs import DUMP, load
from api.backup.under_way import begin, end, is_under_way
from api.embedded.trouble import WillNotStart
from api.media.storage import Storage
from api.mine.sweeping import erase_again
from exchange.ground.beginning import begin_epoch
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.people.tables import Person
from migrations.moving import downgrade, upgrade

NOT_EMPTY = "There are people in this database: a backup is put back into an empty one only."


async def restore(sessions: Sessions, storage: Storage, url: str, source: Path, *, at: datetime) -> UUID:
    """Put a backup back where nobody is yet; the epoch that begins with it.

    Whoever was erased since the backup was made is erased again at the end. One that was cut short leaves its
    mark in the database, which nobody serves then: it is done again, from the beginning.
    """
    await upgrade(url)  # a restore that was cut short may have left no tables
    async with sessions.as_steward() as session:
        people = await session.scalar(select(func.count()).select_from(Person))
        if people and not await is_under_way(session):
            raise Refused("NOT_EMPTY", NOT_EMPTY)
    if not (source / DUMP).exists():
        raise Refused(
            "NO_BACKUP", f"There is no {DUMP} in {source}: name the folder that `backup` was given."
        )
    await put_back(storage, source / "media")
    await begin(url)
    try:
        await load_whole(url, source / DUMP)
    except WillNotStart:  # nothing of it came
        await end(url)
        raise
    # Connections that knew the tables before must not be used on those that came.
    await sessions.close()
    async with sessions.as_steward() as session:
        epoch = await begin_epoch(session, at=at)
    await upgrade(url)
    if epoch is None:
        raise Refused("NO_BACKUP", "The backup is back, and it is one of an empty network.")
    await erase_again(sessions, storage, source, at=at)
    await end(url)
    return epoch


async def load_whole(url: str, source: Path) -> None:
    """Read a dump into a database as the release that wrote it left it.

    What stands there is taken away first: a table that came after the dump would be in the way.
    """
    await upgrade(url)  # makes the roles, which are nobody's property and in no dump
    await downgrade(url, "base")
    await load(url, source)
