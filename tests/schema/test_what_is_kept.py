"""What is remembered of questions is bounded by its size, on our side and on the database's."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.engine.reading import KEPT_STATEMENTS, LENT_KEPT
from schema.engine.shelf import ROOM, Shelf
from tests.api.asking import InProcess, asking
from tests.api.conftest import world
from tests.api.world import World

__all__ = ["world"]

ALIASES = 20


def long_question(number: int) -> str:
    """A small document that becomes a large statement."""
    photos = " ".join(
        f"a{number}_{n}: photos(first: {n + 1}) {{ id thumb state alt }}" for n in range(ALIASES)
    )
    return f"{{ observations(first: 1) {{ nodes {{ {photos} }} }} }}"


@pytest.fixture
async def marit(world: World, tmp_path: Path) -> AsyncIterator[InProcess]:
    """The mentor."""
    async with asking(world, tmp_path, world.marit) as one:
        yield one


async def prepared(marit: InProcess) -> list[int]:
    """How long the statements are that the database keeps ready on one connection."""
    await marit.ask("{ me { id } }")
    kept = "select array_agg(length(statement)) from pg_prepared_statements where statement ~ 'enter_as[(]'"
    row = await marit.reading.hand.row(kept)
    assert row is not None
    return [*row[0]]


async def test_a_key_keeps_no_large_statements_in_the_database(marit: InProcess) -> None:
    marit.lend()
    for number in range(10):
        answer = await marit.ask(long_question(number))
        assert answer.errors == []
        assert "observations" in answer.data
    assert max(await prepared(marit)) <= LENT_KEPT
    # What is short is kept ready: it is what partners ask every minute.
    assert len(await prepared(marit)) == 1


async def test_the_database_keeps_no_more_statements_than_that(marit: InProcess) -> None:
    for number in range(KEPT_STATEMENTS + 20):
        assert (await marit.ask(f"{{ me {{ a{number}: name }} }}")).errors == []
    assert len(await prepared(marit)) <= KEPT_STATEMENTS


async def test_of_documents_only_so_much_is_kept(marit: InProcess) -> None:
    asking, filler = marit.graph.asking, "#" + "-" * 8_000
    for number in range(ROOM // len(filler) + 20):
        assert (await marit.ask(f"{{ me {{ a{number}: name }} }} {filler}")).errors == []
    assert 0 < asking.documents._kept.taken <= ROOM
    assert 0 < asking.straight.answering._operations.taken <= ROOM


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 40)), max_size=60))
def test_a_shelf_holds_what_was_put_last_and_never_too_much(puts: list[tuple[int, int]]) -> None:
    shelf: Shelf[int, str] = Shelf(100)
    sizes: dict[int, int] = {}
    for key, size in puts:
        sizes[key] = size
        said = str(uuid4())
        shelf.put(key, said, size)
        assert shelf.get(key) == said
        assert shelf.taken == sum(sizes[one] for one in range(10) if shelf.get(one) is not None)
        assert shelf.taken <= shelf.room
