"""Phones that were off for four hundred days: what they say, in the words of their time, is still taken in.

Each file in `golden/` is a push as a released app sends it, by the document of that app, with what came of
it. Files are added with every version of the operations and none is ever changed: `said` is what receipts
state, so a file also proves that its operations are the same ones for ever.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import KeySet

from exchange.ground.sealing import Seal
from exchange.ground.stamp import stated
from schema.asking import Question
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import whole
from tests.cast import STAMP
from tests.sync.copying import Row, read
from tests.sync.house import MORNING, House

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
SPARSE, MENTOR = (GOLDEN[0].with_name(f"1_first_light_{name}.json") for name in ("sparse", "mentor"))
ALONE = [path for path in GOLDEN if path != MENTOR]
TAKEN = {"OpApplied", "OpMerged", "OpNeedsUser"}
Send = Callable[[Row], Awaitable[list[Row]]]


@pytest.fixture
async def send(house: House, database_url: str) -> AsyncIterator[Send]:
    """Send a push as its app does: by the id of a document."""
    reading, graph = await Reading.at(database_url), whole()
    seal = Seal(b"a secret of the tests")

    async def one(golden: Row) -> list[Row]:
        person = getattr(house, golden["who"])
        context = Context(person, house.sessions, reading, seal, STAMP, lambda: MORNING, only_trusted=True)
        question = Question(None, golden["variables"], document_id=golden["documentId"])
        result = await graph.asking.ask(question, context)
        assert not result.errors, result.errors
        results: list[Row] = read(result.data)["push"]["results"]
        return results

    yield one
    await reading.close()


def told(path: Path) -> Row:
    golden: Row = json.loads(path.read_text(encoding="utf-8"))
    return golden


def came(results: list[Row]) -> list[list[Any]]:
    """What came of each operation, without what differs from run to run."""
    return [[one["__typename"], one.get("rev") or one.get("needs")] for one in results]


@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
async def test_what_an_old_phone_says_is_taken_in_or_asked_about(
    house: House, send: Send, path: Path
) -> None:
    golden = told(path)
    captured = golden["variables"]["input"]["ops"][0]["capturedAt"]
    assert (MORNING - timedelta(days=400)).isoformat() >= captured[:10]
    results = await send(golden)
    assert {one["__typename"] for one in results} <= TAKEN
    assert came(results) == golden["came"]
    assert await house.count("quarantined_op") == 0
    assert await receipts(house) == golden["said"]


@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
async def test_sent_again_it_is_the_same(house: House, send: Send, path: Path) -> None:
    golden = told(path)
    first, again = await send(golden), await send(golden)
    assert again == [one | {"duplicate": True} for one in first]
    assert await house.count("observation") == 1


async def test_an_old_phone_of_a_mentor_finds_the_entry_and_says_what_it_has_to(
    house: House, send: Send
) -> None:
    await send(told(SPARSE))
    golden = told(MENTOR)
    assert came(await send(golden)) == golden["came"]
    assert await house.rows("select state from observation") == [("SENT_BACK",)]


async def receipts(house: House) -> dict[str, str]:
    """What the receipts of a push state: the hash of each operation."""
    keys = KeySet([STAMP.key])
    signed = await house.rows("select answer ->> 'receipt' from receipt where answer ? 'receipt'")
    statements = [stated(str(one), keys) for (one,) in signed]
    return {one["op"]: one["sha256"] for one in sorted(statements, key=lambda one: str(one["op"]))}
