"""What holds for the whole graph: it is printed, described, fits its tables, and stays affordable."""

from typing import Any

import pytest
import strawberry

from exchange.people import tables
from schema.engine.fitting import DoesNotFitError, fit
from schema.engine.mapping import column, one, rows
from schema.engine.node import Node
from schema.graph import PRINTED, build, sdl
from tests.schema.conftest import Asker

BOMB = "query { ...A0 } " + " ".join(
    f"fragment A{n} on Query {{ ...A{n + 1} ...A{n + 1} }}" for n in range(40)
)
BOMB += " fragment A40 on Query { museums { totalCount } }"
DEEP = "{ me " + "{ memberships { person " * 12 + "{ id }" + " } }" * 12 + " }"


def test_the_committed_graph_is_the_one_that_is_served() -> None:
    assert PRINTED.read_text(encoding="utf-8") == sdl(), "Run `python -m schema`."


@rows(tables.Museum)
class Gallery(Node):
    """A museum as nobody should map it."""

    name: str | None = column("May be null, says the graph; never, says the table.")
    town: int = column("A number, says the graph; words, says the table.")
    floors: str = column("There is no such column.")
    director: "Gallery" = one("There is no such column either.")
    said: str = strawberry.field(description="Neither mapped nor resolved.")


def test_what_does_not_fit_its_table_is_an_error_at_start() -> None:
    @strawberry.type
    class Query:
        gallery: Gallery

    wrong = strawberry.Schema(Query)
    with pytest.raises(DoesNotFitError) as trouble:
        fit(wrong._schema)
    told = str(trouble.value)
    for name in ("name", "town", "floors", "director", "said"):
        assert f"Gallery.{name}:" in told


def test_a_trusted_document_that_does_not_fit_is_an_error_at_start() -> None:
    with pytest.raises(TypeError, match="does not fit"):
        build(trusted={"sha256:1": "{ nonsense }"})


@pytest.mark.parametrize(
    "dear",
    [
        BOMB,
        DEEP,
        "{ " + " ".join(f"a{n}: me {{ id }}" for n in range(61)) + " }",
        """{ observations(first: 100) { nodes {
             photos(first: 100) { observation { comments(first: 100) { id } } } } } }""",
        "{ me { id " + "@include(if: true) " * 50 + "} }",
        "{" * 5000,
    ],
)
async def test_a_question_that_costs_too_much_is_refused_before_anything_is_read(
    ask: Asker, dear: str
) -> None:
    answer = await ask.whole("Ana", dear)
    assert answer["data"] is None
    assert answer["errors"]
    assert ask.reading.statements == 0


async def test_a_stranger_learns_nothing_about_the_graph(ask: Asker) -> None:
    assert await ask.refused(None, "{ __schema { types { name } } }") == "UNAUTHENTICATED"
    stranger, friend = [await ask.whole(who, "{ museum { id } }") for who in (None, "Ana")]
    assert "museums" not in str(stranger["errors"])
    assert "museums" in str(friend["errors"])


@pytest.mark.parametrize("wrong", ["2026-10-08T09:31:04", "yesterday", "2026-13-01T00:00:00Z", 7])
async def test_a_moment_without_an_offset_is_refused(ask: Asker, wrong: object) -> None:
    document = "query ($from: DateTime) { observations(where: {capturedFrom: $from}) { totalCount } }"
    answer = await ask.whole("Ana", document, **{"from": wrong})
    assert "extensions" not in answer["errors"][0]
    assert answer["data"] is None


async def test_a_bug_is_told_by_a_number_only(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr(type(ask.reading), "row", broken)
    answer = await ask.whole("Ana", "{ me { name } }")
    assert "1234" not in str(answer)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
async def test_pages_meet_whichever_way_they_are_read(ask: Asker, size: int) -> None:
    whole = (await ask("Ana", "{ observations(first: 100) { nodes { id } } }"))["observations"]["nodes"]
    document = """query ($first: Int, $after: String, $last: Int, $before: String) {
        observations(first: $first, after: $after, last: $last, before: $before) {
            edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    for forward in (True, False):
        read: list[Any] = []
        place: dict[str, Any] = {"first": size} if forward else {"last": size}
        while True:
            page = (await ask("Ana", document, **place))["observations"]
            nodes = [edge["node"] for edge in page["edges"]]
            read = read + nodes if forward else nodes + read
            info = page["pageInfo"]
            place["after" if forward else "before"] = info["endCursor" if forward else "startCursor"]
            if not info["hasNextPage" if forward else "hasPreviousPage"]:
                break
        assert read == whole
