"""An operation that was published once is answered for ever: `schema/published.jsonl` remembers them all."""

import json
import subprocess
from dataclasses import replace

import pytest
from graphql import GraphQLSchema, build_schema, parse, print_ast, validate, visit

from tests.law.published import (
    BEGINNING,
    LEDGER,
    PRINTED,
    TOP,
    TRUSTED,
    Bare,
    Published,
    broken,
    documents,
    ledger,
    sealed,
)

LINES = ledger(LEDGER.read_text())
SDL = print_ast(visit(parse(PRINTED.read_text()), Bare()))
FAR_BACK = 50


@pytest.fixture(scope="module")
def graph() -> GraphQLSchema:
    """The graph as it is printed now."""
    return build_schema(SDL)


def versions(name: str) -> list[str]:
    """What stood in a file before, as far back as this clone remembers."""
    git = ["git", "-C", str(TOP)]
    asked = [*git, "log", f"-{FAR_BACK}", "--format=%H", "--diff-filter=AM", "--", name]
    commits = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
    shown = ([*git, "show", f"{commit}:{name}"] for commit in commits)
    return [subprocess.run(one, capture_output=True, text=True, check=True).stdout for one in shown]


# ---------------------------------------------------------------- what would be noticed


CHANGES = {
    "a field is gone": ("\n  note: String!\n", "\n"),
    "a field may be empty now": ("  note: String!", "  note: String"),
    "a field is of another type": ("  note: String!", "  note: Int!"),
    "a list became one": ("  changes: [Change!]!", "  changes: Change!"),
    "an argument is gone": (", limit: Int! = 200", ""),
    "an argument has to be given": ("UUID!, after: String", "UUID!, after: String!"),
    "a value can no longer be sent": ("\n  HANDLING\n", "\n"),
    "something more has to be sent": ("input PushInput {", "input PushInput {\n  mood: String!"),
    "a kind of answer is gone": ("union Change = Upsert | Gone", "union Change = Upsert"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_breaks_a_published_operation_is_noticed(change: str) -> None:
    old, new = CHANGES[change]
    assert old in SDL, f"this shows nothing any more: {old!r}"
    changed = build_schema(SDL.replace(old, new), assume_valid=True)
    assert any(broken(line, changed) for line in LINES)


def test_an_addition_breaks_nothing() -> None:
    grown = SDL.replace(
        "type Observation implements Node {", "type Observation implements Node {\n  mood: String"
    )
    assert grown != SDL
    changed = build_schema(grown)
    assert [broken(line, changed) for line in LINES] == [[] for _ in LINES]


def test_a_line_that_was_changed_or_taken_out_breaks_the_seals() -> None:
    tampered = [replace(LINES[0], relies_on=LINES[0].relies_on.replace("!", "")), *LINES[1:]]
    assert wrong_seals(tampered) == [0]
    assert wrong_seals(LINES[1:]) == [0]


# ---------------------------------------------------------------- what is so


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id[7:19])
def test_a_published_operation_still_fits_and_its_answer_is_what_it_was(
    graph: GraphQLSchema, line: object
) -> None:
    published = next(one for one in LINES if one is line)
    assert validate(graph, parse(published.document)) == []
    assert broken(published, graph) == []


def test_the_seals_hold() -> None:
    assert wrong_seals(LINES) == []


def test_every_operation_is_written_down() -> None:
    assert set(documents()) - {line.document for line in LINES} == set(), "run `make publish`"


def test_the_list_of_the_app_only_ever_grew() -> None:
    trusted = json.loads(TRUSTED.read_text()).keys()
    for before in versions("schema/trusted-documents.json"):
        assert json.loads(before).keys() - trusted == set()


def test_the_ledger_only_ever_grew() -> None:
    now = LEDGER.read_text()
    for before in versions("schema/published.jsonl"):
        assert now.startswith(before)


def wrong_seals(lines: list[Published]) -> list[int]:
    """The places of lines whose seal is not theirs."""
    before = [BEGINNING, *(line.seal for line in lines)]
    return [
        place
        for place, line in enumerate(lines)
        if line.seal != sealed(before[place], line.document, line.relies_on)
    ]
