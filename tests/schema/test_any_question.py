"""Whatever is asked, the engine answers as GraphQL's own execution does over plain rows."""

import asyncio
from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import update

from exchange.floor.tables import Observation
from exchange.ground.ids import uuid7
from exchange.people.joining import found_network, join
from exchange.people.tables import Network, Person
from schema.engine import limits
from tests.schema.conftest import Asker
from tests.schema.questions import VARIABLES, Writer
from tests.schema.reference import Reference
from tests.schema.story import MORNING

QUESTIONS = 200
LONGEST = 6000


def unsealed(value: Any) -> Any:
    """Cursors are random; only that there is one is compared."""
    if isinstance(value, dict):
        return {key: unsealed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [unsealed(one) for one in value]
    return "sealed" if isinstance(value, str) and len(value) > 90 and " " not in value else value


async def test_any_question_is_answered_as_by_the_reference(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST", {})  # what is dear is refused elsewhere; here it is answered
    async with ask.sessions.as_steward() as session:
        # A removed observation leaves a commitment that points to it, and parts that are not there either.
        await session.execute(
            update(Observation).where(Observation.id == ask.story.observations[3]).values(removed_at=MORNING)
        )
        # Who saw the sixth is of another network now: a promised person who may not be seen.
        elsewhere = await found_network(session, Network(id=uuid7(MORNING), name="Elsewhere"), at=MORNING)
        stranger = Person(id=uuid7(MORNING), network_id=elsewhere.id, name="Elsa", locale="pt-PT")
        await join(session, stranger, "elsa@example.org", at=MORNING)
        await session.execute(
            update(Observation)
            .where(Observation.id == ask.story.observations[6])
            .values(author_id=stranger.id)
        )
    references = {name: await Reference.of(ask.sessions, ask.story[name]) for name in ("Ana", "Bento")}
    ids = {name: ask.story.node(kind, name) for name, kind in KINDS.items()}
    ids["photo"] = next(f"Photo:{one}" for one in references["Ana"].rows["Photo"])
    ids["orphan"] = next(
        f"Photo:{photo['id']}"
        for photo in references["Ana"].rows["Photo"].values()
        if photo["observation_id"] == ask.story.observations[3]
    )
    ids["observation"] = f"Observation:{ask.story.observations[2]}"
    loop, schema = asyncio.get_running_loop(), references["Ana"].schema

    asked_for: Counter[str] = Counter()

    async def asked(who: str, document: str) -> tuple[dict[str, Any], int]:
        before = ask.reading.statements
        return await ask.whole(who, document, **VARIABLES), ask.reading.statements - before

    @settings(
        max_examples=QUESTIONS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],
    )
    @given(seed=st.integers(0, 2**64))
    def property_holds(seed: int) -> None:
        document = Writer(schema, Random(seed), ids).operation()
        who = ("Ana", "Bento")[seed % 2]
        note(f"{who} asks {document}")
        if len(document) > LONGEST:
            return
        mine, statements = asyncio.run_coroutine_threadsafe(asked(who, document), loop).result(60)
        data_expected, places = references[who].ask(document, VARIABLES)
        errors = mine.get("errors", [])
        note(str(errors))
        if not all(error.get("path") for error in errors):
            raise AssertionError(errors)
        asked_for["lists"] += str(mine["data"]).count("[{")
        asked_for["missing"] += any(len(error["path"]) > 1 for error in errors)
        assert unsealed(mine["data"]) == data_expected
        assert {tuple(error["path"]) for error in errors} <= places
        assert bool(errors) == bool(places)
        assert statements <= document.split("fragment")[0].count(": ") + 2

    await asyncio.to_thread(property_holds)
    # The questions were worth asking: they reached rows, nested lists, and promised rows that are not there.
    assert asked_for["lists"] > QUESTIONS, asked_for
    assert asked_for["missing"] > 0, asked_for


KINDS = {
    "Ana": "Person",
    "Bento": "Person",
    "Lisbon": "Museum",
    "network": "Network",
    "programme": "Programme",
    "objective": "Objective",
    "placement": "Placement",
    "day": "ShadowingDay",
    "prompt": "Prompt",
    "commitment": "Commitment",
}
