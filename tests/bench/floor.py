"""The floor: the same answers from one statement each, written by hand, through bare Starlette."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from schema.engine.reading import SETTINGS
from tests.bench.duties import keep

BY_HAND = {file.stem: file.read_text() for file in (Path(__file__).parent / "by_hand").glob("*.sql")}
HOLD: dict[str, asyncpg.Pool] = {}


async def the_row(name: str, *values: object) -> asyncpg.Record:
    """The one row of a statement."""
    row = await HOLD["pool"].fetchrow(BY_HAND[name], *values)
    assert row is not None
    return row


async def review(request: Request) -> Response:
    """One page of what waits for a mentor."""
    told = orjson.loads(await request.body())
    row = await the_row("review", told["person"], told["placement"], told["first"])
    page = b'{"data":{"observations":{"totalCount":%d,"nodes":%b}}}' % (row["total"], row["nodes"].encode())
    return Response(page, media_type="application/json")


async def node(request: Request) -> Response:
    """One row by its id."""
    told = orjson.loads(await request.body())
    row = await the_row("node", told["person"], told["id"])
    return Response(b'{"data":{"node":%b}}' % row["node"].encode(), media_type="application/json")


async def report(request: Request) -> Response:
    """A museum's year in numbers."""
    told = orjson.loads(await request.body())
    row = await the_row("report", told["person"], told["museum"], told["year"])
    return Response(b'{"data":{"report":%b}}' % row["lines"].encode(), media_type="application/json")


async def changes(request: Request) -> Response:
    """What changed behind known positions."""
    told = orjson.loads(await request.body())
    places = told["after"]
    row = await the_row("changes", told["person"], list(places), list(places.values()), told["limit"])
    page = {
        "cursor": orjson.Fragment(row["cursor"]),
        "hasMore": row["more"],
        "reset": None,
        "changes": orjson.Fragment(row["changes"]),
    }
    return Response(orjson.dumps({"data": {"changes": page}}), media_type="application/json")


async def push(request: Request) -> Response:
    """Keep what a device captured."""
    body = await request.body()
    row = await the_row("push", request.query_params["person"], body.decode(), datetime.now(UTC))
    return Response(b'{"results":%b}' % row["results"].encode(), media_type="application/json")


async def duties(request: Request) -> Response:
    """The same with everything that the museum owes a capture."""
    results = await keep(HOLD["pool"], request.query_params["person"], await request.body())
    return Response(b'{"results":%b}' % results.encode(), media_type="application/json")


@asynccontextmanager
async def life(_app: Starlette) -> AsyncIterator[None]:
    """One pool, as large as each of the server's."""

    async def nothing(_connection: object) -> None:
        """Every use is one statement."""

    url = os.environ["DATABASE_URL"]
    settings = {name: SETTINGS[name] for name in ("jit", "timezone", "enable_bitmapscan")}
    HOLD["pool"] = await asyncpg.create_pool(
        url, min_size=8, max_size=8, reset=nothing, server_settings=settings
    )
    yield
    await HOLD["pool"].close()


if __name__ == "__main__":
    application = Starlette(
        routes=[
            Route(f"/{asked.__name__}", asked, methods=["POST"])
            for asked in (review, node, report, changes, push, duties)
        ],
        lifespan=life,
    )
    uvicorn.run(
        application,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
    )
