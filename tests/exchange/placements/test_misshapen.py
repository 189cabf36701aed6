"""What somebody sends is an agreement, or they read in their language which part is wrong, and why."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.ground.refusals import Refused
from exchange.placements.terms import Terms, read
from tests.exchange.placements.agreeing import terms
from tests.law.test_refusals import PLACE, book

SAID = [
    re.compile(PLACE.sub("(.+)", re.escape(key).replace(r"\{", "{").replace(r"\}", "}")))
    for key in book("de")
]
PARTS = {*Terms.model_fields, "content"}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("x" * 5_000),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=4,
)


def no(content: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value


def changed(*way: str | int, to: Any) -> str:
    """An agreement in which one part is otherwise."""
    whole: Any = json.loads(terms().canonical())
    part = whole
    for step in way[:-1]:
        part = part[step]
    part[way[-1]] = to
    return json.dumps(whole)


@pytest.mark.parametrize(
    "way, to, sentence",
    [
        (("title",), " ", "Write something here."),
        (("days", 0, "purpose"), "x" * 301, "Say it in at most 300 characters."),
        (("stipend", "currency"), "euro", "A currency has three capital letters."),
        (("hosts", 0, "share"), 0, "It is 1 or more."),
        (("hosts", 0, "share"), 101, "It is 100 or less."),
        (("hosts", 0, "mentor_id"), "", "Choose who or what it is."),
        (("hosts", 0, "since"), "", "Choose a day."),
        (("objectives",), [], "Name at least 1."),
        (("obligations", "home"), ["Pays."] * 21, "Name at most 20."),
        (("signatories", 0, "step"), "GUEST", "This is not how an agreement is written."),
    ],
)
def test_a_part_that_cannot_be_is_named_with_what_is_wrong(way: Any, to: Any, sentence: str) -> None:
    refused = no(changed(*way, to=to))
    assert (refused.code, refused.field, refused.sentence) == ("INVALID", ".".join(map(str, way)), sentence)


@given(st.sampled_from(sorted(Terms.model_fields)), ANYTHING)
def test_no_part_is_read_as_what_it_is_not_and_every_reason_stands_in_every_language(
    part: str, to: Any
) -> None:
    with suppress(Refused):
        read(changed(part, to=to))
        return
    refused = no(changed(part, to=to))
    assert (refused.field or "").partition(".")[0] in PARTS
    assert any(one.fullmatch(refused.sentence) for one in SAID), refused.sentence


def test_what_is_no_agreement_at_all_is_refused_as_a_whole() -> None:
    for content in ("", "[]", "null", '"agreed"', "{"):
        assert no(content).field == "content"
