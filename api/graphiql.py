"""GraphiQL, in development only: a page to type questions into, all of it served from here."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.shell import Shell

# Its editor sets styles by attribute and starts its workers from blobs.
POLICY = (
    "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
NOT_BUILT = "GraphiQL is not built yet: run `npm run graphiql` in web/.\n"


@dataclass(frozen=True, slots=True)
class Graphiql:
    """The page for people, the graph for programs, at one address."""

    door: ASGIApp
    folder: Path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell people from programs by what they accept."""
        request = Request(scope)
        page = request.method == "GET" and "query" not in request.query_params
        if not page or "text/html" not in request.headers.get("accept", ""):
            await self.door(scope, receive, send)
            return
        answer: Response = PlainTextResponse(NOT_BUILT, 503)
        if (index := self.folder / "index.html").is_file():
            answer = await Shell(self.folder, POLICY).present(request, index)
        await answer(scope, receive, send)
