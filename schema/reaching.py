"""Holding a question to what its token may read: a field beyond it is refused before anything is read."""

from collections.abc import AsyncGenerator, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_argument_values,
    get_operation_ast,
    get_variable_values,
    visit,
)
from strawberry.types import ExecutionResult

from schema.asking import Asking, Question
from schema.context import Context
from schema.engine.documents import Document
from schema.engine.node import row_id
from schema.engine.shelf import Shelf
from schema.partners import kinds, needed

NEEDED = needed()
KINDS = kinds()
BY_ID = ("node", "nodes")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document asks for that needs a reach, and where it asks for rows by their ids."""

    document: DocumentNode
    """Held, so that no other document has its identity."""
    needs: Mapping[str, str]
    """Each reach that is needed, and the first field that needs it."""
    by_id: tuple[FieldNode, ...]

    def beyond(self, reach: Collection[str], ids: Iterator[str]) -> GraphQLError | None:
        """The refusal of what goes beyond a token, or nothing."""
        for name, place in self.needs.items():
            if name not in reach:
                return insufficient(name, place)
        for one in ids:
            name = KINDS.get(row_id(one)[0], "")
            if name and name not in reach:
                return insufficient(name, row_id(one)[0])
        return None


@dataclass(frozen=True, slots=True)
class ReachingAsking(Asking):
    """Asks as ever, once it is known that the token reaches all that is asked for."""

    wanted: Shelf[int, Wanted] = field(default_factory=Shelf)

    async def follow(self, question: Question, context: Context) -> AsyncGenerator[ExecutionResult, None]:
        """Follow a subscription, if the token reaches it."""
        try:
            found = self._document(question, context)
            no = None if isinstance(found, list) else self._beyond(found, question, context)
        except GraphQLError as error:
            no = error
        if no is not None:
            yield ExecutionResult(None, [no])
            return
        async for news in Asking.follow(self, question, context):
            yield news

    async def _execute(
        self, document: Document, question: Question, context: Context, allowed: Collection[str]
    ) -> ExecutionResult:
        if no := self._beyond(document, question, context):
            return ExecutionResult(None, [no])
        return await Asking._execute(self, document, question, context, allowed)  # noqa: SLF001 - its own

    def _beyond(self, document: Document, question: Question, context: Context) -> GraphQLError | None:
        if context.reach is None:
            return None
        parsed = document.parsed
        wanted = self.wanted.get(id(parsed))
        if wanted is None:
            wanted = wanted_by(self.schema, parsed)
            self.wanted.put(id(parsed), wanted, len(parsed.loc.source.body) if parsed.loc else 0)
        operation = get_operation_ast(parsed, question.operation) if wanted.by_id else None
        given = ids_of(self.schema, operation, wanted.by_id, question.variables) if operation else iter(())
        return wanted.beyond(context.reach, given)


def insufficient(name: str, place: str) -> GraphQLError:
    """The refusal of a field that this token does not reach; it says which word is missing."""
    sentence = f"{place} needs a token with the scope {name}."
    return GraphQLError(sentence, extensions={"code": "INSUFFICIENT_SCOPE", "scope": name})


def wanted_by(schema: GraphQLSchema, document: DocumentNode) -> Wanted:
    """What a document asks for, in all of its operations and fragments."""
    info = TypeInfo(schema)
    needs: dict[str, str] = {}
    by_id: list[FieldNode] = []

    class Wanting(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            parent = info.get_parent_type()
            place = (parent.name if parent else "", node.name.value)
            if name := NEEDED.get(place):
                needs.setdefault(name, ".".join(place))
            if parent is schema.query_type and node.name.value in BY_ID:
                by_id.append(node)

    visit(document, TypeInfoVisitor(info, Wanting()))
    return Wanted(document, needs, tuple(by_id))


def ids_of(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    nodes: Collection[FieldNode],
    variables: Mapping[str, Any] | None,
) -> Iterator[str]:
    """The ids of rows that an operation asks for; what is wrong with a value is said when it is asked."""
    definitions = operation.variable_definitions or ()
    values = get_variable_values(schema, definitions, dict(variables or {}), hide_suggestions=True)
    if isinstance(values, list) or schema.query_type is None:
        return
    for node in nodes:
        try:
            arguments = get_argument_values(schema.query_type.fields[node.name.value], node, values)
        except GraphQLError:
            # A variable of another operation of the same document.
            continue
        yield from [arguments["id"]] if "id" in arguments else arguments.get("ids", ())
