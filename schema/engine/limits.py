"""What a document may hold and cost; each refusal says which measure was exceeded, and what the most is."""

import re
from collections.abc import Iterator

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    StringValueNode,
    Visitor,
    visit,
)

from schema.engine.overlaps import comparisons
from schema.engine.scales import Scales

TOKENS = 1_000
LENGTH = 32_768
MOST = {
    "depth": 16,
    "roots": 20,
    "aliases": 60,
    "directives": 40,
    "spreads": 100,
    "fields": 1_000,
    "comparisons": 3_000,
    "cost": 50_000,
}
SHAPE = ("depth", "roots", "aliases", "directives", "spreads", "fields")
CODE = "QUERY_LIMIT"
ODD = re.compile(r"\\u|[0-9]{19}")


def beyond(name: str, found: int) -> GraphQLError | None:
    """The refusal of a document that has more of something than is allowed, or nothing."""
    most = MOST.get(name)
    if most is None or found <= most:
        return None
    sentence = f"This question has too much {name}: {found}, and {most} is the most."
    return GraphQLError(sentence, extensions={"code": CODE, "limit": name, "max": most})


def too_long(text: str) -> GraphQLError | None:
    """The refusal of a text that is too long to be looked at, or nothing."""
    if len(text) <= LENGTH:
        return None
    sentence = f"A question has at most {LENGTH} characters; large values go into its variables."
    return GraphQLError(sentence, extensions={"code": CODE, "limit": "length", "max": LENGTH})


def too_much(schema: GraphQLSchema, document: DocumentNode) -> GraphQLError | None:
    """The refusal of a document of too much of anything but cost, or nothing."""
    scales = Scales(schema, document)
    weights = [*(scales.operation(operation) for operation in operations(document)), *scales.fragments()]
    if scales.circle:
        sentence = f"The fragment {scales.circle} is spread within itself."
        return GraphQLError(
            sentence, extensions={"code": CODE, "limit": "spreads", "max": MOST.get("spreads")}
        )
    found = (beyond(name, getattr(weight, name)) for weight in weights for name in SHAPE)
    # Fields are counted before they are compared: only what is known to be small is gone through again.
    return next(filter(None, found), None) or beyond("comparisons", comparisons(document))


def operations(document: DocumentNode) -> Iterator[OperationDefinitionNode]:
    """The operations of a document."""
    return (part for part in document.definitions if isinstance(part, OperationDefinitionNode))


def unkeepable(text: str, document: DocumentNode) -> GraphQLError | None:
    """The refusal of values that the body's own check cannot see, since they are written in the document."""
    if not ODD.search(text):
        return None
    found: list[GraphQLError] = []

    class Values(Visitor):
        def enter_string_value(self, node: StringValueNode, *_: object) -> None:
            if "\0" in node.value:
                found.append(GraphQLError("The text holds a NUL character.", node))

        def enter_int_value(self, node: IntValueNode, *_: object) -> None:
            if len(node.value.lstrip("-")) > 18:  # noqa: PLR2004 - as in the body
                found.append(GraphQLError("A number is too large.", node))

    visit(document, Values())
    return found[0] if found else None
