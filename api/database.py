"""Which database the command line works on: the one it was told, or the embedded one."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from api.embedded import Postgres, WillNotStart, running_postgres
from api.external import will_do
from api.settings import Settings


@contextmanager
def database(settings: Settings, *, join: bool) -> Iterator[str]:
    """The address of a database that answers as long as the block runs.

    The embedded one is started if nobody runs it; with `join`, a running one is used beside its server.
    """
    if settings.database_url:
        url = plain(settings.database_url)
        asyncio.run(will_do(url))
        yield url
        return
    root = settings.data_dir / "postgres"
    running = Postgres(root).url if join and (root / "password").exists() else None
    if running is not None and asyncio.run(answers(running)):
        yield running
        return
    with running_postgres(root) as url:
        yield url


def plain(url: str) -> str:
    """The address as libpq writes it, whatever driver somebody named in it."""
    scheme, colon, rest = url.partition("://")
    if not colon or scheme.split("+")[0] not in ("postgresql", "postgres"):
        raise WillNotStart("DATABASE_URL must begin with postgresql://")
    return f"postgresql://{rest}"


async def answers(url: str) -> bool:
    """Whether a database can be reached there."""
    try:
        connection = await asyncpg.connect(url, timeout=3)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    await connection.close()
    return True
