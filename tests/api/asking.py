"""Asking the graph in this very process, where it can be seen what a question cost and what was run."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from api.keyring import stamp_of
from api.settings import Settings
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from schema.asking import Question
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import Graph, whole
from tests.api.world import World


@dataclass
class Asked:
    """What became of a question."""

    data: Any
    errors: list[Mapping[str, Any]]
    cpu: float
    """Seconds of processor time."""

    @property
    def code(self) -> str:
        """The code of the first error."""
        return str((self.errors[0].get("extensions") or {}).get("code"))


@dataclass
class InProcess:
    """The graph over the small world, as one person asks it."""

    graph: Graph
    reading: Reading
    context: Context

    def lend(self) -> None:
        """From now on ask by a key."""
        self.context = replace(self.context, reading=self.reading.for_partners())

    async def ask(self, text: str, variables: dict[str, Any] | None = None) -> Asked:
        """Ask one question."""
        begun = time.process_time()
        result = await self.graph.asking.ask(Question(text, variables), self.context)
        cpu = time.process_time() - begun
        return Asked(result.data, [dict(error.formatted) for error in result.errors or ()], cpu)

    async def cost(self, text: str, variables: dict[str, Any] | None = None) -> int:
        """What an answered question says that it cost."""
        result = await self.graph.asking.ask(Question(text, variables), self.context)
        assert result.errors is None, result.errors
        assert result.extensions
        return int(result.extensions["cost"]["requested"])


@asynccontextmanager
async def asking(world: World, folder: Path, person_id: UUID | None) -> AsyncIterator[InProcess]:
    """The graph, for as long as the block runs."""
    sessions, reading = Sessions.at(world.url, size=2), await Reading.at(world.url, size=2)
    stamp = stamp_of(Settings(data_dir=folder))
    context = Context(
        person_id=person_id,
        sessions=sessions,
        reading=reading,
        seal=Seal(b"a secret of the tests"),
        stamp=stamp,
        now=lambda: datetime.now(UTC),
    )
    try:
        yield InProcess(whole(), reading, context)
    finally:
        await reading.close()
        await sessions.close()
