"""How many objects a list can hold: what the question says, or else a whole page."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLList,
    IntValueNode,
    ListValueNode,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_leaf_type,
)
from graphql.type import get_named_type

from schema.engine.mapping import WHERE_FROM, Many

MUCH = 10**9
SIZES = ("first", "last", "limit")
LISTED = ("ids",)
USUAL = {"first": 20, "limit": 200}
"""What a list at the top holds when nobody says how much."""
REPORT = 1_000
"""What it takes to look through many rows: for a report, to find a page, to count a list."""
INTROSPECTED = {
    "types": 60,
    "fields": 10,
    "inputFields": 10,
    "possibleTypes": 10,
    "enumValues": 5,
    "directives": 5,
    "args": 3,
    "interfaces": 3,
}


def times(node: FieldNode, field: GraphQLField | None, on: str, given: Mapping[str, Any]) -> int:
    """How often the object below a field can stand in the answer; `given` are the values of variables."""
    if field is None or is_leaf_type(get_named_type(field.type)):
        return 1
    if on.startswith("__") or node.name.value == "__schema":
        return INTROSPECTED.get(node.name.value, 1)
    said = _said(node, given)
    if said is not None:
        return max(1, min(said, MUCH))
    definition = field.extensions.get("strawberry-definition")
    stands = definition.metadata.get(WHERE_FROM) if definition else None
    if isinstance(stands, Many):
        return stands.first
    for name, usual in USUAL.items():
        if name in field.args:
            return usual
    plain = isinstance(get_nullable_type(field.type), GraphQLList) and on == "Query"
    return REPORT if plain else 1


def listed(field: GraphQLField | None, on: str) -> int:
    """What a list at the top takes for being looked through; a condition need not make that any shorter."""
    return REPORT if field and on == "Query" and "after" in field.args and "first" in field.args else 0


def sized_by(node: FieldNode) -> list[str]:
    """The variables that say how many objects a list holds."""
    arguments = (argument for argument in node.arguments or () if argument.name.value in (*SIZES, *LISTED))
    return [argument.value.name.value for argument in arguments if isinstance(argument.value, VariableNode)]


def whole(given: object) -> int | None:
    """A whole number, also one that is written with a point: GraphQL takes 100.0 for 100."""
    if isinstance(given, float) and given.is_integer():
        return int(given)
    return given if type(given) is int else None


def _said(node: FieldNode, given: Mapping[str, Any]) -> int | None:
    for argument in node.arguments or ():
        size = None
        if argument.name.value in SIZES:
            size = _number(argument.value, given)
        elif argument.name.value in LISTED:
            size = _length(argument.value, given)
        if size is not None:
            return size
    return None


def _number(value: ValueNode, given: Mapping[str, Any]) -> int | None:
    if isinstance(value, VariableNode):
        return whole(given.get(value.name.value))
    return int(value.value[:10]) if isinstance(value, IntValueNode) else None


def _length(value: ValueNode, given: Mapping[str, Any]) -> int | None:
    if isinstance(value, VariableNode):
        found = given.get(value.name.value)
        return len(found) if isinstance(found, list) else None
    return len(value.values) if isinstance(value, ListValueNode) else None
