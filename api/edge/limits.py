"""How much a request may carry, decided before a byte of it is read."""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Message, Receive, Scope

from api.answers import refusal

KIB = 1024
GRAPH = 272 * KIB  # A push of 256 KiB and the envelope around it.
CHUNK = KIB * KIB
FORM = 4 * KIB
ASSERTION = 16 * KIB  # What a program signs, or what a person is asked.
HEADERS = 32 * KIB


def allowed(path: str) -> int:
    """The largest body this path takes."""
    if path in ("/graphql", "/developers/graphql", "/partners/graphql"):
        return GRAPH
    if path.startswith("/media/uploads"):
        return CHUNK
    if path.startswith("/oauth/"):
        return ASSERTION
    return FORM


class TooLargeError(Exception):
    """More arrived than was announced or allowed."""


class Load:
    """What a request carries: refused when it says that it is too large, and when it is without saying so."""

    def __init__(self, receive: Receive, path: str) -> None:
        """Nothing of it has come yet."""
        self._receive = receive
        self._left = self.most = allowed(path)

    def objection(self, scope: Scope, head: Headers) -> Response | None:
        """Why this request is too heavy, by its head alone; None lets it pass."""
        if sum([len(name) + len(value) for name, value in scope["headers"]]) > HEADERS:
            return too_long_a_head
        announced = head.get("content-length", "0")
        if not announced.isdecimal() or int(announced[:12]) > self.most:
            return too_large(self.most)
        return None

    async def receive(self) -> Message:
        """The next part of it."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLargeError
        return message


def too_large(most: int) -> Response:
    """The refusal; what is still coming of the body is not waited for."""
    return refusal(413, "TOO_LARGE", f"At most {most} bytes fit here.", headers={"connection": "close"})


too_long_a_head = refusal(
    431, "TOO_LARGE", f"At most {HEADERS} bytes of headers fit here.", headers={"connection": "close"}
)
"""The refusal of a head that nobody has to send."""
