"""The values of an operation's variables; the types of simple ones are looked up once for all questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from graphql import (
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    coerce_input_value,
    get_variable_values,
    is_leaf_type,
    is_non_null_type,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource


@dataclass(frozen=True, slots=True)
class Expected:
    """The variables that an operation has, and what is known of them before anything is given."""

    schema: GraphQLSchema
    definitions: Sequence[VariableDefinitionNode]
    simple: Sequence[GraphQLVariableSignature] | None
    """All of them, when each is a number, a word or the like; lists and objects are left to graphql-core."""

    @classmethod
    def of(cls, schema: GraphQLSchema, operation: OperationDefinitionNode) -> Self:
        """The variables of an operation."""
        definitions = operation.variable_definitions or ()
        found = [get_variable_signature(schema, one) for one in definitions]
        simple = [one for one in found if isinstance(one, GraphQLVariableSignature) and is_simple(one)]
        return cls(schema, definitions, simple if len(simple) == len(found) else None)

    def values(self, given: Mapping[str, Any]) -> VariableValues:
        """Their values; raises `GraphQLError` when one of them is not as it should be."""
        if self.simple is None:
            values = get_variable_values(self.schema, self.definitions, dict(given), hide_suggestions=True)
            if isinstance(values, list):
                raise values[0]
            return values
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        for one in self.simple:
            value = given.get(one.name, Undefined)
            sources[one.name] = VariableValueSource(one, value)
            if value is Undefined and not is_non_null_type(one.type):
                continue
            known = coerce_input_value(value, one.type)
            if known is Undefined:
                raise GraphQLError(f"`${one.name}` is not as it should be.")
            coerced[one.name] = known
        return VariableValues(sources, coerced)


def is_simple(variable: GraphQLVariableSignature) -> bool:
    """Whether a value of this variable stands for itself, and nothing stands for it when it is left out."""
    kind = variable.type.of_type if is_non_null_type(variable.type) else variable.type
    return variable.default is None and is_leaf_type(kind)
