"""Where WebSockets come in."""

from dataclasses import dataclass

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.answers import refusal
from api.house import house_of
from api.pokes.conversation import PROTOCOL, Conversation
from schema.graph import Graph


@dataclass(frozen=True, slots=True)
class PokesDoor:
    """Lets in whoever speaks graphql-transport-ws; what else they may, the conversation finds out."""

    graph: Graph

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one handshake, and stay for the conversation."""
        socket = WebSocket(scope, receive, send)
        house = house_of(socket)
        if not house.board.has_room(socket.client.host if socket.client else ""):
            full = refusal(503, "OVERLOADED", "Too many listen here already.", headers={"retry-after": "60"})
            await socket.send_denial_response(full)
            return
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, f"Only {PROTOCOL} is spoken here.")
            return
        try:
            await socket.accept(PROTOCOL)
            await Conversation(socket, house, self.graph).hold()
        except WebSocketDisconnect:
            return


async def nowhere(socket: WebSocket) -> None:
    """At every other address there is nothing to talk to."""
    await socket.send_denial_response(refusal(404, "NOT_FOUND", "There is nothing here."))
