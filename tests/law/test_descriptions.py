"""What the graph says of itself: everything in words, numbers with a unit, refusals with a code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
)

from schema.graph import PRINTED

UNIT = re.compile(
    r"how (many|often)|milliseconds|pixels|bytes|hours|days|\byear\b|\bmonth\b|version|"
    r"place among|number (in|shown)|steps|`(rev|seq)`",
    re.IGNORECASE,
)
DATE = re.compile(r"\b20\d\d-\d\d-\d\d\b")
CODE = re.compile(r'"code": "([A-Z_]+)"|extensions=\{"code": "([A-Z_]+)"')
ENGINE = Path(__file__).parents[2] / "schema" / "engine"
FOR_EVERYBODY = {"PERSISTED_QUERY_NOT_FOUND", "QUERY_LIMIT"}
"""Codes of a whole document: they belong to no field, and the partners' page has them."""


def test_everything_in_the_graph_is_described(printed: GraphQLSchema) -> None:
    assert not [name for name, _, says in told(printed) if not (says or "").strip()]


def test_every_number_says_what_it_counts_or_in_which_unit(printed: GraphQLSchema) -> None:
    numbers = [(name, says) for name, kind, says in told(printed) if kind in ("Int", "Float")]
    assert len(numbers) > 40
    assert not [name for name, says in numbers if not UNIT.search(says)]


def test_a_number_without_a_unit_would_be_found() -> None:
    law = build_schema('type Query { "The delay." delay: Int }')
    assert [name for name, kind, says in told(law) if kind == "Int" and not UNIT.search(says)] == [
        "Query.delay"
    ]


def test_every_refusal_of_the_engine_stands_where_it_may_happen(printed: GraphQLSchema) -> None:
    said = {
        one or other for file in ENGINE.glob("*.py") for one, other in CODE.findall(file.read_text("utf-8"))
    }
    assert {"BAD_ID", "BAD_CURSOR", "NOT_TO_BE_SEEN"} <= said
    described = " ".join(says for _, _, says in told(printed))
    assert not [code for code in sorted(said - FOR_EVERYBODY) if f"`{code}`" not in described]


def test_what_is_on_its_way_out_says_until_when(printed: GraphQLSchema) -> None:
    assert not list(undated(printed))


@pytest.mark.parametrize("reason,found", [("Use b.", True), ("Use b; gone after 2027-06-30.", False)])
def test_an_end_without_a_date_would_be_found(reason: str, *, found: bool) -> None:
    old = f'@deprecated(reason: "{reason}")'
    law = build_schema(f"""type Query {{ a(x: Int {old}): Int {old} b: Int }}
        input I {{ c: Int {old} }} enum E {{ F {old} G }}""")
    assert len(list(undated(law))) == (4 if found else 0)


@pytest.fixture(scope="module")
def printed() -> GraphQLSchema:
    """The graph as it is printed and committed."""
    return build_schema(PRINTED.read_text(encoding="utf-8"))


def parts(schema: GraphQLSchema) -> Iterator[tuple[str, Any]]:
    """Every type, field, argument and value, by its path."""
    for name, kind in schema.type_map.items():
        if name.startswith("__") or name in ("Int", "Float", "String", "Boolean", "ID"):
            continue
        yield name, kind
        inner: dict[str, Any] = {}
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            inner = dict(kind.fields)
        elif isinstance(kind, GraphQLEnumType):
            inner = dict(kind.values)
        for part_name, part in inner.items():
            yield f"{name}.{part_name}", part
            for argument_name, argument in getattr(part, "args", {}).items():
                yield f"{name}.{part_name}({argument_name})", argument


def told(schema: GraphQLSchema) -> Iterator[tuple[str, str, str]]:
    """Path, type and description."""
    for path, part in parts(schema):
        kind = getattr(part, "type", None)
        yield path, get_named_type(kind).name if kind else "", part.description or ""


def undated(schema: GraphQLSchema) -> Iterator[str]:
    """What is deprecated without saying until when."""
    for path, part in parts(schema):
        reason = getattr(part, "deprecation_reason", None)
        if reason is not None and not DATE.search(reason):
            yield path
