"""Nothing is read before its reader has entered, in whatever order the planner would like it."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
import pytest

from exchange.ground.sessions import APP
from schema.engine.reading import BEHIND, SETTINGS
from tests.schema.conftest import Asker

FENCE = " offset 0)"
ASKED = (
    "{ observations(first: 3) { totalCount nodes { note author { name } tags { word } } } }",
    "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Museum { town } } }",
    "{ me { name memberships { museum { name } } } }",
    "query ($device: UUID!) { changes(deviceId: $device) { changes { __typename } digest { hash } } }",
    "{ report(year: 2026) { placements photos observations } }",
)


@pytest.fixture
async def planner(database_url: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """PostgreSQL as the engine's statements meet it."""
    connection = await asyncpg.connect(database_url, server_settings=SETTINGS)
    await connection.execute(f"set role {APP}")
    yield connection
    await connection.close()


async def test_every_table_is_read_behind_the_entrance(
    ask: Asker, said: list[str], planner: "asyncpg.Connection[asyncpg.Record]"
) -> None:
    ids = [ask.story.node("Museum", "Lisbon"), ask.story.node("Person", "Ana")]
    for document in ASKED:
        await ask("Ana", document, ids=ids, device="01999e2b-5a3c-7c1d-9f5e-3b2a1c0d9e11")
    assert len(said) == len(ASKED)
    for statement in said:
        guarded = [*scans(await plan(planner, statement))]
        assert guarded
        assert all(behind for _, behind in guarded), statement
        # The fence is what sees to it: without it, the same tables stand before the entrance or beside it.
        assert FENCE in BEHIND
        loose = [*scans(await plan(planner, statement.replace(FENCE, ")")))]
        assert not any(behind for _, behind in loose)


async def plan(planner: "asyncpg.Connection[asyncpg.Record]", statement: str) -> dict[str, Any]:
    """How PostgreSQL would go about a statement, whatever its values are."""
    values = ", ".join("null" for _ in range(max(int(one) for one in re.findall(r"\$(\d+)", statement))))
    await planner.execute(f"prepare asked as {statement}")
    told = await planner.fetchval(f"explain (format json, costs off) execute asked({values})")
    await planner.execute("deallocate asked")
    found: dict[str, Any] = json.loads(told)[0]["Plan"]
    return found


def scans(node: dict[str, Any], *, behind: bool = False) -> Iterator[tuple[str, bool]]:
    """Every table that a plan reads, and whether it waits for a step that enters before it does anything."""
    behind = behind or "enter_as(" in node.get("One-Time Filter", "")
    if "Relation Name" in node:
        yield node["Relation Name"], behind
    for part in node.get("Plans", ()):
        yield from scans(part, behind=behind)
