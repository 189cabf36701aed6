"""The story, told once for all tests that only read it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from sqlalchemy import text

from api.demo.telling import Stage, tell
from api.embedded import Postgres
from api.media.storage import Storage
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from tests.cast import STAMP

SEAL = Seal(b"a secret of the tests")
NOW = datetime(2026, 10, 8, 10, 40, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """A database and a folder in which the story stands."""

    url: str
    media: Path

    def on_stage(self, act: Callable[[Stage], Awaitable[Any]]) -> Any:
        """Do something there."""

        async def run() -> Any:
            sessions = Sessions.at(self.url, size=1)
            try:
                return await act(Stage(sessions, Storage(self.media.as_uri()), STAMP, SEAL))
            finally:
                await sessions.close()

        return asyncio.run(run())

    def tell(self, now: datetime = NOW) -> list[str]:
        """Tell it, and what was said meanwhile."""
        said: list[str] = []
        self.on_stage(lambda stage: tell(stage, now=now, progress=said.append))
        return said

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What a statement answers."""

        async def ask(stage: Stage) -> list[Any]:
            async with stage.sessions.as_steward() as session:
                return [tuple(row) for row in await session.execute(text(sql), values)]

        return list(self.on_stage(ask))


@pytest.fixture(scope="session")
def told(postgres: Postgres, migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The story in a database of its own."""

    async def run(statement: str) -> None:
        connection = await asyncpg.connect(postgres.url)
        await connection.execute(statement)
        await connection.close()

    asyncio.run(run(f"create database told template {migrated}"))
    story = Told(urlsplit(postgres.url)._replace(path="/told").geturl(), tmp_path_factory.mktemp("media"))
    assert story.tell()
    yield story
    asyncio.run(run("drop database told with (force)"))
