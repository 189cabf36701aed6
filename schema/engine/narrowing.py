"""The `where` of a field inside a question: which filters it may bring, and their values for one question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputType,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
)
from graphql.execution.values import VariableValues
from graphql.utilities import coerce_input_literal

from schema.engine.filters import Filter


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The `where` of one field, as the document has it."""

    node: ValueNode
    kind: GraphQLInputType

    @property
    def named(self) -> frozenset[str] | None:
        """The filters that the document names; it names none when all of `where` is a variable."""
        if isinstance(self.node, VariableNode):
            return None
        fields = self.node.fields if isinstance(self.node, ObjectValueNode) else ()
        return frozenset(field.name.value for field in fields)

    def given(self, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """What one question brings."""
        values = VariableValues({}, dict(variables))
        found = coerce_input_literal(self.node, self.kind, values)
        return {} if found is Undefined or found is None else found


@dataclass(frozen=True, slots=True)
class Given:
    """The value of one filter; null when this question does not bring it."""

    narrowing: Narrowing
    name: str
    passes: Filter

    def fill(self, variables: Mapping[str, Any]) -> Any:
        """The value for this question."""
        value = self.narrowing.given(variables).get(self.name)
        return None if value is None else self.passes.convert(value)


def narrowing(field: GraphQLField, node: FieldNode) -> Narrowing | None:
    """The `where` of a field, if the document gives it one."""
    for argument in node.arguments or ():
        if argument.name.value == "where":
            return Narrowing(argument.value, field.args["where"].type)
    return None
