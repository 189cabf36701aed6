"""More than fits: who finds no room is told at once, captures go on, and afterwards all is as it was."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import asyncpg
import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as NoConnection

from api.edge.lanes import WAITING, Lane
from api.settings import Settings
from exchange.floor.answers import Retry, RetryCode
from exchange.floor.pushes import BlockReason
from exchange.floor.troubles import holds_up, meaning
from exchange.ground.sessions import Sessions
from schema.engine.reading import Reading
from schema.gate import NoRoomError, TooSlowError
from tests.api.capturing import captures, pushed
from tests.api.running import Running
from tests.api.world import World

PLACES = 2
DEAR = {"query": "{ programmes { nodes { objectives { sentence } } } }"}


@pytest.fixture
def small(settings: Settings, world: World) -> Iterator[Running]:
    """A server with little room, where nothing may take longer than three seconds."""
    less = {"questions_at_once": PLACES, "pushes_at_once": 2, "connections": 2, "longest": 3, "budget": 0}
    running = Running(settings.model_copy(update=less), world.url)
    yield running
    running.stop()


@asynccontextmanager
async def locked(world: World, table: str) -> AsyncIterator[None]:
    """Let everybody wait who wants to read or write a table."""
    connection = await asyncpg.connect(world.url)
    try:
        async with connection.transaction():
            await connection.execute(f"lock table {table} in access exclusive mode")
            yield
    finally:
        await connection.close()


async def busy(world: World) -> int:
    """How many connections to the database have something under way."""
    connection = await asyncpg.connect(world.url)
    try:
        mine = "datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'"
        return int(await connection.fetchval(f"select count(*) from pg_stat_activity where {mine}"))
    finally:
        await connection.close()


async def test_two_hundred_slow_questions_are_turned_away_and_captures_go_on(
    small: Running, world: World, key: dict[str, str]
) -> None:
    lane = small.house.measures.answering
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(base_url=small.url, headers=key, timeout=60, limits=limits) as partner:
        with small.browser(world.ana) as phone:
            async with locked(world, "objective"):
                asked = [asyncio.create_task(partner.post("/graphql", json=DEAR)) for _ in range(200)]
                turned_away = await next(asyncio.as_completed(asked))
                captured = await asyncio.to_thread(pushed, phone, world.placement)
            answers = await asyncio.gather(*asked)
    assert turned_away.status_code == 503
    assert captured["__typename"] == "PushOutcome"
    assert captured["results"][0]["__typename"] == "OpApplied"
    shed = [answer for answer in answers if answer.status_code == 503]
    assert len(shed) >= 200 - 2 * PLACES * (1 + WAITING)
    assert {answer.status_code for answer in answers} <= {200, 503}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in shed)
    assert all(answer.json()["errors"][0]["extensions"]["code"] == "OVERLOADED" for answer in shed)
    said = {error["extensions"]["code"] for a in answers for error in a.json().get("errors", ())}
    assert said <= {"OVERLOADED", "TOO_SLOW"}
    # Everything is back where it was.
    assert (lane.working, lane.waiting) == (0, 0)
    after = httpx2.post(f"{small.url}/graphql", json=DEAR, headers=key)
    assert after.json()["data"]["programmes"]["nodes"] == [{"objectives": [{"sentence": "Look"}]}]
    assert await asyncio.to_thread(world.rows, "select count(*) from observation") == [(1,)]
    assert await busy(world) == 0


async def test_a_question_that_takes_too_long_says_so_and_a_push_comes_again(
    small: Running, world: World, key: dict[str, str]
) -> None:
    with small.browser(world.ana) as phone:
        async with httpx2.AsyncClient(base_url=small.url, headers=key, timeout=30) as partner:
            async with locked(world, "objective"):
                slow = await partner.post("/graphql", json=DEAR)
            async with locked(world, "observation"):
                held = await asyncio.to_thread(
                    lambda: phone.post("/graphql", json=captures(world.placement)).json()
                )
    assert slow.json()["errors"][0]["extensions"] == {"code": "TOO_SLOW"}
    assert held["data"]["push"]["results"][0]["retry"] == "BUSY"
    assert await asyncio.to_thread(world.rows, "select count(*) from observation") == [(0,)]


async def test_every_connection_has_its_own_patience(world: World) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    shown = "select " + ", ".join(f"current_setting('{name}')" for name in names)
    sessions, reading = Sessions.at(world.url, longest=10), await Reading.at(world.url, longest=10)
    try:
        async with sessions.as_person(world.ana) as session:
            written = (await session.execute(text(shown))).one()
        row = await reading.hand.row(shown)
    finally:
        await reading.close()
        await sessions.close()
    assert row
    assert tuple(written) == tuple(row) == ("8s", "5s", "10s")


async def test_without_a_free_connection_nobody_waits_long_and_a_push_is_told_to_come_again(
    world: World,
) -> None:
    sessions = Sessions.at(world.url, size=1, longest=1)
    try:
        async with sessions.as_person(world.ana) as first:
            await first.execute(text("select 1"))
            with pytest.raises(NoConnection) as none_left:
                async with sessions.as_person(world.ana) as late:
                    await late.execute(text("select 1"))
        async with sessions.as_person(world.ana) as after:
            await after.execute(text("select 1"))
    finally:
        await sessions.close()
    blocked = holds_up(none_left.value)
    assert blocked
    assert blocked.reason == BlockReason.RATE_LIMITED
    retried = meaning(none_left.value, {})
    assert isinstance(retried, Retry)
    assert retried.code == RetryCode.OVERLOADED


async def test_a_lane_has_places_and_a_bench_and_no_more() -> None:
    lane, done = Lane(1, longest=60), asyncio.Event()
    turned_away = 0

    async def work() -> None:
        nonlocal turned_away
        try:
            async with lane.place():
                await done.wait()
        except NoRoomError:
            turned_away += 1
            # The last to come is the first to go: by then all others have found a place.
            assert (lane.working, lane.waiting) == (1, WAITING)
            done.set()

    async with asyncio.TaskGroup() as crowd:
        for _ in range(2 + WAITING):
            crowd.create_task(work())
    assert turned_away == 1
    assert (lane.working, lane.waiting) == (0, 0)


async def test_a_lane_ends_what_takes_too_long() -> None:
    lane = Lane(1, longest=0.02)
    with pytest.raises(TooSlowError):
        async with lane.place():
            await asyncio.Event().wait()
    with pytest.raises(TimeoutError, match="own"):
        async with lane.place():
            raise TimeoutError("its own")
    assert (lane.working, lane.waiting) == (0, 0)


async def test_who_waits_too_long_is_turned_away() -> None:
    lane, done = Lane(1, longest=0.05), asyncio.Event()

    async def come() -> str:
        try:
            async with lane.place():
                await done.wait()
        except (NoRoomError, TooSlowError) as no:
            return type(no).__name__
        return ""

    assert list(await asyncio.gather(come(), come())) == ["TooSlowError", "NoRoomError"]
    assert (lane.working, lane.waiting) == (0, 0)
