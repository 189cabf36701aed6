"""The addresses under `/developers`: read by everybody, tried by people who have signed in."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from api.auth.caller import Caller
from api.auth.knowing import caller_of
from api.developers.page import page, sign_in_first
from api.graphql import Door
from api.settings import Settings
from api.shell import Shell
from schema.graph import PRINTED_FOR_PARTNERS, Graph

NOT_BUILT = "GraphiQL is not built yet: run `npm run developers` in web/.\n"
# GraphiQL sets styles by attribute and starts workers from blobs; the other pages are as strict as the app.
GRAPHIQL = (
    "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def developers(settings: Settings, graph: Graph) -> list[BaseRoute]:
    """Every address under `/developers`."""
    parts, read = settings.developers_dir, kept(page(settings.origin), "text/html")
    return [
        Route("/developers", read),
        Route("/developers/", read),
        Route(
            "/developers/schema.graphql", kept(PRINTED_FOR_PARTNERS.read_text(encoding="utf-8"), "text/plain")
        ),
        Route("/developers/graphql", Door(graph, as_a_key)),
        Route("/developers/graphiql", graphiql(parts)),
        Mount("/developers/parts", Shell(parts)),
    ]


async def as_a_key(request: Request) -> Caller:
    """Whoever tries the graph in the browser reads what a key of theirs would read, and writes nothing."""
    return replace(await caller_of(request), partner=True)


def kept(text: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    """The answer with one text, which a browser keeps and asks about."""
    content = text.encode()
    headers = {"cache-control": "no-cache", "etag": f'"{sha256(content).hexdigest()[:32]}"'}

    async def answer(request: Request) -> Response:
        if headers["etag"] in request.headers.get("if-none-match", "").split(", "):
            return Response(None, 304, headers)
        return Response(content, 200, headers, kind)

    return answer


def graphiql(parts: Path) -> Callable[[Request], Awaitable[Response]]:
    """The page on which people try the graph, for those whom the museum knows."""

    async def answer(request: Request) -> Response:
        caller = await caller_of(request)
        if caller.person_id is None:
            return Response(sign_in_first(), 401, {"cache-control": "no-store"}, "text/html")
        if not (index := parts / "graphiql.html").is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        return await Shell(parts, GRAPHIQL).present(request, index)

    return answer
