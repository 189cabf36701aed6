"""The stage of the matrix: the world in one database, the graph in this process, and the server beside it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.auth.tokens import token_hash
from api.settings import Settings
from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from exchange.ground.stamp import Stamp
from schema.asking import NotAllowedError, Question
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import Graph
from tests.matrix.askers import ASKERS, Asker
from tests.matrix.doings import Op, new
from tests.matrix.world import NOW, Things

Result = TypeVar("Result")
PUSH = """mutation ($input: PushInput!) { push(input: $input) { __typename
  ... on PushBlocked { reason }
  ... on PushOutcome { results { __typename ... on OpAnswer { opId }
    ... on OpApplied { entity rev } ... on OpMerged { entity }
    ... on OpNeedsUser { needs: code sentence current } ... on OpRetry { retry: code }
    ... on OpRejected { rejected: code sentence field } } } } }"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody was answered."""

    data: Any
    errors: Any

    @property
    def text(self) -> str:
        """All of it, to look for what should not be in it."""
        return json.dumps([self.data, self.errors], ensure_ascii=False)


@dataclass
class Stage:
    """What the tests of the matrix ask."""

    url: str
    settings: Settings
    runner: asyncio.Runner
    graph: Graph
    sessions: Sessions
    reading: Reading
    stamp: Stamp
    things: dict[str, Things] = field(default_factory=dict)
    tokens: dict[UUID, str] = field(default_factory=dict)
    keys: dict[UUID, str] = field(default_factory=dict)
    devices: dict[UUID, str] = field(default_factory=dict)
    queues: dict[UUID, int] = field(default_factory=dict)

    def run(self, coming: Awaitable[Result]) -> Result:
        """Wait for something, on the loop that all of it stands on."""

        async def wait() -> Result:
            return await coming

        return self.runner.run(wait())

    def target(self, asker: Asker) -> Things:
        """Whose things somebody asks for."""
        return self.things[asker.owner]

    def context(self, asker: Asker) -> Context:
        """What a question of theirs brings with it."""
        token = None if asker.person_id is None else self.tokens.get(asker.person_id)
        return Context(
            person_id=asker.person_id,
            sessions=self.sessions,
            reading=self.reading.for_partners() if asker.lent else self.reading,
            seal=Seal(b"a secret of the tests"),
            stamp=self.stamp,
            now=lambda: NOW,
            session=token_hash(token) if token else None,
            lent=asker.lent,
        )

    async def answer(self, asker: Asker, document: str, **variables: Any) -> Answer:
        """What somebody is answered by the app's own graph."""
        return await self.answer_by(self.graph, asker, Question(document, variables))

    async def answer_by(self, graph: Graph, asker: Asker, question: Question) -> Answer:
        """What a graph answers; a key that wants to change something is turned away at the door."""
        allowed = ("query",) if asker.lent else ("query", "mutation")
        try:
            result = await graph.asking.ask(question, self.context(asker), allowed)
        except NotAllowedError:
            return Answer(None, ["This door only reads."])
        errors = [error.formatted for error in result.errors or ()]
        return Answer(orjson.loads(orjson.dumps(result.data, default=str)), errors)

    def everybody(
        self, ask: Callable[[Asker], Awaitable[Result]], askers: Iterable[Asker] = ASKERS
    ) -> dict[Asker, Result]:
        """What everybody is answered, eight at a time."""
        turns = asyncio.Semaphore(8)

        async def one(asker: Asker) -> Result:
            async with turns:
                return await ask(asker)

        async def all_of_them() -> dict[Asker, Result]:
            told = list(askers)
            return dict(zip(told, await asyncio.gather(*map(one, told)), strict=True))

        return self.run(all_of_them())

    async def push(self, asker: Asker, ops: list[Op]) -> Answer:
        """Push operations from the one device of somebody."""
        by = asker.person_id
        device = new() if by is None else self.devices.setdefault(by, new())
        begin = 0 if by is None else self.queues.get(by, 0)
        if by is not None:
            self.queues[by] = begin + len(ops)
        said = [
            {"opId": new(), "seq": begin + number, "v": 1, "capturedAt": NOW.isoformat(), "do": op}
            for number, op in enumerate(ops, 1)
        ]
        return await self.send(asker, device, said)

    async def send(self, asker: Asker, device: str, ops: list[Op]) -> Answer:
        """Send operations, for the first time or once more."""
        head = {"protocol": 1, "deviceId": device, "schemaVersion": 1, "ackThrough": 0}
        return await self.answer(asker, PUSH, input=head | {"clientTime": NOW.isoformat(), "ops": ops})

    async def done(self, asker: Asker, ops: list[Op]) -> None:
        """Do something that must be done for the world to be whole."""
        for begin in range(0, len(ops), 40):
            given = await self.push(asker, ops[begin : begin + 40])
            results = given.data["push"]["results"] if given.data else given.errors
            assert all(one["__typename"] == "OpApplied" for one in results), results

    async def as_steward(self, act: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
        """Do something as the steward."""
        async with self.sessions.as_steward() as session:
            return await act(session)

    async def rows(self, sql: str, **values: Any) -> list[Any]:
        """What a statement answers the steward."""
        async with self.sessions.as_steward() as session:
            return list((await session.execute(text(sql), values)).all())
