"""From a selection set to a plan: what to take from which row, under which key.

The plan knows no values. What depends on variables is either part of the key it is kept under
(`@include`, `@skip`) or a slot that is filled for each question (the `first` of a nested list).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    SelectionNode,
    VariableNode,
)

from schema.engine.aggregates import Aggregate
from schema.engine.fitting import Fitted, Graph, RowType
from schema.engine.mapping import PAGE, Column, Computed, Many, One
from schema.engine.narrowing import Narrowing, narrowing

Variables: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """How many rows of a nested list: a number, or the variable that brings it."""

    given: int
    variable: str | None = None

    def fill(self, variables: Variables) -> int:
        """The number for this question; refuses what is not from 1 to 100."""
        number = variables.get(self.variable, self.given) if self.variable else self.given
        if not isinstance(number, int) or not 1 <= number <= PAGE:
            raise bad_size("first", PAGE)
        return number


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of the row's type."""

    key: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the row itself."""

    key: str
    name: str
    field: Fitted


@dataclass(frozen=True, slots=True)
class Linked:
    """One other row."""

    key: str
    name: str
    field: Fitted
    row: "Selected"


@dataclass(frozen=True, slots=True)
class Listed:
    """Some other rows."""

    key: str
    field: Fitted
    row: "Selected"
    first: Slot


@dataclass(frozen=True, slots=True)
class Total:
    """What other rows add up to."""

    key: str
    field: Fitted
    column: str
    where: Narrowing | None


Pick: TypeAlias = TypeName | Value | Linked | Listed | Total


@dataclass(frozen=True, slots=True)
class Selected:
    """What is asked of one row."""

    type: RowType
    picks: tuple[Pick, ...]


def bad_size(argument: str, most: int) -> GraphQLError:
    """The refusal of a page that is too large or empty."""
    return GraphQLError(f"`{argument}` must be from 1 to {most}.", extensions={"code": "BAD_PAGE_SIZE"})


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the selection sets of one operation, for one set of conditions."""

    graph: Graph
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables

    def row(self, name: str, nodes: Sequence[FieldNode]) -> Selected:
        """Plan what is asked of a row of this type."""
        kind = self.graph.rows[name]
        picks: list[Pick] = []
        for key, group in self.collect(name, nodes).items():
            asked = group[0].name.value
            if asked == "__typename":
                picks.append(TypeName(key))
                continue
            field = kind.fields[asked]
            match field.stands:
                case Column() | Computed():
                    picks.append(Value(key, asked, field))
                case One():
                    picks.append(Linked(key, asked, field, self.row(field.target, group)))
                case Many(first=usual):
                    slot = self._slot(group[0], usual)
                    picks.append(Listed(key, field, self.row(field.target, group), slot))
                case Aggregate():
                    where = narrowing(self.graph.field(name, asked), group[0])
                    picks.append(Total(key, field, f"total_{len(picks)}", where))
        return Selected(kind, tuple(picks))

    def nodes(self, nodes: Sequence[FieldNode]) -> dict[str, Selected]:
        """Plan what is asked of a row of any type."""
        return {name: self.row(name, nodes) for name in self.graph.nodes}

    def collect(self, name: str, nodes: Sequence[FieldNode]) -> dict[str, list[FieldNode]]:
        """The fields asked of an object of this type, merged by their keys, in the order of the question."""
        found: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for node in nodes:
            if node.selection_set:
                self._collect(name, node.selection_set.selections, found, visited)
        return found

    def _collect(
        self,
        name: str,
        selections: Sequence[SelectionNode],
        found: dict[str, list[FieldNode]],
        visited: set[str],
    ) -> None:
        for selection in selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias or selection.name
                found.setdefault(key.value, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or self._is(name, condition.name.value):
                    self._collect(name, selection.selection_set.selections, found, visited)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in visited:
                visited.add(selection.name.value)
                fragment = self.fragments[selection.name.value]
                if self._is(name, fragment.type_condition.name.value):
                    self._collect(name, fragment.selection_set.selections, found, visited)

    def _is(self, name: str, condition: str) -> bool:
        if name == condition:
            return True
        types = self.graph.schema.type_map
        wanted: Any = types[condition]
        return hasattr(wanted, "resolve_type") and self.graph.schema.is_sub_type(wanted, types[name])

    def _included(self, selection: SelectionNode) -> bool:
        directives = [one for one in selection.directives or () if one.name.value in ("skip", "include")]
        return all(self._holds(one) == (one.name.value == "include") for one in directives)

    def _holds(self, directive: DirectiveNode) -> bool:
        (argument,) = directive.arguments or ()
        if not isinstance(argument.value, VariableNode):
            return isinstance(argument.value, BooleanValueNode) and argument.value.value
        holds = self.variables.get(argument.value.name.value)
        if not isinstance(holds, bool):
            raise GraphQLError(f"`@{directive.name.value}(if:)` must not be null.", [argument])
        return holds

    def _slot(self, node: FieldNode, usual: int) -> Slot:
        for argument in node.arguments or ():
            if argument.name.value == "first":
                given = argument.value
                if isinstance(given, VariableNode):
                    return Slot(usual, given.name.value)
                return Slot(int(given.value) if isinstance(given, IntValueNode) else 0)
        return Slot(usual)
