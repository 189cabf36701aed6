"""Weighing a document: one pass over it, in which each fragment is weighed once, however often it is spread.

The cost is the number of objects the answer could hold. A size that comes as a variable counts as what it
was given, so the cost belongs to a document and the values of these variables together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
)
from graphql.type import SchemaMetaFieldDef, TypeMetaFieldDef

from schema.engine.sizes import MUCH, REPORT, listed, sized_by, times

META = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
NOTHING_GIVEN: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Weight:
    """What one selection set adds up to, with all fragments spread out."""

    depth: int = 0
    roots: int = 0
    aliases: int = 0
    directives: int = 0
    spreads: int = 0
    fields: int = 0
    cost: int = 0
    once: int = 0
    """What a list takes once, however many of its rows are shown."""

    def __add__(self, other: "Weight") -> "Weight":
        """Two things beside each other."""
        return Weight(
            max(self.depth, other.depth),
            min(MUCH, self.roots + other.roots),
            min(MUCH, self.aliases + other.aliases),
            min(MUCH, self.directives + other.directives),
            min(MUCH, self.spreads + other.spreads),
            min(MUCH, self.fields + other.fields),
            min(MUCH, self.cost + other.cost),
            min(MUCH, self.once + other.once),
        )

    def costing(self, cost: int) -> "Weight":
        """The same at another cost."""
        return replace(self, cost=min(MUCH, cost))


class Scales:
    """Weighs the operations of one document, with the values of its variables."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, given: Mapping[str, Any] = NOTHING_GIVEN
    ) -> None:
        """Find the fragments; nothing is weighed yet."""
        self._schema = schema
        self._given = given
        self._fragments = {
            part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)
        }
        self._weighed: dict[str, Weight | None] = {}
        self.sizes: dict[str, None] = {}
        """The variables that decided how much something costs."""
        self.circle: str | None = None
        """A fragment that contains itself, when there is one."""

    def operation(self, operation: OperationDefinitionNode) -> Weight:
        """The weight of an operation."""
        root = self._schema.get_root_type(operation.operation)
        weight = self._set(operation.selection_set, root.name if root else "")
        return weight + Weight(directives=len(operation.directives or ()))

    def fragments(self) -> Iterator[Weight]:
        """The weights of all fragments, also of those that nobody spreads; none stands at the top."""
        return (replace(self._fragment(name), roots=0) for name in self._fragments)

    def _set(self, selections: SelectionSetNode | None, on: str) -> Weight:
        weight = Weight()
        apart: dict[str, Weight] = {}
        abstract = is_abstract_type(self._schema.type_map.get(on))
        for selection in selections.selections if selections else ():
            weight += Weight(directives=len(selection.directives or ()))
            if isinstance(selection, FieldNode):
                weight += self._field(selection, on)
                continue
            kind, below = self._spread(selection, on)
            if abstract:
                apart[kind] = apart.get(kind, Weight()) + below
            else:
                weight += below
        # An object is of one type: of fragments on different types only the dearest is paid for.
        dearest = max((below.cost for below in apart.values()), default=0)
        return sum(apart.values(), replace(weight, cost=0)).costing(weight.cost + dearest)

    def _spread(self, selection: object, on: str) -> tuple[str, Weight]:
        if isinstance(selection, InlineFragmentNode):
            condition = selection.type_condition
            kind = condition.name.value if condition else on
            return kind, self._set(selection.selection_set, kind) + Weight(spreads=1)
        assert isinstance(selection, FragmentSpreadNode)  # noqa: S101 - there is no fourth kind
        fragment = self._fragments.get(selection.name.value)
        kind = fragment.type_condition.name.value if fragment else on
        return kind, self._fragment(selection.name.value) + Weight(spreads=1)

    def _fragment(self, name: str) -> Weight:
        if name in self._weighed:
            if (known := self._weighed[name]) is None:
                self.circle = name  # this very fragment is being weighed
            return known or Weight()
        self._weighed[name] = None
        fragment = self._fragments.get(name)
        weight = (
            self._set(fragment.selection_set, fragment.type_condition.name.value) if fragment else Weight()
        )
        self._weighed[name] = weight
        return weight

    def _field(self, node: FieldNode, on: str) -> Weight:
        kind = self._schema.type_map.get(on)
        field = META.get(node.name.value) or getattr(kind, "fields", {}).get(node.name.value)
        below = self._set(node.selection_set, get_named_type(field.type).name if field else "")
        self.sizes.update(dict.fromkeys(sized_by(node)))
        own = 1 if node.selection_set else 0
        return Weight(
            depth=below.depth + 1,
            roots=1,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            spreads=below.spreads,
            fields=min(MUCH, below.fields + 1),
            cost=min(
                MUCH,
                times(node, field, on, self._given) * (own + below.cost) + below.once + listed(field, on),
            ),
            once=REPORT if node.name.value == "totalCount" else 0,
        )
