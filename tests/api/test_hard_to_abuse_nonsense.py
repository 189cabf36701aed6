"""Whatever comes, the graph says something sensible: never a 5xx, never an error that only the log explains.

`NIGHTLY=1` tries fifty times as much.
"""

import os
import random
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, target
from hypothesis import settings as tried
from hypothesis import strategies as st

from api.settings import Settings
from schema.graph import committed
from tests.api.running import Running
from tests.api.world import World

MANY = 10_000 if os.environ.get("NIGHTLY") else 100
REAL = (
    """query Review($first: Int = 2, $in: [ReviewState!], $id: ID!) {
      observations(first: $first, where: {state: $in, kind: [HANDLING]}, order: CAPTURED_OLDEST) {
        totalCount pageInfo { endCursor hasNextPage } edges { cursor node { ...Seen } }
      }
      node(id: $id) { __typename ... on Observation { ...Seen } ... on Person @include(if: true) { name } }
    }
    fragment Seen on Observation { id note author { id name } photos(first: 3) { id alt } tags { word } }""",
    """query ($device: UUID!, $ids: [ID!]!) {
      changes(deviceId: $device, after: "x", limit: 2) { cursor hasMore changes { __typename } }
      nodes(ids: $ids) { id } me { memberships(first: 1) { role since } } __typename
      museums(last: 1, before: "y", where: {name: "Bode"}) { nodes { zones } }
    }""",
    *committed().values(),
)
PLAIN_WORDS = r"""
{ } ( ) [ ] : ! = $ @ ... | & null true -1 0 1 1e9 9999999999 1.5 "" "x" # $first $id $v on fragment
query mutation subscription Query Node Observation @skip(if:$v) id me node nodes observations first:
last: after: where: order: __typename __schema push "Observation:x" "\u0000" "\uD800"
"Person:00000000-0000-0000-0000-000000000000"
"""
WORDS = [*PLAIN_WORDS.split(), "\ufeff", "\x00", "é", "{ id }", "(id: null)", '"' * 3]
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.none() | st.booleans() | NUMBERS | st.text(max_size=30)
ANY = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner), max_leaves=9
)
VARIABLES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("first", "in", "id", "ids", "device", "v"), ANY)
)
BODIES = st.one_of(
    st.binary(max_size=300),
    ANY,
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(("query", "variables", "operationName", "extensions", "documentId"), ANY),
    ),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A real document with some of its words gone, doubled, exchanged or replaced."""
    words = draw(st.sampled_from(REAL)).replace("(", " ( ").replace(")", " ) ").replace("{", " { ").split()
    chance = draw(st.randoms(use_true_random=False))
    for _ in range(draw(st.integers(0, 6))):
        change(words, chance)
    return " ".join(words)


def change(words: list[str], chance: random.Random) -> None:
    """Change one word of a document."""
    if not words:
        return
    at = chance.randrange(len(words))
    match chance.randrange(4):
        case 0:
            del words[at]
        case 1:
            words.insert(at, words[at])
        case 2:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
        case _:
            words[at] = chance.choice(WORDS)


@pytest.fixture
def partner(settings: Settings, world: World, key: dict[str, str]) -> Iterator[httpx2.Client]:
    """Somebody with a key, and all the time in the world."""
    running = Running(settings.model_copy(update={"budget": 0, "push_budget": 0}), world.url)
    headers = {**key, "accept": "application/graphql-response+json"}
    with httpx2.Client(base_url=running.url, headers=headers, timeout=20) as one:
        yield one
    running.stop()


def sensible(answer: httpx2.Response) -> dict[str, Any]:
    """The answer, which is one."""
    assert answer.status_code in (200, 400, 403), answer.text
    told: dict[str, Any] = answer.json()
    for error in told.get("errors", ()):
        assert "id" not in (error.get("extensions") or {}), told
        assert error["message"]
    return told


def test_whatever_comes_is_answered_sensibly(partner: httpx2.Client) -> None:
    @tried(max_examples=MANY, suppress_health_check=list(HealthCheck))
    @given(BODIES)
    def anything(body: Any) -> None:
        plain = {"content": body} if isinstance(body, bytes) else {"json": body}
        sensible(partner.post("/graphql", headers={"content-type": "application/json"}, **plain))

    @tried(max_examples=2 * MANY, suppress_health_check=list(HealthCheck))
    @given(documents(), VARIABLES)
    def questions(document: str, variables: dict[str, Any]) -> None:
        told = sensible(partner.post("/graphql", json={"query": document, "variables": variables}))
        target(float("data" in told), label="questions that were answered")

    anything()
    questions()
