"""The floor: the same page from a statement written by hand, through bare Starlette, as the same role."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PAGE = """
with page as (
    select * from observation
     where placement_id = $1 and removed_at is null
     order by captured_at desc, id desc limit $2
)
select json_build_object('data', json_build_object('observations', json_build_object(
    'totalCount', (select count(*) from observation where placement_id = $1 and removed_at is null),
    'nodes', (select coalesce(json_agg(json_build_object(
        'id', 'Observation:' || o.id, 'kind', o.kind, 'note', o.note, 'zone', o.zone, 'state', o.state,
        'capturedAt', o.captured_at, 'rev', o.rev,
        'author', (select json_build_object('id', 'Person:' || a.id, 'name', a.name)
                     from person a where a.id = o.author_id),
        'photos', (select coalesce(json_agg(json_build_object('id', 'Photo:' || p.id,
                          'thumb', '/media/photos/' || p.id || '/thumb',
                          'alt', p.alt, 'state', p.state)), '[]')
                     from (select * from photo where observation_id = o.id and removed_at is null
                            order by position, id limit 3) p),
        'comments', (select coalesce(json_agg(json_build_object('id', 'Comment:' || c.id, 'body', c.body,
                            'writtenAt', c.written_at)), '[]')
                       from (select * from comment where observation_id = o.id and removed_at is null
                              order by written_at, id limit 3) c)
    )), '[]') from page o))))::text
"""
HOLD: dict[str, asyncpg.Pool] = {}


async def page(request: Request) -> Response:
    """One page."""
    body = await request.json()
    async with HOLD["pool"].acquire() as connection:
        await connection.execute(f"begin read only; select enter_as('{os.environ['BENCH_MENTOR']}')")
        text = await connection.fetchval(PAGE, body["placement"], body["first"])
        await connection.execute("commit")
    return Response(text, media_type="application/json")


@asynccontextmanager
async def life(_app: Starlette) -> AsyncIterator[None]:
    """One pool, of the same size and settings as the server's."""

    async def ready(connection: asyncpg.Connection) -> None:
        await connection.execute("set role understudy_app")

    async def nothing(_connection: object) -> None:
        """Every use is a transaction of its own."""

    url, settings = os.environ["DATABASE_URL"], {"jit": "off", "timezone": "UTC"}
    HOLD["pool"] = await asyncpg.create_pool(
        url, min_size=8, max_size=8, init=ready, reset=nothing, server_settings=settings
    )
    yield
    await HOLD["pool"].close()


if __name__ == "__main__":
    application = Starlette(routes=[Route("/floor", page, methods=["POST"])], lifespan=life)
    uvicorn.run(
        application,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
    )
