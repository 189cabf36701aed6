"""Questions made to hurt: each is refused before anything runs, in less than a tenth of a second of CPU."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from schema.engine.limits import LENGTH, MOST, TOKENS
from tests.api.asking import InProcess, asking
from tests.api.world import World

CPU = 0.1
DEEP = "{ me " + "{ memberships { person " * 20 + "{ id }" + " } }" * 20 + " }"


def times(number: int, part: str) -> str:
    return " ".join(part.replace("#", str(n)) for n in range(number))


BOMB = " ".join(
    [
        "{ ...A0 }",
        *(f"fragment A{n} on Query {{ ...A{n + 1} ...A{n + 1} }}" for n in range(80)),
        "fragment A80 on Query { me { id } }",
    ]
)
BOMBS = {
    "a bomb of 80 fragments, each spread twice": BOMB,
    "a thousand aliases": f"{{ {times(1000, 'a#: __typename')} }}",
    "as many aliases as fit": f"{{ me {{ {times(300, 'a#: id')} }} }}",
    "a thousand directives": f"{{ me {{ id {times(1000, '@include(if: true)')} }} }}",
    "as many directives as fit": f"{{ me {{ id {times(400, '@a')} }} }}",
    "lists in lists, 20 deep": DEEP,
    "lists that multiply": "{ observations(first: 100) { nodes { comments { observation { comments "
    "{ observation { comments { observation { comments { id } } } } } } } } } }",
    "a fragment in itself": "{ me { ...A } } fragment A on Person { memberships { person { ...A } } }",
    "two fragments in each other": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "a circle that nobody spreads": "{ me { id } } "
    "fragment A on Person { ...B } fragment B on Person { ...A }",
    "introspection in circles": "{ __schema { types { fields { type { fields { type { fields { name }"
    " } } } } } } }",
    "introspection, too deep": "{ __schema { types "
    + "{ fields { type " * 6
    + "{ name }"
    + " } }" * 6
    + "} }",
    "a page of a milliard": "{ observations(first: 1000000000) { totalCount } }",
    "a page of more than any number": f"{{ observations(first: {'9' * 5000}) {{ totalCount }} }}",
    "one field again and again": f"{{ me {{ {times(900, 'id')} }} }}",
    "one list again and again": f"{{ me {{ {times(240, 'memberships { id }')} }} }}",
    "a hundred roots": f"{{ {times(100, 'a#: museums { totalCount }')} }}",
    "the same root again and again": f"{{ {times(300, '__typename')} }}",
    "fields nobody knows": f"{{ me {{ {times(900, 'f#')} }} }}",
    "arguments nobody knows": f"{{ observations({times(320, 'a#: 1')}) {{ totalCount }} }}",
    "variables nobody uses": f"query ({times(230, '$v#: Int')}) {{ me {{ id }} }}",
    "fragments nobody spreads": f"{{ me {{ id }} }} {times(120, 'fragment A# on Person { id name }')}",
    "fragments side by side": f"{{ me {{ {times(90, '...A#')} }} }} "
    f"{times(90, 'fragment A# on Person { id }')}",
    "values of the wrong kind": f"{{ observations(where: {{ kind: [{times(900, 'NO')}] }}) {{ id }} }}",
    "a value in a thousand lists": f"{{ node(id: {'[' * 1000}1{']' * 1000}) {{ id }} }}",
    "an object in a thousand objects": "{ observations(where: "
    + "{ a: " * 300
    + "1"
    + " }" * 300
    + ") { id } }",
    "braces without end": "{" * 5000,
    "a long comment": "{ me { id } } #" + "-" * 250_000,
    "a long text": f'{{ node(id: "{"x" * 250_000}") {{ id }} }}',
    "commas without end": "{ me { id } }" + "," * 250_000,
    "NUL in a text": '{ node(id: "Person:\\u0000") { id } }',
    "half a character in a text": '{ node(id: "\\uD800") { id } }',
    "definitions that are none": times(120, "type A# { a: Int }"),
}


@pytest.fixture
async def marit(world: World, tmp_path: Path) -> AsyncIterator[InProcess]:
    """The mentor, who may ask for anything."""
    async with asking(world, tmp_path, world.marit) as one:
        yield one


async def test_what_is_made_to_hurt_is_refused_before_it_does(marit: InProcess) -> None:
    await marit.ask("{ me { id } }")
    before, slow = marit.reading.statements, {}
    for name, bomb in BOMBS.items():
        # The best of three: what else the machine does is not the question's fault.
        answers = [await marit.ask(bomb) for _ in range(3)]
        for answer in answers:
            assert answer.data is None, name
            assert answer.errors, name
            assert len(answer.errors) <= 5, name
            assert answer.code != "INTERNAL", name
        if (cpu := min(answer.cpu for answer in answers)) >= CPU:
            slow[name] = cpu
    assert slow == {}
    assert marit.reading.statements == before


async def test_a_size_that_cannot_be_is_refused_in_a_variable_too(marit: InProcess) -> None:
    sizes: list[Any] = [-(10**9), -1, 0, 101, 10**9, 2**31, "many", [1], {"a": 1}, True, 1.5]
    for first in sizes:
        for document in (
            "query ($first: Int) { observations(first: $first) { nodes { id } } }",
            "query ($first: Int!) { observations { nodes { photos(first: $first) { id } } } }",
        ):
            answers = [await marit.ask(document, {"first": first}) for _ in range(3)]
            assert answers[0].errors, first
            assert answers[0].code != "INTERNAL"
            assert min(answer.cpu for answer in answers) < CPU
    assert marit.reading.statements == 0


async def test_what_a_question_costs_depends_on_the_sizes_it_is_asked_with(marit: InProcess) -> None:
    document = """query ($first: Int = 10, $photos: Int) {
      observations(first: $first) { nodes { photos(first: $photos) { id comments: observation { id } } } }
    }"""
    for given, cost in (
        ({}, 1220),
        ({"first": 1}, 1022),
        ({"photos": 1}, 1040),
        ({"first": 2, "photos": 3}, 1016),
    ):
        assert await marit.cost(document, given) == cost
    dear = await marit.ask(document, {"first": 100, "photos": 10_000})
    assert dear.code == "QUERY_LIMIT"
    assert dear.errors[0]["extensions"] == {"code": "QUERY_LIMIT", "limit": "cost", "max": MOST["cost"]}


async def test_a_size_counts_the_same_however_the_number_is_written(marit: InProcess) -> None:
    document = """query ($first: Int, $photos: Int) {
      observations(first: $first) { nodes { photos(first: $photos) { id } } }
    }"""
    written: list[dict[str, Any]] = [{"first": 100, "photos": 5}, {"first": 100.0, "photos": 5.0}]
    assert [await marit.cost(document, given) for given in written] == [1700, 1700]
    for first in (1_000_000, 1_000_000.0, 1e18):
        dear = await marit.ask(document, {"first": first})
        assert dear.errors[0]["extensions"] == {"code": "QUERY_LIMIT", "limit": "cost", "max": MOST["cost"]}


async def test_a_list_without_a_size_costs_a_whole_page(marit: InProcess) -> None:
    asked = "{ observations(first: 10) { nodes { %s { word } } } }"
    costs = {tags: await marit.cost(asked % tags) for tags in ("tags", "tags(first: 100)", "tags(first: 2)")}
    assert costs == {"tags": 2020, "tags(first: 100)": 2020, "tags(first: 2)": 1040}


async def test_to_look_through_a_list_costs_something_however_little_is_shown(marit: InProcess) -> None:
    for asked, cost in (
        ("{ observations(first: 1) { nodes { id } } }", 1002),
        ("{ observations(first: 1, where: {kind: [HANDLING]}) { nodes { id } } }", 1002),
        ("{ observations(first: 1) { totalCount } }", 2001),
        # It is counted once, however long the page is.
        ("{ observations(first: 100) { ...C } } fragment C on ObservationConnection { totalCount }", 2100),
        ("{ a: museums(first: 1) { totalCount } b: museums(first: 1) { totalCount } }", 4002),
    ):
        assert await marit.cost(asked) == cost, asked


async def test_what_people_really_ask_passes(marit: InProcess) -> None:
    review = """query ($first: Int!) {
      observations(first: $first, where: {state: [SUBMITTED]}) {
        totalCount
        nodes { id note author { id name } photos(first: 3) { id thumb alt } comments(first: 3) { id body } }
      }
    }"""
    answer = await marit.ask(review, {"first": 50})
    assert answer.errors == []
    assert len(review) < LENGTH
    assert len(review.split()) < TOKENS
