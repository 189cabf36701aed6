"""Answering at the top: an operation is planned once, and every question with it is one statement."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from graphql import (
    DirectiveNode,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)

from schema.engine.answers import Answer, Asking, Brought
from schema.engine.byid import ByIdReader
from schema.engine.changes import ChangesReader
from schema.engine.fitting import Graph
from schema.engine.me import MeReader
from schema.engine.outlines import outline
from schema.engine.pages import PageReader
from schema.engine.planning import Planner, Variables
from schema.engine.report import ReportReader
from schema.engine.roots import ById, Changes, Me, Page, Report

OPERATIONS = 1000
"""How many operations are kept planned; the least recently asked goes first."""
FORMS = 32
"""How many forms of one operation are kept: its fields, under each setting of `@include` and `@skip`."""


class Reader(Protocol):
    """Answers one field at the top of one operation."""

    async def read(self, asking: Asking, arguments: Mapping[str, Any]) -> Answer:
        """Answer one question."""


@dataclass(slots=True)
class Planned:
    """One operation and the readers of its fields; while it is held here, no other has its identity."""

    operation: OperationDefinitionNode
    conditions: tuple[str, ...]
    readers: OrderedDict[tuple[Any, ...], Reader] = field(default_factory=OrderedDict)


class Answering:
    """Answers the fields that the engine reads."""

    def __init__(self, graph: Graph) -> None:
        """Take over the root fields of a graph that fits its tables."""
        self.graph = graph
        self._operations: OrderedDict[int, Planned] = OrderedDict()
        query = graph.schema.query_type
        for name in graph.roots:
            if query:
                query.fields[name].resolve = self.resolve

    async def resolve(self, _source: object, info: GraphQLResolveInfo[Brought], **arguments: Any) -> Answer:
        """Answer one field at the top."""
        asking = Asking(info.context, variables_of(info), (info.path.key,))
        return await self._reader(info).read(asking, arguments)

    def _reader(self, info: GraphQLResolveInfo[Brought]) -> Reader:
        planned = self._operations.get(id(info.operation))
        if planned is None:
            planned = self._operations[id(info.operation)] = Planned(info.operation, conditions(info))
            if len(self._operations) > OPERATIONS:
                self._operations.popitem(last=False)
        else:
            self._operations.move_to_end(id(info.operation))
        form = (info.path.key, *(variables_of(info).get(name) for name in planned.conditions))
        reader = planned.readers.get(form)
        if reader is None:
            reader = planned.readers[form] = self._plan(info)
            if len(planned.readers) > FORMS:
                planned.readers.popitem(last=False)
        return reader

    def _plan(self, info: GraphQLResolveInfo[Brought]) -> Reader:
        planner = Planner(self.graph, info.fragments, variables_of(info))
        match self.graph.roots[info.field_name]:
            case Page(row=row) as page:
                kind = self.graph.row_of(row)
                return PageReader(info.field_name, page, kind, outline(planner, kind.name, info.field_nodes))
            case ById(several=several):
                return ByIdReader(planner.nodes(info.field_nodes), several=several)
            case Report(row=row) as report:
                return ReportReader(report, planner.row(row.__name__, info.field_nodes))
            case Me(row=row):
                return MeReader(planner.row(row.__name__, info.field_nodes))
            case Changes():
                return ChangesReader(planner, info.field_nodes)
        raise LookupError(info.field_name)


def variables_of(info: GraphQLResolveInfo[Brought]) -> Variables:
    """The values of an operation's variables; Strawberry hands on the plain mapping."""
    return cast("Variables", info.variable_values)


def conditions(info: GraphQLResolveInfo[Brought]) -> tuple[str, ...]:
    """The variables that decide what is included in an operation."""
    found: dict[str, None] = {}

    class Conditions(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    found[argument.value.name.value] = None

    for part in (info.operation, *info.fragments.values()):
        visit(part, Conditions())
    return tuple(found)
