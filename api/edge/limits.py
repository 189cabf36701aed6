"""How much a request may carry, decided before a byte of it is read."""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import refusal

KIB = 1024
GRAPH = 272 * KIB  # A push of 256 KiB and the envelope around it.
CHUNK = KIB * KIB
FORM = 4 * KIB
HEADERS = 32 * KIB


def allowed(path: str) -> int:
    """The largest body this path takes."""
    if path in ("/graphql", "/developers/graphql"):
        return GRAPH
    if path.startswith("/media/uploads"):
        return CHUNK
    return FORM


class TooLarge(Exception):
    """More arrived than was announced or allowed."""


class Limits:
    """Refuses a body that is too large, whether it announces itself or not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse its weight."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
            await too_long_a_head(scope, receive, send)
            return
        most, seen, started = allowed(scope["path"]), 0, False
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced[:12]) > most:
            await too_large(most)(scope, receive, send)
            return

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except TooLarge:
            if not started:
                await too_large(most)(scope, receive, send)


def too_large(most: int) -> Response:
    """The refusal; what is still coming of the body is not waited for."""
    return refusal(413, "TOO_LARGE", f"At most {most} bytes fit here.", headers={"connection": "close"})


too_long_a_head = refusal(
    431, "TOO_LARGE", f"At most {HEADERS} bytes of headers fit here.", headers={"connection": "close"}
)
"""The refusal of a head that nobody has to send."""
