"""uvicorn's WebSocket, which lets go of a peer that no longer reads."""

import asyncio
import socket

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

MESSAGE = 64 * 1024
LINGER = 5.0
BUFFER = 16 * 1024


class Socket(WebSocketsSansIOProtocol):
    """What is not read is never kept for longer than the peer deserves."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; what is said here is short, and a large buffer would only hide who does not read."""
        super().connection_made(transport)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)

    def handle_ping(self) -> None:
        """Answer a ping; pongs for somebody who does not read them would pile up without end."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.transport.abort()

    def keepalive_timeout(self) -> None:
        """Nobody answered our own ping: a polite end would wait for them to read what is still to be sent."""
        super().keepalive_timeout()
        self.transport.abort()

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        """The conversation is over; the line is cut if its peer does not hang up."""
        super().on_task_complete(task)
        self.loop.call_later(LINGER, self.transport.abort)
