"""The mark of a restore under way: it stands in the database itself, where anybody finds it.

It is a schema of its own: neither a dump nor a migration touches it.
"""

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.embedded.trouble import WillNotStart

MARK = "restore_under_way"
UNFINISHED = (
    "A restore of this database was cut short. Run `python -m api restore FOLDER` again, with the folder of"
    " the backup: until it is done, phones would not be told what they have to send again."
)
IS_UNDER_WAY = text(f"select to_regnamespace('{MARK}') is not null")


async def begin(url: str) -> None:
    """Mark the database: from now on it is not served."""
    await _run(url, f"create schema if not exists {MARK}")


async def end(url: str) -> None:
    """Take the mark away: everything is back, and phones are told."""
    await _run(url, f"drop schema if exists {MARK}")


async def is_under_way(session: AsyncSession) -> bool:
    """Whether a restore has begun here and has not come to its end."""
    return bool(await session.scalar(IS_UNDER_WAY))


async def be_whole(url: str) -> None:
    """Nobody is served from a database in which a restore was cut short."""
    connection = await asyncpg.connect(url)
    try:
        if await connection.fetchval(str(IS_UNDER_WAY)):
            raise WillNotStart(UNFINISHED)
    finally:
        await connection.close()


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
