"""One WebSocket that speaks graphql-transport-ws: subscriptions, and nothing that could go over HTTP."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import anyio
import orjson
from anyio.abc import TaskGroup
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.types import ExecutionResult

from api.auth.knowing import caller_of, known
from api.bodies import Unreadable, read_json
from api.edge.faults import UNAVAILABLE
from api.graphql import NoQuestionError, context_of, gate_of, now, question_of
from api.house import House
from api.pokes.board import Line
from schema.asking import Question
from schema.gate import OverBudgetError
from schema.graph import Graph

log = logging.getLogger("understudy.pokes")

PROTOCOL = "graphql-transport-ws"
SUBSCRIPTIONS = 10
"""At once, on one connection."""
WISHES = 200
"""Subscriptions in all on one connection, before it has to come anew."""
NAME = 128


@dataclass(slots=True, eq=False)
class Conversation:
    """What is said on one connection, from its first word to its last."""

    socket: WebSocket
    house: House
    graph: Graph
    line: Line | None = None
    wishes: int = 0
    following: dict[str, anyio.CancelScope] = field(default_factory=dict)
    goodbye: tuple[int, str] | None = None
    tasks: TaskGroup = field(init=False)

    @property
    def address(self) -> str:
        """Where it comes from."""
        return self.socket.client.host if self.socket.client else ""

    async def hold(self) -> None:
        """Talk until one of the two hangs up."""
        self.house.board.come(self.address)
        try:
            async with anyio.create_task_group() as self.tasks:
                self.tasks.start_soon(self.wait_for_a_name)
                await self.listen()
                self.tasks.cancel_scope.cancel()
        except* UNAVAILABLE:
            self.goodbye = (1013, "The museum's server cannot do this right now.")
        except* Exception:
            log.exception("a conversation broke off")
            self.goodbye = (1011, "Something broke on our side.")
        finally:
            self.forget()
        if self.goodbye is not None:
            with anyio.move_on_after(self.house.board.patience):
                await self.socket.close(*self.goodbye)

    def forget(self) -> None:
        """Take what this connection had off the board."""
        if self.line is None:
            self.house.board.name(self.address)
        else:
            self.house.board.close(self.line)

    def hang_up(self, code: int, reason: str) -> None:
        """End it from our side."""
        self.goodbye = (code, reason)
        self.tasks.cancel_scope.cancel()

    async def wait_for_a_name(self) -> None:
        """Whoever does not say who they are is not waited for long."""
        await anyio.sleep(self.house.board.patience)
        if self.line is None:
            self.hang_up(4408, "Connection initialisation timeout")

    async def listen(self) -> None:
        """Heed one message after the other; the next is not even read before."""
        while True:
            try:
                text = await self.socket.receive_text()
            except WebSocketDisconnect:
                return
            except KeyError:
                self.hang_up(4400, "Messages are text.")
                return
            try:
                await self.heed(read_json(text))
            except (json.JSONDecodeError, Unreadable, NoQuestionError) as no:
                self.hang_up(4400, str(no)[:100])

    async def heed(self, message: Any) -> None:
        """Do what one message asks."""
        match message:
            case {"type": "ping"}:
                await self.say(type="pong")
            case {"type": "pong"}:
                pass
            case {"type": "connection_init"}:
                await self.welcome(message.get("payload"))
            case {"type": "subscribe", "id": str(name), "payload": dict(asked)} if len(name) <= NAME:
                await self.begin(name, question_of(asked))
            case {"type": "complete", "id": str(name)}:
                if scope := self.following.pop(name, None):
                    scope.cancel()
            case _:
                self.hang_up(4400, "This is no message of graphql-transport-ws.")

    async def welcome(self, said: Any) -> None:
        """Know the caller, by the cookie, the header or what they said."""
        if self.line is not None:
            self.hang_up(4429, "Too many initialisation requests")
            return
        authorization = said.get("authorization") if isinstance(said, dict) else None
        try:
            caller = await caller_of(self.socket, authorization if isinstance(authorization, str) else "")
        except OverBudgetError:
            self.hang_up(1013, "Too much was asked from here: try again later.")
            return
        if caller.person_id is None:
            self.hang_up(4403, "Nobody is signed in here.")
            return
        self.line = self.house.board.open(caller)
        if self.line is None:
            self.hang_up(1013, "This person listens in too many places already.")
            return
        self.house.board.name(self.address)
        self.tasks.start_soon(self.watch, self.line)
        await self.say(type="connection_ack")

    async def watch(self, line: Line) -> None:
        """Ask again and again whether this session or key still holds."""
        while True:
            # Taken before it is asked: a doubt that comes meanwhile is heard too.
            doubted = line.doubted
            if await known(self.house, line.caller.token) is None:
                self.hang_up(4403, "Nobody is signed in here any more.")
            with anyio.move_on_after(self.house.board.asked_every):
                await doubted.wait()

    async def begin(self, name: str, question: Question) -> None:
        """Begin one subscription."""
        self.wishes += 1
        if self.line is None:
            self.hang_up(4401, "Unauthorized")
        elif name in self.following:
            self.hang_up(4409, f"Subscriber for {name[:40]} already exists")
        elif self.wishes > WISHES:
            self.hang_up(1013, "Too many subscriptions on one connection.")
        elif len(self.following) >= SUBSCRIPTIONS:
            sentence = f"At most {SUBSCRIPTIONS} subscriptions fit on one connection."
            await self.say(type="error", id=name, payload=[{"message": sentence}])
        else:
            self.following[name] = anyio.CancelScope()
            self.tasks.start_soon(self.follow, name, question, self.following[name], self.line)

    async def follow(self, name: str, question: Question, scope: anyio.CancelScope, line: Line) -> None:
        """Tell one subscription's news until it ends."""

        async def pokes() -> AsyncIterator[datetime]:
            bell = self.house.board.hang(line)
            try:
                async for _ in bell.heard():
                    yield now()
            finally:
                line.bells.discard(bell)

        context = context_of(self.house, line.caller, gate_of(self.socket, line.caller), pokes)
        with scope:
            async with aclosing(self.graph.asking.follow(question, context)) as news:
                async for one in news:
                    if one.data is None:
                        await self.refuse(name, one)
                        return
                    await self.say(type="next", id=name, payload=told(one))
            self.following.pop(name, None)
            await self.say(type="complete", id=name)

    async def refuse(self, name: str, no: ExecutionResult) -> None:
        """Say why a subscription did not begin, or cannot go on."""
        self.following.pop(name, None)
        await self.say(type="error", id=name, payload=[error.formatted for error in no.errors or ()])

    async def say(self, **message: Any) -> None:
        """Send one message; whoever does not read it in time is let go of."""
        with anyio.move_on_after(self.house.board.patience) as waiting:
            try:
                await self.socket.send_text(orjson.dumps(message, default=str).decode())
            except WebSocketDisconnect:
                self.tasks.cancel_scope.cancel()
        if waiting.cancelled_caught:
            self.hang_up(1013, "Nobody reads here.")


def told(one: ExecutionResult) -> dict[str, Any]:
    """One result as it is sent."""
    errors = {"errors": [error.formatted for error in one.errors]} if one.errors else {}
    return {"data": one.data, **errors}
