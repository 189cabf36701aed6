"""Ways from a device to the museum: straight into the graph, or over real HTTP; somebody listens to each."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
import orjson

from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import Graph, whole
from tests.cast import MORNING, STAMP
from tests.faults.device import Lost
from tests.faults.pens import Story

PATIENCE = 2.0  # seconds for one answer; a real device waits longer
SEAL = Seal(b"a secret of the tests")


@dataclass
class Listener:
    """Hears every answer on its way, and knows whom it must not reach (I9)."""

    story: Story
    heard: int = 0
    leaks: list[str] = field(default_factory=list)

    def hear(self, person_id: UUID, answer: bytes) -> None:
        self.heard += 1
        for secret in self.story.secrets_from(person_id):
            if secret.encode() in answer:
                self.leaks.append(f"{person_id} was told of {secret}: {answer[:2000]!r}")


@dataclass
class Inside:
    """Straight into the graph, over a real database."""

    sessions: Sessions
    reading: Reading
    listener: Listener
    graph: Graph = field(default_factory=whole)

    async def __call__(self, person_id: UUID, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        context = Context(person_id, self.sessions, self.reading, SEAL, STAMP, lambda: MORNING)
        result = await self.graph.execute(document, variables, context_value=context)
        answer = orjson.dumps({"data": result.data, "errors": result.errors}, default=str)
        self.listener.hear(person_id, answer)
        assert not result.errors, result.errors
        data: dict[str, Any] = orjson.loads(answer)["data"]
        return data


@dataclass
class Wire:
    """Over HTTP, each request on a connection of its own; whatever is not the museum's answer is `Lost`."""

    client: httpx2.AsyncClient
    address: Callable[[], str]
    cookies: dict[UUID, str]
    listener: Listener

    async def __call__(self, person_id: UUID, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        try:
            async with asyncio.timeout(PATIENCE):  # also when every second brings a byte
                answer = await self.client.post(
                    f"{self.address()}/graphql",
                    json={"query": document, "variables": variables},
                    headers=self.headers(person_id),
                )
        except (httpx2.HTTPError, TimeoutError) as fault:
            raise Lost from fault
        self.listener.hear(person_id, answer.content)
        if answer.status_code != 200:
            raise Lost(answer.status_code, answer.text[:300])
        data: dict[str, Any] | None = answer.json().get("data")
        if not data:
            raise Lost(answer.text[:300])
        return data

    def headers(self, person_id: UUID) -> dict[str, str]:
        """Who asks, from our own app, on a connection that is not used again."""
        cookie = f"understudy={self.cookies[person_id]}"
        return {"x-understudy": "1", "cookie": cookie, "connection": "close"}
