"""Whatever a program can write down as a question, the server answers it or says what is wrong."""

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import randrange
from uuid import UUID

import httpx2
import pytest
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as examples
from hypothesis import strategies as st
from schemathesis import graphql

from api.auth.cookies import cookie_name
from api.auth.signing import begin_session, give_token
from api.settings import Settings
from exchange.ground.sessions import Sessions
from schema.graph import PRINTED
from tests.api.running import OURS, Running
from tests.schema.story import Story, tell

NIGHTLY = os.environ.get("NIGHTLY") == "1"
DOCUMENTS = 120
# The same questions each time, so that a change is what turns this red; others every night.
SEEDS = [randrange(10**9) for _ in range(40)] if NIGHTLY else [20261122]
CAST = {"participant": "Ana", "mentor": "Bento", "coordinator": "Clara", "without a role": "Dario"}
NAMED = [
    (": ID", ": Row"),
    ("[ID!]", "[Row!]"),
    ("first: Int! =", "first: Size! ="),
    ("limit: Int! =", "limit: Size! ="),
    ("first: Int\n", "first: Forward\n"),
    ("last: Int\n", "last: Backward\n"),
    ("after: String\n", "after: Place\n"),
    ("before: String\n", "before: Place\n"),
]
ROLES = ["a stranger", *CAST, "a partner"]


@pytest.fixture
def story(database_url: str) -> Story:
    """The small exchange of the graph's tests."""

    async def run() -> Story:
        sessions = Sessions.at(database_url, size=1)
        try:
            return await tell(sessions)
        finally:
            await sessions.close()

    return asyncio.run(run())


@pytest.fixture
def workshop(settings: Settings, story: Story, database_url: str) -> Iterator[Running]:
    """The server in development, where people may type documents too."""
    running = Running(settings.model_copy(update={"development": True, "budget": 0}), database_url)
    yield running
    running.stop()


@pytest.fixture
def doors(workshop: Running, story: Story, database_url: str) -> dict[str, dict[str, str]]:
    """What each role sends along."""

    async def run() -> dict[str, dict[str, str]]:
        sessions, now = Sessions.at(database_url, size=1), datetime.now(UTC)
        try:
            async with sessions.as_steward() as session:
                signed_in = {
                    role: await begin_session(session, story[name], at=now) for role, name in CAST.items()
                }
                life = timedelta(days=1)
                key = await give_token(session, story["Bento"], name="CMS", life=life, at=now)
        finally:
            await sessions.close()
        cookie = cookie_name(workshop.settings)
        opened = {role: {"cookie": f"{cookie}={token}", **OURS} for role, token in signed_in.items()}
        return {"a stranger": OURS, "a partner": {"authorization": f"Bearer {key}"}, **opened}

    return asyncio.run(run())


@pytest.mark.parametrize("chance", SEEDS)
def test_no_document_and_no_role_makes_the_server_stumble(
    workshop: Running, story: Story, doors: dict[str, dict[str, str]], chance: int
) -> None:
    ran, asked = 0, documents(chance, tuple(story.ids.items()))
    for role in ROLES:
        with httpx2.Client(base_url=workshop.url, headers=doors[role], timeout=60) as client:
            for document in asked:
                answer = client.post("/graphql", json={"query": document})
                assert answer.status_code in (200, 400, 403), f"{role}: {answer.text}\n{document}"
                faults = [
                    error for error in answer.json().get("errors", ()) if "id" in error.get("extensions", {})
                ]
                assert faults == [], f"{role}:\n{document}"
                ran += "errors" not in answer.json()
    assert ran > len(ROLES) * DOCUMENTS / 10, "documents that are all refused show little"


def documents(chance: int, ids: tuple[tuple[str, UUID], ...]) -> list[str]:
    """Random questions over the printed graph, some of them about what is really there."""
    kinds = st.sampled_from(("Observation", "Placement", "Person", "Museum", "Programme", "Nothing"))
    there = st.sampled_from([row for _, row in ids]) | st.uuids()
    text, number, nothing = graphql.nodes.String, graphql.nodes.Int, st.just(graphql.nodes.Null)
    scalars = {
        "Row": st.builds("{}:{}".format, kinds, there).map(text) | st.text(max_size=8).map(text),
        "Size": st.integers(1, 30).map(number) | st.integers(-(2**31), 2**31 - 1).map(number),
        "Forward": st.integers(1, 30).map(number) | nothing,
        "Backward": nothing | nothing | st.integers(1, 30).map(number),
        "Place": nothing | nothing | st.text(max_size=8).map(text),
        "UUID": there.map(str).map(text),
        "DateTime": st.datetimes().map(lambda at: text(f"{at.isoformat()}Z")),
        "Date": st.dates().map(str).map(text),
    }
    sdl = PRINTED.read_text()
    for name, values in scalars.items():
        graphql.scalar(name, values)
        sdl += "" if f"scalar {name}\n" in sdl else f"\nscalar {name}\n"
    # Under names of their own, or they would be any text and any number, and be refused almost always.
    for plain, named in NAMED:
        sdl = sdl.replace(plain, named)
    asked = graphql.from_file(sdl)
    asked.config.update(base_url="http://here")
    found: list[str] = []

    @examples(max_examples=DOCUMENTS, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(asked.as_strategy())
    def gather(case: object) -> None:
        found.append(str(case.body))  # type: ignore[attr-defined] # its module is not typed

    seed(chance)(gather)()
    return found
