"""How long a client may take: whoever holds a connection and sends next to nothing is cut off."""

from asyncio import TimerHandle, Transport
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LATE = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 33\r\nconnection: close\r\n\r\nThis request took too long to say"
)


class Patience(HttpToolsProtocol):
    """One connection. A request that comes in one piece, as nearly all do, sets no timer."""

    head = 10.0
    """Seconds until the head of a request must be here."""
    window = 10.0
    """Seconds after which it is looked at how much of a body has come."""
    rate = 1024
    """Bytes a second that a body must come with; so slow is no network on which people could work."""
    stalled = 60.0
    """Seconds for which an answer may stand still because nobody takes it."""

    def __init__(self, *parts: Any, **more: Any) -> None:
        super().__init__(*parts, **more)
        self.watch: TimerHandle | None = None
        self.taking: TimerHandle | None = None
        self.under_way = self.in_body = False
        self.came = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Somebody is here: they have to say something."""
        super().connection_made(transport)
        self.wait(self.head)

    def data_received(self, data: bytes) -> None:
        """Some bytes came; watch the rest of the request, if there has to be one."""
        self.came += len(data)
        super().data_received(data)
        if not self.under_way:
            self.rest()
        elif self.watch is None:
            self.wait(self.window if self.in_body else self.head)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self.under_way, self.in_body = True, False

    def on_headers_complete(self) -> None:
        """Its head is here: from now on its body counts."""
        super().on_headers_complete()
        self.rest()
        self.in_body, self.came = True, 0

    def on_message_complete(self) -> None:
        """It is here, whole."""
        super().on_message_complete()
        self.under_way = False

    def handle_websocket_upgrade(self) -> None:
        """From here on the connection is somebody else's."""
        super().handle_websocket_upgrade()
        self.under_way = False

    def look(self) -> None:
        """Time is up for the head, or for a stretch of the body."""
        self.watch = None
        if self.in_body and (self.flow.read_paused or self.came >= self.rate * self.window):
            # What we ourselves do not take in yet is not the client's fault.
            self.came = 0
            self.wait(self.window)
            return
        if self.in_body:
            self.transport.abort()
            return
        if self.under_way:  # a browser may have connected ahead, and not need it after all
            self.transport.write(LATE)
        self.transport.close()

    def wait(self, seconds: float) -> None:
        """Look again after so many seconds."""
        self.rest()
        self.watch = self.loop.call_later(seconds, self.look)

    def rest(self) -> None:
        """There is nothing to wait for."""
        if self.watch is not None:
            self.watch.cancel()
            self.watch = None

    def pause_writing(self) -> None:
        """Nobody takes the answer at the moment."""
        super().pause_writing()
        self.taking = self.loop.call_later(self.stalled, self.transport.abort)

    def resume_writing(self) -> None:
        """Somebody takes it again."""
        super().resume_writing()
        self.taken()

    def connection_lost(self, exc: Exception | None) -> None:
        """There is nobody to be patient with any more."""
        self.rest()
        self.taken()
        super().connection_lost(exc)

    def taken(self) -> None:
        """The answer goes on its way."""
        if self.taking is not None:
            self.taking.cancel()
            self.taking = None
