"""The arguments of a field at the top, by what is found out once of the variables of its operation.

Documents are validated before they come here. What is given and does not plainly fit is an error that nobody
sees: GraphQL's own execution then says what is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    get_argument_values,
    is_non_null_type,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource
from graphql.utilities.coerce_input_value import coerce_default_value

from schema.engine.coercing import Coerce, MisfitError, coercing


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of an operation: what reads it, and what it is when it is left out."""

    signature: GraphQLVariableSignature
    read: Coerce
    usual: Any

    def value(self, given: Any) -> Any:
        """What it is, when this is given; undefined when it is nothing at all."""
        if given is not Undefined:
            return self.read(given)
        if self.usual is Undefined and is_non_null_type(self.signature.type):
            raise MisfitError
        return self.usual


@dataclass(frozen=True, slots=True)
class Expected:
    """The variables that an operation has, and what is known of them before anything is given."""

    variables: Sequence[Variable]

    @classmethod
    def of(cls, schema: GraphQLSchema, operation: OperationDefinitionNode) -> Self:
        """The variables of an operation."""
        found = [get_variable_signature(schema, one) for one in operation.variable_definitions or ()]
        return cls(
            [
                Variable(one, coercing(one.type), coerce_default_value(one))
                for one in found
                if isinstance(one, GraphQLVariableSignature)
            ]
        )

    def arguments(
        self, field: GraphQLField, node: FieldNode, given: Mapping[str, Any] | None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The arguments of a field of this operation, and the variables they were made of."""
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        for one in self.variables:
            name = one.signature.name
            brought = (given or {}).get(name, Undefined)
            sources[name] = VariableValueSource(one.signature, brought)
            value = one.value(brought)
            if value is not Undefined:
                coerced[name] = value
        return get_argument_values(field, node, VariableValues(sources, coerced)), coerced
