"""Moving a database to another revision, and asking where it stands."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

LOCK = 0x756E646572  # one migrates at a time, whichever of several servers starts first


def config() -> Config:
    """Alembic's configuration: there is no file, only this folder."""
    alembic = Config()
    alembic.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    alembic.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    return alembic


def head() -> str | None:
    """The newest revision that this checkout knows."""
    return ScriptDirectory.from_config(config()).get_current_head()


async def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database at `url` (`postgresql://…`, a login that may create roles) up to a revision."""
    await _run(url, lambda alembic: command.upgrade(alembic, revision))


async def downgrade(url: str, revision: str) -> None:
    """Take the database at `url` back to a revision; `base` empties it."""
    await _run(url, lambda alembic: command.downgrade(alembic, revision))


async def revise(url: str, message: str) -> None:
    """Write a new revision from what differs between the tables and the database at `url`."""
    await _run(url, lambda alembic: command.revision(alembic, message, autogenerate=True))


def current(connection: Connection) -> str | None:
    """The revision at which this connection's database stands."""
    options = {"version_table_schema": "migration"}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


async def _run(url: str, act: Callable[[Config], object]) -> None:
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), poolclass=NullPool)

    def within(connection: Connection) -> None:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("create schema if not exists migration"))
        alembic = config()
        alembic.attributes["connection"] = connection
        act(alembic)

    async with engine.begin() as connection:
        await connection.run_sync(within)
    await engine.dispose()
