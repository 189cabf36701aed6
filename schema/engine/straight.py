"""The short way of a question with one field at the top: its variables, its arguments, its reader.

Everything is taken from GraphQL's own execution but the execution itself, which for one finished piece of
JSON has nothing to do. What is not plainly in order is left to it whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLNonNull,
    OperationDefinitionNode,
    located_error,
)

from schema.engine.answering import Answering
from schema.engine.answers import Brought


@dataclass(frozen=True, slots=True)
class Straight:
    """Answers operations that have one field at the top, when the engine reads it."""

    answering: Answering

    async def answer(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        given: Mapping[str, Any] | None,
        brought: Brought,
    ) -> ExecutionResult | None:
        """The answer; None when it is for GraphQL's own execution to find, and nothing was asked yet."""
        planned = self.answering.planned(operation, lambda: fragments_of(document))
        top, schema = planned.only, self.answering.graph.schema
        if top is None or schema.query_type is None:
            return None
        field = schema.query_type.fields[top.name]
        try:
            arguments, variables = planned.variables.arguments(field, top.nodes[0], given)
        except Exception:  # noqa: BLE001 - whatever is wrong is said by GraphQL's own execution
            return None
        try:
            answer = await self.answering.read(planned, top, brought, variables, arguments)
        except Exception as trouble:  # noqa: BLE001 - an error of the field, as in any execution
            error = located_error(trouble, top.nodes, [top.key])
            return ExecutionResult(
                None if isinstance(field.type, GraphQLNonNull) else {top.key: None}, [error]
            )
        return ExecutionResult({top.key: answer.json}, list(answer.errors) or None)


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The fragments of a document by their names."""
    return {
        part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)
    }
