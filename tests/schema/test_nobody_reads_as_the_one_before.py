"""Questions share connections; who asked before must never be who reads now."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from exchange.ground.sealing import Seal
from exchange.ground.sessions import Sessions
from schema.engine.reading import Reading
from schema.graph import Graph
from tests.schema.conftest import Asker
from tests.schema.story import tell

COUNT = "{ observations { totalCount } me { name } }"
NAMED = "select current_setting('app.person', true), current_setting('app.scopes', true)"
EMPTY = {"observations": {"totalCount": 0}, "me": None}


@pytest.fixture
async def ask(database_url: str, sessions: Sessions, graph: Graph) -> AsyncIterator[Asker]:
    """The graph over one single connection."""
    story = await tell(sessions)
    reading = await Reading.at(database_url, size=1)
    yield Asker(graph, story, sessions, reading, Seal(b"a secret of the tests"))
    await reading.close()


async def left_behind(reading: Reading) -> tuple[Any, ...]:
    """Whose name the one connection has between two questions."""
    row = await reading.hand.row(NAMED)
    assert row is not None
    return tuple(one or "" for one in row)


async def test_between_two_questions_a_connection_has_nobody_s_name(ask: Asker) -> None:
    assert (await ask("Ana", COUNT))["me"] == {"name": "Ana"}
    assert await left_behind(ask.reading) == ("", "")
    assert await ask(None, COUNT) == EMPTY
    assert (await ask("Dario", COUNT))["observations"] == {"totalCount": 0}


async def test_a_statement_that_breaks_leaves_nobody_s_name(ask: Asker, said: list[str]) -> None:
    await ask("Ana", COUNT)
    broken = said[-1].replace("select answer.*", "select 1 / (random() * 0)::int, answer.*")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await ask.reading.hand.row(broken, ask.story["Ana"], ask.story["Ana"])
    assert await left_behind(ask.reading) == ("", "")
    assert await ask(None, COUNT) == EMPTY


async def test_a_question_that_is_broken_off_leaves_nobody_s_name(ask: Asker) -> None:
    for breath in range(12):
        asking = asyncio.ensure_future(ask("Ana", "{ observations { totalCount } }"))
        for _ in range(breath):
            await asyncio.sleep(0)
        asking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asking
        assert await left_behind(ask.reading) == ("", "")
        assert await ask(None, COUNT) == EMPTY


async def test_a_lent_key_does_not_open_what_its_owner_keeps_alone_nor_close_it(ask: Asker) -> None:
    own = await ask("Ana", COUNT)
    lent = Asker(ask.schema, ask.story, ask.sessions, ask.reading.for_partners(), ask.seal)
    assert (await lent("Ana", COUNT))["observations"]["totalCount"] < own["observations"]["totalCount"]
    assert await left_behind(ask.reading) == ("", "")
    assert await ask("Ana", COUNT) == own
    assert await lent(None, COUNT) == EMPTY


async def test_who_has_not_entered_reads_empty_tables(ask: Asker, said: list[str]) -> None:
    await ask("Ana", "{ observations { totalCount } }")
    (statement,) = said
    shown = await ask.reading.hand.row(statement, 20, ask.story["Ana"])
    before = statement.replace("enter_as($2, true)", "$2::uuid is not null")
    assert before != statement
    row = await ask.reading.hand.row(before, 20, ask.story["Ana"])
    assert shown is not None
    assert row is not None
    assert shown[0] > row[0] == 0
