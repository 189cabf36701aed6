"""What every request passes: it gets a name, it is asked whose it is and how heavy, its answer is made safe.

One step, and not four around each other: a small question would spend more time at the door than inside.
"""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge.faults import broke, name_of
from api.edge.head import head_of
from api.edge.headers import SafeHeaders
from api.edge.limits import Load, TooLargeError, too_large
from api.edge.origins import Origins


class Threshold:
    """Lets in what may come in, and turns a bug into a 500 that says nothing but the name of the request."""

    def __init__(
        self, app: ASGIApp, origins: Origins, headers: SafeHeaders, doors: Mapping[str, ASGIApp]
    ) -> None:
        """Behind it is the app; who comes to one of the `doors` is not led past all the others."""
        self.app, self.origins, self.headers, self.doors = app, origins, headers, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand on what is none."""
        if scope["type"] == "http":
            await self.answer(scope, receive, send)
        elif scope["type"] == "websocket" and (no := self.origins.objection_to_socket(head_of(scope))):
            await no(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens behind."""
        head, path = head_of(scope), scope["path"]
        name, load = name_of(head), Load(receive, path)
        reply = Reply(send, self.headers, name)
        try:
            no = self.origins.objection_to(scope, head) or load.objection(scope, head)
            await (no or self.doors.get(path, self.app))(scope, load.receive, reply.send)
        except TooLargeError:
            if not reply.started:
                await too_large(load.most)(scope, receive, reply.send)
        except Exception as fault:
            sorry = broke(fault, name, scope)
            if sorry is not None and reply.started:
                raise  # The answer is half out; closing the connection is the only honest end.
            if sorry is not None:
                await sorry(scope, receive, reply.send)


class Reply:
    """The answer to one request, on its way out."""

    __slots__ = ("headers", "name", "onwards", "started")

    def __init__(self, onwards: Send, headers: SafeHeaders, name: str) -> None:
        """Nothing was said yet."""
        self.onwards, self.headers, self.name = onwards, headers, (b"x-request-id", name.encode())
        self.started = False

    async def send(self, message: Message) -> None:
        """Send the next part; the first one has the head."""
        if message["type"] == "http.response.start":
            self.started = True
            message["headers"] = self.headers.completed(message.get("headers", ()), self.name)
        await self.onwards(message)
