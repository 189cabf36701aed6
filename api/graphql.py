"""The graph over HTTP, as the specification has it: status codes, content types, one operation a request."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.types import Receive, Scope, Send

from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.bodies import Unreadable, parameters, read_json
from api.edge.gate import ClientGate, client_of
from api.edge.head import head_of
from api.house import House, house_of
from api.replies import PLAIN, Reply, answered, media_type, not_now, refused
from schema.asking import NotAllowedError, Question
from schema.context import Context, silence
from schema.gate import Gate, NotNowError
from schema.graph import Graph

MOST_BYTES = 2 * 1024 * 1024
"""A larger answer is not sent; only the app may ask for more, with its own documents."""
UNKNOWN = 401


class NoQuestionError(Exception):
    """This request is not a question to the graph; the status says in which way."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Door:
    """Where questions to the graph come in."""

    graph: Graph
    knowing: Callable[[Request], Awaitable[Caller]] = caller_of
    """How this door recognises who asks."""
    challenge: str | None = None
    """What who is not recognised is told about the ways in, as HTTP has it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        kind = media_type(head_of(scope).get("accept", ""))
        gate: ClientGate | None = None
        try:
            caller = await self.knowing(request)
            if caller.partner and caller.person_id is None:
                raise NoQuestionError(401, "Nobody is signed in, or this key is not known or has expired.")
            gate = gate_of(request, caller)
            question = await asked(request)
            answer = await self.answer(request, caller, gate, question, kind)
        except NoQuestionError as no:
            answer = refused(kind, no.status, str(no))
            if no.status == UNKNOWN and self.challenge:
                answer = replace(answer, more=(*answer.more, (b"www-authenticate", self.challenge.encode())))
        except Unreadable as no:
            answer = refused(kind, 400, str(no))
        except NotNowError as no:
            answer = not_now(kind, no)
        await answer.send(send, gate.told() if gate else ())

    async def answer(
        self, request: Request, caller: Caller, gate: ClientGate, question: Question, kind: str
    ) -> Reply:
        """Ask the graph as the caller. A GET changes nothing, and neither does a partner's key."""
        context = context_of(house_of(request), caller, gate)
        reads = caller.partner or request.method == "GET"
        allowed = ("query",) if reads else ("query", "mutation")
        try:
            result = await self.graph.asking.ask(question, context, allowed)
        except NotAllowedError:
            if caller.partner:
                raise NoQuestionError(403, "This door only reads.") from None
            # A GET that would change something: the specification wants exactly this status.
            raise NoQuestionError(405, "A GET only reads.") from None
        return answered(result, kind, most=MOST_BYTES if context.weighs(question.trusted) else None)


async def asked(request: Request) -> Question:
    """The question in a request's body, or in the parameters of a GET."""
    if request.method == "GET":
        given = parameters(request.scope["query_string"])
        return question_of(given | {name: read(given[name]) for name in EMBEDDED if given.get(name)})
    if request.method != "POST":
        raise NoQuestionError(405, "The graph takes GET and POST.")
    head = head_of(request.scope)
    content_type = head.get("content-type", "")
    if content_type.partition(";")[0].strip().lower() != PLAIN:
        raise NoQuestionError(415, "The body must be application/json.")
    if head.get("content-encoding", "identity").lower() != "identity":
        # A few bytes that unfold into gigabytes are nothing anybody has to send.
        raise NoQuestionError(415, "The body must not be compressed.")
    body = read(await body_of(request.receive))
    if not isinstance(body, dict):
        # A list would be a batch, and one request is one operation here.
        raise NoQuestionError(400, "The body must be one JSON object.")
    return question_of(body)


async def body_of(receive: Receive) -> bytes:
    """The whole body; nearly always it comes in one piece."""
    parts = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


EMBEDDED = ("variables", "extensions")
TEXT, OBJECT = str | None, dict | None
FORMS = {"query": TEXT, "variables": OBJECT, "operationName": TEXT, "extensions": OBJECT, "documentId": TEXT}


def question_of(given: Mapping[str, Any]) -> Question:
    """A question from its parts; what is absent may also be null."""
    for name, form in FORMS.items():
        if not isinstance(given.get(name), form):
            raise NoQuestionError(400, f"`{name}` must be {'a string' if form is TEXT else 'an object'}.")
    return Question(*[given.get(name) for name in FORMS])


def read(text: str | bytes) -> Any:
    """Strict JSON."""
    try:
        return read_json(text)
    except json.JSONDecodeError:
        raise NoQuestionError(400, "This is not JSON.") from None


def gate_of(connection: HTTPConnection, caller: Caller) -> ClientGate:
    """The gate of a caller: of a person, of a key, or of the address a stranger comes from."""
    address = connection.client.host if connection.client else ""
    # Only a key has a budget of its own: whoever signs in ten times is still one person.
    client = client_of(caller.person_id, caller.token if caller.token.startswith(b"p") else None, address)
    return house_of(connection).measures.gate(client, known=caller.person_id is not None)


def context_of(
    house: House, caller: Caller, gate: Gate, pokes: Callable[[], AsyncIterator[datetime]] = silence
) -> Context:
    """What a question of this caller brings with it."""
    return Context(
        person_id=caller.person_id,
        sessions=house.sessions,
        reading=house.reading.for_partners() if caller.partner else house.reading,
        seal=house.seal,
        stamp=house.stamp,
        now=now,
        session=caller.token[1:] or None,
        lent=caller.partner,
        reach=caller.reach,
        only_trusted=not (caller.partner or house.settings.development),
        gate=gate,
        room=house.room.is_there,
        pokes=pokes,
    )


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
