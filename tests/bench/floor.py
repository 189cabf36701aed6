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

# The quickest way we know to say it: `json_object` and casts to text cost less than `json_build_object`,
# and the few words around the list are not PostgreSQL's to copy.
PAGE = """
select (select count(*) from observation where placement_id = $1 and removed_at is null) as total,
       coalesce(json_agg(json_object(
           'id' value 'Observation:' || o.id::text, 'kind' value o.kind, 'note' value o.note,
           'zone' value o.zone, 'state' value o.state, 'capturedAt' value o.captured_at, 'rev' value o.rev,
           'author' value (select json_object('id' value 'Person:' || a.id::text, 'name' value a.name)
                             from person a where a.id = o.author_id),
           'photos' value (select coalesce(json_agg(json_object('id' value 'Photo:' || p.id::text,
                                  'thumb' value '/media/photos/' || p.id::text || '/thumb',
                                  'alt' value p.alt, 'state' value p.state)), '[]')
                             from (select * from photo where observation_id = o.id and removed_at is null
                                    order by position, id limit 3) p),
           'comments' value (select coalesce(json_agg(json_object('id' value 'Comment:' || c.id::text,
                                    'body' value c.body, 'writtenAt' value c.written_at)), '[]')
                               from (select * from comment where observation_id = o.id
                                        and removed_at is null order by written_at, id limit 3) c)
       )), '[]') as nodes
  from (select * from observation
         where placement_id = $1 and removed_at is null
         order by captured_at desc, id desc limit $2) o
"""
ANSWER = '{{"data":{{"observations":{{"totalCount":{},"nodes":{}}}}}}}'
HOLD: dict[str, asyncpg.Pool] = {}


async def page(request: Request) -> Response:
    """One page."""
    body = await request.json()
    async with HOLD["pool"].acquire() as connection:
        await connection.execute(f"begin read only; select enter_as('{os.environ['BENCH_MENTOR']}')")
        row = await connection.fetchrow(PAGE, body["placement"], body["first"])
        await connection.execute("commit")
    assert row
    return Response(ANSWER.format(row["total"], row["nodes"]), media_type="application/json")


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
