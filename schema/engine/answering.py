"""Answering at the top: an operation is planned once, and every question with it is one statement."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    visit,
)

from schema.engine.answers import Answer, Asking, Brought
from schema.engine.byid import ByIdReader
from schema.engine.changes import ChangesReader
from schema.engine.fitting import Graph
from schema.engine.given import Expected
from schema.engine.me import MeReader
from schema.engine.outlines import outline
from schema.engine.pages import PageReader
from schema.engine.planning import Planner, Variables
from schema.engine.report import ReportReader
from schema.engine.roots import ById, Changes, Me, Page, Report
from schema.engine.shelf import Shelf

FORMS = 32
"""How many forms of one operation are kept: its fields, under each setting of `@include` and `@skip`."""


class Reader(Protocol):
    """Answers one field at the top of one operation."""

    async def read(self, asking: Asking, arguments: Mapping[str, Any]) -> Answer:
        """Answer one question."""


@dataclass(frozen=True, slots=True)
class Top:
    """One field at the top of an operation, with all the places that ask for it."""

    key: str
    name: str
    nodes: Sequence[FieldNode]


@dataclass(slots=True)
class Planned:
    """One operation and the readers of its fields; while it is held here, no other has its identity."""

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: tuple[str, ...]
    only: Top | None
    """The field at the top when there is no other, and it is an unconditional one of the engine's."""
    variables: Expected
    readers: OrderedDict[tuple[Any, ...], Reader] = field(default_factory=OrderedDict)


class Answering:
    """Answers the fields that the engine reads."""

    def __init__(self, graph: Graph) -> None:
        """Take over the root fields of a graph that fits its tables."""
        self.graph = graph
        self._operations: Shelf[int, Planned] = Shelf()
        query = graph.schema.query_type
        for name in graph.roots:
            if query:
                query.fields[name].resolve = self.resolve

    async def resolve(self, _source: object, info: GraphQLResolveInfo[Brought], **arguments: Any) -> Answer:
        """Answer one field at the top, as a part of GraphQL's own execution."""
        planned = self.planned(info.operation, info.fragments)
        top = Top(str(info.path.key), info.field_name, info.field_nodes)
        return await self.read(planned, top, info.context, variables_of(info), arguments)

    async def read(
        self, planned: Planned, top: Top, brought: Brought, variables: Variables, arguments: Mapping[str, Any]
    ) -> Answer:
        """Answer one field at the top."""
        reader = self._reader(planned, top, variables)
        return await reader.read(Asking(brought, variables, (top.key,)), arguments)

    def planned(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode] | Callable[[], Mapping[str, FragmentDefinitionNode]],
    ) -> Planned:
        """What is kept of an operation."""
        planned = self._operations.get(id(operation))
        if planned is not None:
            return planned
        known = fragments() if callable(fragments) else fragments
        expected = Expected.of(self.graph.schema, operation)
        planned = Planned(operation, known, conditions(operation, known), self._only(operation), expected)
        # With an operation its whole document is kept.
        size = len(operation.loc.source.body) if operation.loc else 0
        self._operations.put(id(operation), planned, size)
        return planned

    def _only(self, operation: OperationDefinitionNode) -> Top | None:
        node, *others = operation.selection_set.selections
        if others or operation.directives or not isinstance(node, FieldNode) or node.directives:
            return None
        if operation.operation is not OperationType.QUERY or node.name.value not in self.graph.roots:
            return None
        return Top((node.alias or node.name).value, node.name.value, [node])

    def _reader(self, planned: Planned, top: Top, variables: Variables) -> Reader:
        form = (top.key, *(variables.get(name) for name in planned.conditions))
        reader = planned.readers.get(form)
        if reader is None:
            reader = planned.readers[form] = self._plan(planned, top, variables)
            if len(planned.readers) > FORMS:
                planned.readers.popitem(last=False)
        return reader

    def _plan(self, planned: Planned, top: Top, variables: Variables) -> Reader:
        planner = Planner(self.graph, planned.fragments, variables)
        match self.graph.roots[top.name]:
            case Page(row=row) as page:
                kind = self.graph.row_of(row)
                return PageReader(top.name, page, kind, outline(planner, kind.name, top.nodes))
            case ById(several=several):
                return ByIdReader(planner.nodes(top.nodes), several=several)
            case Report(row=row) as report:
                return ReportReader(report, planner.row(row.__name__, top.nodes))
            case Me(row=row):
                return MeReader(planner.row(row.__name__, top.nodes))
            case Changes():
                return ChangesReader(planner, top.nodes)
        raise LookupError(top.name)


def variables_of(info: GraphQLResolveInfo[Brought]) -> Variables:
    """The values of an operation's variables; Strawberry hands on the plain mapping."""
    return cast("Variables", info.variable_values)


def conditions(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[str, ...]:
    """The variables that decide what is included in an operation."""
    found: dict[str, None] = {}

    class Conditions(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    found[argument.value.name.value] = None

    for part in (operation, *fragments.values()):
        visit(part, Conditions())
    return tuple(found)
