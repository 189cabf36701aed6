"""What the door to the graph answers: a status, one of two media types, and JSON."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
from starlette.types import Send
from strawberry.types import ExecutionResult

from schema.engine.documents import MOST_ERRORS
from schema.gate import NotNowError, OverBudgetError

ANSWER = "application/graphql-response+json"
PLAIN = "application/json"
TOO_LARGE = "ANSWER_TOO_LARGE"
NOT_KEPT = (b"cache-control", b"no-store")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, which no cache keeps."""

    content: bytes
    kind: str
    status: int = 200
    more: tuple[tuple[bytes, bytes], ...] = ()

    async def send(self, send: Send, told: Iterable[tuple[bytes, bytes]]) -> None:
        """Send it, with what else is to be told in its head."""
        length = (b"content-length", b"%d" % len(self.content))
        head = [NOT_KEPT, length, (b"content-type", self.kind.encode()), *self.more, *told]
        await send({"type": "http.response.start", "status": self.status, "headers": head})
        await send({"type": "http.response.body", "body": self.content})


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


def answered(result: ExecutionResult, kind: str, most: int | None = None) -> Reply:
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
    return Reply(content, kind, status)


def refused(
    kind: str, status: int, sentence: str, code: str | None = None, *more: tuple[bytes, bytes]
) -> Reply:
    """The answer to a request that is not a question at all."""
    if status == 405:  # noqa: PLR2004
        more = (*more, (b"allow", b"GET, POST"))
    error = {"message": sentence} | ({"extensions": {"code": code}} if code else {})
    return Reply(orjson.dumps({"errors": [error]}), kind, status, more)


def not_now(kind: str, no: NotNowError) -> Reply:
    """The answer to a question that may be asked again later."""
    seconds = max(1, math.ceil(no.after_ms / 1000))
    wait = (b"retry-after", b"%d" % seconds)
    if isinstance(no, OverBudgetError):
        sentence = f"You have asked for as much as one client may: ask again in {seconds} s."
        return refused(kind, 429, sentence, "RATE_LIMITED", wait)
    return refused(kind, 503, "Too much is being asked at once: try again soon.", "OVERLOADED", wait)
