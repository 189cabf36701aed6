"""The short way of a push: what the app's own document brings is read, and answered, by what is known of it.

Most pushes come in one form, and GraphQL's own execution finds out the same about it for each of twenty
operations. What has another form, or does not plainly fit, is left to it whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    located_error,
)

from schema.context import Context
from schema.engine.completing import Complete, Completing, NotPlainError
from schema.engine.given import Expected
from schema.engine.shelf import Shelf
from schema.engine.straight import fragments_of
from schema.floor.ops import PushInput
from schema.floor.writes import taken
from schema.inputs import of_object


@dataclass(frozen=True, slots=True)
class Plain:
    """An operation that is nothing but a push; while it is held here, no other has its identity."""

    operation: OperationDefinitionNode
    node: FieldNode
    key: str
    pushed: GraphQLField
    variables: Expected
    complete: Complete


@dataclass(frozen=True, slots=True)
class StraightPush:
    """Answers operations that are nothing but a push."""

    schema: GraphQLSchema
    _known: Shelf[int, tuple[OperationDefinitionNode, Plain | None]] = field(default_factory=Shelf)

    async def answer(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        given: Mapping[str, Any] | None,
        context: Context,
    ) -> ExecutionResult | None:
        """The answer; None when it is for GraphQL's own execution to find, and nothing was done yet."""
        plain = self.plain(document, operation)
        if plain is None:
            return None
        try:
            arguments, _ = plain.variables.arguments(plain.pushed, plain.node, given)
            sent = of_object(PushInput)(arguments["input"])
        except Exception:  # noqa: BLE001 - whatever is wrong is said by GraphQL's own execution
            return None
        try:
            told = plain.complete(await taken(context, sent))
        except Exception as trouble:  # noqa: BLE001 - an error of the field, as in any execution
            return ExecutionResult(None, [located_error(trouble, [plain.node], [plain.key])])
        return ExecutionResult({plain.key: told}, None)

    def plain(self, document: DocumentNode, operation: OperationDefinitionNode) -> Plain | None:
        """What is known of an operation that is nothing but a push; None for any other."""
        known = self._known.get(id(operation))
        if known is None:
            try:
                known = operation, self._found_out(document, operation)
            except NotPlainError:
                known = operation, None
            size = len(operation.loc.source.body) if operation.loc else 0
            self._known.put(id(operation), known, size)
        return known[1]

    def _found_out(self, document: DocumentNode, operation: OperationDefinitionNode) -> Plain:
        node, *others = operation.selection_set.selections
        mutation = self.schema.mutation_type
        if operation.operation is not OperationType.MUTATION or mutation is None or operation.directives:
            raise NotPlainError
        if others or not isinstance(node, FieldNode) or node.directives or node.name.value != "push":
            raise NotPlainError
        pushed = mutation.fields["push"]
        completing = Completing(self.schema, fragments_of(document))
        return Plain(
            operation,
            node,
            (node.alias or node.name).value,
            pushed,
            Expected.of(self.schema, operation),
            completing.of(pushed.type, node.selection_set),
        )
