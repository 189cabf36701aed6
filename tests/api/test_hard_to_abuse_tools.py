"""What the tools look for that try out how a graph can be abused: none of it is here."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.api.capturing import captures
from tests.api.running import OURS, Running
from tests.api.world import World

STRICT = {"accept": "application/graphql-response+json"}
TYPENAME = "query cop { __typename }"


@pytest.fixture
def partner(server: Running, key: dict[str, str]) -> Iterator[httpx2.Client]:
    """Somebody with a key, who may ask anything within the limits."""
    with httpx2.Client(base_url=server.url, headers={**key, **STRICT}, timeout=20) as one:
        yield one


@pytest.fixture
def stranger(workshop: Running) -> Iterator[httpx2.Client]:
    """Somebody without a key, at the most open door there is: a server in development."""
    with httpx2.Client(base_url=workshop.url, headers={**OURS, **STRICT}, timeout=20) as one:
        yield one


def ask(client: httpx2.Client, query: str) -> httpx2.Response:
    return client.post("/graphql", json={"query": query})


def test_overloading_is_refused_with_few_words(partner: httpx2.Client) -> None:
    circle = "{ fields { type " * 4 + "{ name }" + " } }" * 4
    for query in (
        f"query cop {{ {' '.join(f'alias{n}: __typename' for n in range(101))} }}",
        f"query cop {{ {'__typename ' * 500} }}",
        f"query cop {{ __typename {'@aa' * 10} }}",
        f"query cop {{ __schema {{ types {circle} }} }}",
    ):
        answer = ask(partner, query)
        assert answer.status_code == 400, query
        assert "data" not in answer.json()
        assert 1 <= len(answer.json()["errors"]) <= 5
        assert len(answer.content) < 2_000


def test_there_are_no_batches(partner: httpx2.Client) -> None:
    answer = partner.post("/graphql", json=[{"query": TYPENAME}] * 10)
    assert answer.status_code == 400
    assert isinstance(answer.json(), dict)


def test_a_stranger_cannot_introspect(stranger: httpx2.Client) -> None:
    for query in ("{ __schema { types { name } } }", '{ __type(name: "Query") { name } }'):
        answer = ask(stranger, query)
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert "Observation" not in answer.text


def test_whoever_has_a_key_may(partner: httpx2.Client) -> None:
    assert ask(partner, "{ __schema { queryType { name } } }").json()["data"]["__schema"]


def test_a_stranger_s_guesses_are_not_corrected(stranger: httpx2.Client) -> None:
    for guess in ("{ museum { id } }", "{ __schema { directive } }", "{ me { nam } }"):
        answer = ask(stranger, guess)
        assert answer.status_code == 400
        assert "Did you mean" not in answer.text


def test_what_a_stranger_says_wrong_in_a_variable_is_not_corrected_either(
    server: Running, world: World
) -> None:
    wrong = captures(world.placement)
    wrong["variables"]["input"]["protocoll"] = 1
    with server.browser() as nobody, server.browser(world.ana) as ana:
        refused, known = (one.post("/graphql", json=wrong, headers=STRICT) for one in (nobody, ana))
    assert refused.status_code == known.status_code == 400
    assert "Did you mean" in known.text
    assert "protocoll" in refused.text
    assert "Did you mean" not in refused.text


def test_nothing_is_traced(partner: httpx2.Client) -> None:
    answer = partner.post("/graphql", json={"query": TYPENAME}, headers={"x-apollo-tracing": "1"})
    assert answer.json()["data"] == {"__typename": "Query"}
    assert set(answer.json()["extensions"]) == {"cost"}


def test_a_get_asks_and_changes_nothing(partner: httpx2.Client) -> None:
    read = partner.get("/graphql", params={"query": TYPENAME})
    assert read.json()["data"] == {"__typename": "Query"}
    write = partner.get("/graphql", params={"query": "mutation cop { __typename }"})
    assert write.status_code in (403, 405)


def test_another_site_asks_nothing_with_somebody_s_cookie(server: Running, world: World) -> None:
    elsewhere = (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    )
    with server.browser(world.ana) as browser:
        for headers in elsewhere:
            for method in ("GET", "POST"):
                answer = browser.request(method, "/graphql?query={me{name}}", headers=headers)
                assert answer.status_code == 403
                assert "Ana" not in answer.text


def test_forms_are_no_questions(partner: httpx2.Client) -> None:
    for form in (
        partner.post("/graphql", data={"query": TYPENAME}),
        partner.post("/graphql", files={"query": TYPENAME.encode()}),
        partner.post("/graphql", content=TYPENAME, headers={"content-type": "text/plain"}),
    ):
        assert form.status_code == 415


def test_a_stranger_finds_no_workbench(server: Running) -> None:
    with httpx2.Client(base_url=server.url, headers={"accept": "text/html"}, timeout=20) as nobody:
        for path in ("graphql", "graphiql", "playground", "console", "altair", "graphql-explorer"):
            page = nobody.get(f"/{path}").text.lower()
            assert all(word not in page for word in ("graphiql", "playground", "altair")), path


def test_a_stumble_shows_nothing_of_the_inside(partner: httpx2.Client) -> None:
    for broken in ("qwerty { __typename }", "query { abc", "{ node(id: 7.5) { id } }", "\x7f"):
        answer = ask(partner, broken)
        assert answer.status_code == 400
        inside = ("Traceback", ".py", "Exception", "asyncpg", "INTERNAL")
        assert all(word not in answer.text for word in inside), broken
