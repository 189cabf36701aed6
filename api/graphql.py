"""The graph over HTTP, as the specification has it: status codes, content types, one operation a request."""

import json
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.types import ExecutionResult

from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.bodies import Unreadable, parameters, read_json
from api.edge.gate import ClientGate, client_of
from api.house import House, house_of
from schema.asking import NotAllowedError, Question
from schema.context import Context, silence
from schema.engine.documents import MOST_ERRORS
from schema.gate import Gate, NotNowError, OverBudgetError
from schema.graph import Graph

ANSWER = "application/graphql-response+json"
PLAIN = "application/json"
MOST_BYTES = 2 * 1024 * 1024
"""A larger answer is not sent; only the app may ask for more, with its own documents."""
TOO_LARGE = "ANSWER_TOO_LARGE"


class NoQuestionError(Exception):
    """This request is not a question to the graph; the status says in which way."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@lru_cache(maxsize=256)
def media_type(accept: str) -> str:
    """The one of the two media types that a client likes better."""
    liking = {ANSWER: -1.0, PLAIN: -1.0}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if name in liking:
            liking[name] = max(liking[name], quality)
    return ANSWER if liking[ANSWER] > 0 and liking[ANSWER] >= liking[PLAIN] else PLAIN


@dataclass(frozen=True, slots=True)
class Door:
    """Where questions to the graph come in."""

    graph: Graph
    knowing: Callable[[Request], Awaitable[Caller]] = caller_of
    """How this door recognises who asks."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        kind = media_type(request.headers.get("accept", ""))
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
        except Unreadable as no:
            answer = refused(kind, 400, str(no))
        except NotNowError as no:
            answer = not_now(kind, no)
        if gate is not None:
            answer.raw_headers.extend(gate.told())
        await answer(scope, receive, send)

    async def answer(
        self, request: Request, caller: Caller, gate: ClientGate, question: Question, kind: str
    ) -> Response:
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
    content_type = request.headers.get("content-type", "")
    if content_type.partition(";")[0].strip().lower() != PLAIN:
        raise NoQuestionError(415, "The body must be application/json.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        # A few bytes that unfold into gigabytes are nothing anybody has to send.
        raise NoQuestionError(415, "The body must not be compressed.")
    body = read(await request.body())
    if not isinstance(body, dict):
        # A list would be a batch, and one request is one operation here.
        raise NoQuestionError(400, "The body must be one JSON object.")
    return question_of(body)


EMBEDDED = ("variables", "extensions")
FORMS = {"query": str, "variables": dict, "operationName": str, "extensions": dict, "documentId": str}


def question_of(given: Mapping[str, Any]) -> Question:
    """A question from its parts; what is absent may also be null."""
    for name, form in FORMS.items():
        if not isinstance(given.get(name), form | None):
            raise NoQuestionError(400, f"`{name}` must be {'a string' if form is str else 'an object'}.")
    return Question(*(given.get(name) for name in FORMS))


def read(text: str | bytes) -> Any:
    """Strict JSON."""
    try:
        return read_json(text)
    except json.JSONDecodeError:
        raise NoQuestionError(400, "This is not JSON.") from None


def answered(result: ExecutionResult, kind: str, most: int | None = None) -> Response:
    """The answer; a request that never ran says so by its status where the client understands that."""
    body: dict[str, Any] = {"data": result.data}
    status = 200
    if result.errors:
        body["errors"] = [error.formatted for error in result.errors[:MOST_ERRORS]]
        # An error without a path stopped the request before any field was asked.
        if kind == ANSWER and result.data is None and any(not error.path for error in result.errors):
            del body["data"]
            status = 400
    if result.extensions:
        body["extensions"] = result.extensions
    # What the database has written already is passed on as it is.
    content = orjson.dumps(body, default=str)
    if most is not None and len(content) > most:
        return refused(kind, 400, f"The answer has more than {most} bytes: ask for less at once.", TOO_LARGE)
    return Response(content, status, {"cache-control": "no-store"}, kind)


def refused(kind: str, status: int, sentence: str, code: str | None = None) -> Response:
    """The answer to a request that is not a question at all."""
    headers = {"cache-control": "no-store"} | ({"allow": "GET, POST"} if status == 405 else {})  # noqa: PLR2004
    error = {"message": sentence} | ({"extensions": {"code": code}} if code else {})
    return Response(orjson.dumps({"errors": [error]}), status, headers, kind)


def not_now(kind: str, no: NotNowError) -> Response:
    """The answer to a question that may be asked again later."""
    seconds = max(1, math.ceil(no.after_ms / 1000))
    if isinstance(no, OverBudgetError):
        sentence = f"You have asked for as much as one client may: ask again in {seconds} s."
        answer = refused(kind, 429, sentence, "RATE_LIMITED")
    else:
        answer = refused(kind, 503, "Too much is being asked at once: try again soon.", "OVERLOADED")
    answer.headers["retry-after"] = str(seconds)
    return answer


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
        only_trusted=not (caller.partner or house.settings.development),
        gate=gate,
        room=house.room.is_there,
        pokes=pokes,
    )


def now() -> datetime:
    """The clock of the edge."""
    return datetime.now(UTC)
