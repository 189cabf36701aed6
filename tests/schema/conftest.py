"""The graph over a told story, asked as one person or another."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest

from api.embedded import Postgres
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import Graph, whole
from tests.cast import STAMP
from tests.conftest import copied
from tests.schema.story import Story, tell


@dataclass
class Asker:
    """Asks the graph as one person or another, and shows the answer as a client would read it."""

    schema: Graph
    story: Story
    sessions: Sessions
    reading: Reading
    seal: Seal

    def context(self, person: UUID | None) -> Context:
        """What a question of this person brings with it."""
        return Context(person, self.sessions, self.reading, self.seal, STAMP, lambda: datetime.now(UTC))

    async def whole(self, who: str | None, document: str, **variables: Any) -> dict[str, Any]:
        """The whole answer: data and errors."""
        person = self.story[who] if who else None
        result = await self.schema.execute(document, variables, context_value=self.context(person))
        answer: dict[str, Any] = {"data": orjson.loads(orjson.dumps(result.data))}
        if result.errors:
            answer["errors"] = [error.formatted for error in result.errors]
        return answer

    async def __call__(self, who: str | None, document: str, **variables: Any) -> Any:
        """The data of an answer without errors."""
        answer = await self.whole(who, document, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def refused(self, who: str | None, document: str, **variables: Any) -> Any:
        """The code of the first error."""
        answer = await self.whole(who, document, **variables)
        return answer["errors"][0].get("extensions", {}).get("code", answer["errors"][0]["message"])


Ask = Callable[..., Awaitable[Any]]


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The graph, put together once."""
    return whole()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that reach PostgreSQL's driver with values, of all questions."""
    told: list[str] = []
    fetch = asyncpg.Connection.fetchrow

    async def fetchrow(connection: Any, query: str, *values: Any, **options: Any) -> Any:
        told.append(query)
        return await fetch(connection, query, *values, **options)

    monkeypatch.setattr(asyncpg.Connection, "fetchrow", fetchrow)
    return told


@pytest.fixture(scope="session")
def lisbon(postgres: Postgres, migrated: str) -> Story:
    """The story of the graph, told once: whoever asks for it has a copy."""
    return copied(postgres, migrated, "lisbon", lambda url: asyncio.run(told(url)))


async def told(url: str) -> Story:
    """The story in an empty database; its doors are shut again, so that it can be copied."""
    sessions = Sessions.at(url, size=1)
    try:
        return await tell(sessions)
    finally:
        await sessions.close()


@pytest.fixture
async def ask(database_url: str, sessions: Sessions, graph: Graph, lisbon: Story) -> AsyncIterator[Asker]:
    """The graph over a told story."""
    # A busy machine is slow, and slowness is no finding here.
    reading = await Reading.at(database_url, longest=120)
    yield Asker(graph, deepcopy(lisbon), sessions, reading, Seal(b"a secret of the tests"))
    await reading.close()
