"""Questions to the graph over HTTP: who may ask what in which form."""

from datetime import timedelta

import httpx2
import pytest

from api.auth.signing import give_token
from api.media.storage import key_of
from tests.api.running import OURS, Running
from tests.api.world import NOW, World

STRICT = {"accept": "application/graphql-response+json"}
NAME = "{ me { name } }"


@pytest.fixture
def key(key: dict[str, str]) -> dict[str, str]:
    """A partner that takes only what the specification says."""
    return {**key, **STRICT}


def ask(browser: httpx2.Client, body: object, **headers: str) -> httpx2.Response:
    return browser.post("/graphql", json=body, headers={**STRICT, **headers})


def test_the_app_asks_only_what_it_was_built_with(server: Running, world: World) -> None:
    with server.browser(world.ana) as browser:
        typed = ask(browser, {"query": NAME})
        unknown = ask(browser, {"documentId": "sha256:" + "0" * 64})
        number = ask(browser, {"documentId": 7})
    assert [one.status_code for one in (typed, unknown, number)] == [400] * 3
    assert "Ana" not in typed.text


@pytest.mark.parametrize(
    "body",
    [
        b'{"query": "{ me { name } }"',
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        b'{"query": "{ me { name } }", "variables": {"a": "\\u0000"}}',
        b'{"query": "{ me { name } }", "variables": {"a": 123456789012345678901234567890}}',
        b'{"query": "{ me { name } }", "variables": {"a": NaN}}',
        b'{"query": "{ me { name } }", "variables": {"a": ' + b"[" * 40 + b"]" * 40 + b"}}",
        b"[" * 100_000,
        b'[{"query": "{ me { name } }"}]',
        b'"{ me { name } }"',
        b"7",
    ],
)
def test_a_body_that_cannot_be_right_is_refused_before_it_is_read(
    workshop: Running, world: World, body: bytes
) -> None:
    with workshop.browser(world.ana) as browser:
        headers = {"content-type": "application/json", **STRICT}
        answer = browser.post("/graphql", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_other_forms_than_json_are_refused(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser:
        form = browser.post("/graphql", data={"query": NAME})
        text = browser.post("/graphql", content=NAME, headers={"content-type": "text/plain"})
        put = browser.put("/graphql", json={"query": NAME})
        large = ask(browser, {"query": "#" * 300_000})
    assert (form.status_code, text.status_code) == (415, 415)
    assert (put.status_code, large.status_code) == (405, 413)


def test_a_get_changes_nothing(workshop: Running, world: World) -> None:
    mutation = "mutation { push(input: {}) { __typename } }"
    with workshop.browser(world.ana) as browser:
        answer = browser.get("/graphql", params={"query": mutation}, headers=STRICT)
    assert answer.status_code in (400, 405)


@pytest.mark.parametrize("query", ["{", "{ nonsense }", "{ me }", ""])
def test_a_question_that_never_ran_says_so(workshop: Running, world: World, query: str) -> None:
    with workshop.browser(world.ana) as browser:
        strict = ask(browser, {"query": query})
    assert strict.status_code == 400
    assert "data" not in strict.json()
    assert strict.headers["content-type"].startswith("application/graphql-response+json")


def test_in_the_workshop_a_typed_question_is_answered(workshop: Running, world: World) -> None:
    with workshop.browser(world.ana) as browser:
        answer = ask(browser, {"query": NAME})
        plain = browser.get("/graphql", params={"query": NAME})
    assert answer.json()["data"] == {"me": {"name": "Ana"}}
    assert plain.headers["content-type"].startswith("application/json")
    assert plain.headers["cache-control"] == "no-store"


def test_nobody_sees_nothing(workshop: Running) -> None:
    with workshop.browser() as browser:
        assert ask(browser, {"query": NAME}).json()["data"] == {"me": None}


def test_a_key_reads_any_question_and_writes_none(server: Running, key: dict[str, str]) -> None:
    url = f"{server.url}/graphql"
    read = httpx2.post(url, json={"query": NAME}, headers=key)
    assert read.json()["data"] == {"me": {"name": "Marit"}}
    mutation = (
        'mutation { push(input: {protocol: 1, deviceId: "%s", schemaVersion: 1,'
        ' clientTime: "2026-10-08T09:31:04Z", ackThrough: 0, ops: []}) { __typename } }'
    ) % ("0" * 8 + "-0000-4000-8000-" + "0" * 12)
    written = httpx2.post(url, json={"query": mutation}, headers=key)
    assert written.status_code == 403
    assert "only reads" in written.text


@pytest.mark.parametrize(
    "name, status", [(None, 400), ("", 400), ("Else", 400), ("Write", 403), ("Read", 200)]
)
def test_a_key_asks_only_where_it_is_clear_that_it_reads(
    server: Running, key: dict[str, str], name: str | None, status: int
) -> None:
    both = (
        "query Read { me { name } } mutation Write($input: PushInput!) { push(input: $input) { __typename } }"
    )
    body = {"query": both, "operationName": name}
    assert httpx2.post(f"{server.url}/graphql", json=body, headers=key).status_code == status


@pytest.mark.parametrize(
    "part", [{"query": 7}, {"variables": []}, {"extensions": "x"}, {"operationName": 1}, {"documentId": {}}]
)
def test_each_part_of_a_question_has_its_form(
    server: Running, key: dict[str, str], part: dict[str, object]
) -> None:
    answer = httpx2.post(f"{server.url}/graphql", json={"query": NAME, **part}, headers=key)
    assert answer.status_code == 400
    assert next(iter(part)) in answer.text


def test_a_key_never_reads_what_its_person_keeps_alone(server: Running, world: World) -> None:
    shown, alone = world.photo(b"shown"), world.photo(b"alone", only_me=True)
    world.do("update photo set state = 'RECEIVED'")
    for photo in (shown, alone):
        place = server.settings.data_dir / "media" / key_of(world.ana, photo.sha256)
        place.parent.mkdir(parents=True)
        place.write_bytes(b"bytes")
    made = world.within(
        lambda session: give_token(session, world.ana, name="CMS", life=timedelta(days=1), at=NOW)
    )
    headers = {"authorization": f"Bearer {made}", **STRICT}
    ids = f'["Observation:{alone.observation_id}", "Photo:{alone.id}", "Photo:{shown.id}"]'
    lists = "observations { totalCount nodes { audience } }"
    query = f"{{ me {{ name }} {lists} nodes(ids: {ids}) {{ id }} }}"
    with httpx2.Client(base_url=server.url, headers=headers) as partner:
        read = partner.post("/graphql", json={"query": query}).json()["data"]
        photos = [partner.get(f"/media/photos/{one.id}/original").status_code for one in (shown, alone)]
    assert read["me"] == {"name": "Ana"}
    assert read["observations"] == {"totalCount": 1, "nodes": [{"audience": "MENTOR"}]}
    assert read["nodes"] == [None, None, {"id": f"Photo:{shown.id}"}]
    assert photos == [200, 404]


def test_a_made_up_key_asks_nothing(server: Running) -> None:
    headers = {"authorization": "Bearer ust_nobody", **OURS, **STRICT}
    answer = httpx2.post(f"{server.url}/graphql", json={"query": NAME}, headers=headers)
    assert answer.status_code == 401
