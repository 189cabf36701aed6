"""What partners read at `/developers` is true: every example runs as it stands on the page."""

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest
from graphql import build_schema, parse, validate

from api.developers.examples import examples
from tests.journeys.server import TOP, Museum

TITLES = [example.title for example in examples() if example.language == "sh"]
TEN = [title for title in TITLES if re.match(r"\d+\. ", title)]
ANSWERED = [title for title in TEN if title[:2] in ("1.", "2.", "3.", "4.", "5.", "6.")]


@pytest.fixture(scope="module")
def shown(museum: Museum) -> list[tuple[str, str]]:
    """Every block to copy, under its title, as a browser shows it."""
    page = httpx2.get(f"{museum.url}/developers").text
    parts = re.findall(r"<h[23][^>]*>(.*?)</h[23]>|<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    title, blocks = "", []
    for heading, code in parts:
        title = unescape(heading) or title
        if code:
            blocks.append((title, unescape(code)))
    return blocks


@pytest.fixture(scope="module")
def key(museum: Museum, shown: list[tuple[str, str]]) -> str:
    """A key, made by the line that the page tells the keeper."""
    command = dict(shown)["A key"]
    return run(f'{command}\nprintf %s "$TOKEN"', TOP, {"DATA_DIR": str(museum.data)})


def run(command: str, folder: Path, known: dict[str, str]) -> str:
    """What a shell prints; it stops at the first thing that fails."""
    if shutil.which("curl") is None:
        without = "The examples are lines for curl, which is not here: `apt install curl`, then they run."
        # Nobody's own machine has to have it; the one that decides what is merged has.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(without)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    said = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, **known, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


@pytest.fixture
def example(shown: list[tuple[str, str]], key: str, tmp_path: Path) -> Any:
    """Runs what stands under a title, in an empty folder, and gives what it prints."""
    return lambda title: run(dict(shown)[title], tmp_path, {"TOKEN": key})


# ---------------------------------------------------------------- the examples


def test_the_page_shows_ten_examples_and_its_own_address(
    museum: Museum, shown: list[tuple[str, str]]
) -> None:
    assert [title.split(".")[0] for title in TEN] == [str(number) for number in range(1, 11)]
    assert {title for title, _ in shown} >= set(TITLES)
    assert all(museum.url in code for title, code in shown if title in TITLES)


@pytest.mark.parametrize("title", ANSWERED)
def test_an_example_is_answered_with_something_in_every_place(example: Any, title: str) -> None:
    answer = json.loads(example(title))
    assert "errors" not in answer
    assert empty(answer["data"]) == []


def empty(part: Any, place: str = "") -> list[str]:
    """Where an answer has nothing: an example that finds nothing teaches nothing."""
    if isinstance(part, dict):
        return [found for name, below in part.items() for found in empty(below, f"{place}.{name}")]
    if isinstance(part, list):
        return [place] if not part else empty(part[0], f"{place}[0]")
    # A mentor need not give a reason, nor a museum have a mark of its own or a photo a description.
    return [place] if part is None and not place.endswith(("reason", "isil", "alt", "zone")) else []


def test_a_photo_arrives(example: Any, tmp_path: Path) -> None:
    example(next(title for title in TEN if title.startswith("7.")))
    assert (tmp_path / "photo.webp").read_bytes()[8:12] == b"WEBP"


def test_a_year_has_a_line_for_each_museum(example: Any) -> None:
    answer = json.loads(example(next(title for title in TEN if title.startswith("8."))))
    assert "errors" not in answer
    assert len({line["museum"]["name"] for line in answer["data"]["report"]}) == 4


def test_every_page_of_a_list_is_read_once(example: Any) -> None:
    rows = [line.split()[0] for line in example(TEN[8]).splitlines()]
    assert len(rows) > 10, "one page shows no paging"
    assert len(set(rows)) == len(rows)


def test_the_feed_tells_only_what_is_new(example: Any) -> None:
    first, again = example(TEN[9]).splitlines(), example(TEN[9]).splitlines()
    assert any(line.startswith("Upsert Observation:") for line in first)
    assert again == []


def test_an_answer_says_what_is_left(example: Any) -> None:
    headers = example("Limits").lower()
    assert re.search(r"^ratelimit-policy: .+;q=\d+.*;w=\d+", headers, re.MULTILINE)
    assert re.search(r"^ratelimit: .+;r=\d+;t=\d+", headers, re.MULTILINE)


def test_an_error_has_a_code_and_the_table_knows_it(example: Any, museum: Museum) -> None:
    [error] = json.loads(example("Errors"))["errors"]
    assert f"<code>{error['extensions']['code']}</code>" in httpx2.get(f"{museum.url}/developers").text


def test_a_program_is_registered_approved_and_asks_with_a_token(
    museum: Museum, shown: list[tuple[str, str]], tmp_path: Path
) -> None:
    register, ask = dict(shown)["Registering a program"], dict(shown)["Asking with a token"]
    said = run(f"{register}\nenv", TOP, {"DATA_DIR": str(museum.data)})
    known = dict(re.findall(r"^(client_id|client_secret)=(\S+)$", said, re.MULTILINE))
    with pytest.raises(AssertionError):
        run(ask, tmp_path, known)
    approved(museum, known["client_id"])
    answer = json.loads(run(ask, tmp_path, known))
    assert "errors" not in answer
    assert empty(answer["data"]) == []


def approved(museum: Museum, program: str) -> None:
    """A coordinator of the museum, who has just signed in, approves it on its page."""
    ours = {"x-understudy": "1", "origin": museum.url, "sec-fetch-site": "same-origin"}
    with httpx2.Client(base_url=museum.url, headers=ours) as browser:
        people = {one["name"]: one["id"] for one in browser.get("/auth/people").json()["people"]}
        browser.post("/auth/demo", json={"person": people["Δήμητρα Παπαδάκη"]})
        [request] = set(re.findall(r'name="request" value="([^"]+)"', browser.get("/oauth/programs").text))
        form = {"request": request, "program": program, "decision": "approve"}
        assert browser.post("/oauth/programs", data=form).status_code == 303


@pytest.mark.parametrize("title", TITLES)
def test_every_example_asks_what_programs_may_ask_too(title: str) -> None:
    here = build_schema((TOP / "schema" / "partners.graphql").read_text())
    documents = [one for example in examples() if example.title == title for one in example.documents]
    assert documents
    assert [fault.message for one in documents for fault in validate(here, parse(one))] == []


def test_who_keeps_working_hours_reads_days_and_credits_and_they_are_counted_as_it_says(example: Any) -> None:
    titles = ("Who was where, how many days, and what counts", "The days of a placement")
    answers = [json.loads(example(title)) for title in (*titles, "The calendar of needs and offers")]
    for answer in answers:
        assert "errors" not in answer
    counted = answers[0]["data"]["credits"]
    assert counted
    for one in counted:
        assert one["creditHours"] == 60 * one["daysDelivered"] // 10
        assert one["daysDelivered"] <= one["days"]
    assert empty(answers[1]["data"]) == []


# ---------------------------------------------------------------- the rest of the page


GIVEN = re.compile(r'"code": (?:"([A-Z_]+)"|([A-Z_]+))|refused\([^)]*, (?:"([A-Z_]+)"|([A-Z_]+))\)')
PERIODS = TOP / "exchange" / "floor" / "crediting.py"
SOURCE = [*(TOP / "schema").rglob("*.py"), TOP / "api" / "replies.py", PERIODS]
"""Where errors of the graph get their codes; what `credits` refuses is passed on as it comes."""


def codes() -> set[str]:
    """Every code that the source gives to an error of the graph."""
    found = set()
    for text in (file.read_text() for file in SOURCE):
        for code, name, other_code, other_name in GIVEN.findall(text):
            constant = re.search(rf'^{name or other_name} = "(\w+)"$', text, re.MULTILINE)
            found.add(code or other_code or (constant[1] if constant else ""))
    return found - {""}


def test_the_table_of_errors_is_complete(museum: Museum) -> None:
    page = httpx2.get(f"{museum.url}/developers").text
    told = set(re.findall(r"<td><code>([A-Z_]+)</code></td>", page))
    assert len(codes()) >= 14
    assert codes() - told == set()
    everything = "".join(file.read_text() for file in SOURCE)
    assert [code for code in told if f'"{code}"' not in everything] == []


def test_a_stranger_reads_the_page_and_the_graph_and_tries_nothing(museum: Museum) -> None:
    with httpx2.Client(base_url=museum.url, headers={"x-understudy": "1"}) as stranger:
        page, sdl = stranger.get("/developers"), stranger.get("/developers/schema.graphql")
        tool = stranger.get("/developers/graphiql")
        asked = stranger.post("/developers/graphql", json={"query": "{ me { name } }"})
        again = stranger.get("/developers", headers={"if-none-match": page.headers["etag"]})
    assert page.status_code == 200
    assert httpx2.get(f"{museum.url}/developers/").content == page.content
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    elsewhere = re.findall(r"(?:src|href)=\"https?://([^/\"]+)", page.text)
    assert {*elsewhere} <= {"graphql.org", "www.standardwebhooks.com"}
    assert sdl.text == (TOP / "schema" / "partners.graphql").read_text()
    assert (tool.status_code, "Sign in" in tool.text, "graphiql.js" in tool.text) == (401, True, False)
    assert asked.status_code == 401
    assert (again.status_code, again.content) == (304, b"")


def test_who_has_signed_in_tries_the_graph_as_a_key_of_theirs_would(museum: Museum) -> None:
    mutation = "mutation ($i: PushInput!) { push(input: $i) { __typename } }"
    typed = {"query": "{ me { name } observations { nodes { audience } } __schema { queryType { name } } }"}
    with httpx2.Client(base_url=museum.url, headers={"x-understudy": "1"}) as browser:
        people = {one["name"]: one["id"] for one in browser.get("/auth/people").json()["people"]}
        browser.post("/auth/demo", json={"person": people["Amara Okafor"]})
        assert browser.post("/developers/graphql", json={"query": mutation}).json()["data"] is None
        assert browser.post("/graphql", json=typed).json()["errors"]
        foreign = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
        assert browser.post("/developers/graphql", json=typed, headers=foreign).status_code == 403
        answer = browser.post("/developers/graphql", json=typed).json()["data"]
        tool = browser.get("/developers/graphiql")
        parts = [browser.get(part).status_code for part in re.findall(r'(?:src|href)="(/[^"]+)"', tool.text)]
    assert answer["me"]["name"] == "Amara Okafor"
    assert {row["audience"] for row in answer["observations"]["nodes"]} == {"MENTOR"}
    assert tool.status_code == 200
    assert parts == [200] * 6
