"""Where a transaction begins: as a person of the exchange, or as its steward.

Nobody calls `commit()`: a transaction ends with its `async with` block, and a rule that says no
undoes it whole.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

APP = "understudy_app"
STEWARD = "understudy_steward"
ENTER = text("select enter_as(:person, :own)")
"""Without `own`, the person's own scope stays out of reach: a lent key does not open what they keep alone."""


def patience(longest: float) -> dict[str, str]:
    """What a connection does by itself when something takes long: a statement, a lock, or nothing at all.

    A statement ends before the question that asked for it does, and a lock is waited for less long still.
    """
    milliseconds = {
        "statement_timeout": longest * 800,
        "lock_timeout": longest * 500,
        "idle_in_transaction_session_timeout": longest * 1000,
    }
    return {name: str(int(most)) for name, most in milliseconds.items()}


def engine_as(
    role: str,
    url: str,
    *,
    size: int = 8,
    longest: float | None = None,
    settings: Mapping[str, str] | None = None,
) -> AsyncEngine:
    """A pool of connections that have all put on the given role; `url` begins with `postgresql://`."""
    settings = (patience(longest) if longest else {}) | dict(settings or {})
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # what people wrote does not belong in a log
        pool_timeout=longest / 2 if longest else 30,
        connect_args={"server_settings": {"jit": "off", "timezone": "UTC", **settings}},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def put_on_role(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"set role {role}")
        cursor.close()
        connection.commit()

    @event.listens_for(engine.sync_engine, "checkout")
    def still_open(connection: DBAPIConnection, _entry: ConnectionPoolEntry, _proxy: object) -> None:
        # The driver knows when the server has hung up. Asking the server each time, as the pool's own
        # ping does, costs three round trips: as many as a small transaction.
        if cast("Any", connection).driver_connection.is_closed():
            raise DisconnectionError

    return engine


@dataclass(frozen=True, slots=True)
class Sessions:
    """The two ways into the database: as a person, and as the steward."""

    app: async_sessionmaker[AsyncSession]
    stewards: async_sessionmaker[AsyncSession]
    engines: tuple[AsyncEngine, AsyncEngine]

    @classmethod
    def at(cls, url: str, *, size: int = 8, longest: float | None = None) -> "Sessions":
        """Open both pools on one database, `postgresql://…`; nothing takes longer than `longest` seconds."""
        app = engine_as(APP, url, size=size, longest=longest)
        steward = engine_as(STEWARD, url, size=max(2, size // 2), longest=longest)
        return cls(
            async_sessionmaker(app, expire_on_commit=False),
            async_sessionmaker(steward, expire_on_commit=False),
            (app, steward),
        )

    @asynccontextmanager
    async def as_person(self, person_id: UUID, *, own: bool = True) -> AsyncIterator[AsyncSession]:
        """One transaction that sees what this person may see; without `own`, only what others see too."""
        async with self.app.begin() as session:
            await session.execute(ENTER, {"person": person_id, "own": own})
            yield session

    @asynccontextmanager
    async def as_steward(self) -> AsyncIterator[AsyncSession]:
        """One transaction that sees everything: for sign-in, jobs and the command line only."""
        async with self.stewards.begin() as session:
            yield session

    async def close(self) -> None:
        """Give every connection back."""
        for engine in self.engines:
            await engine.dispose()
