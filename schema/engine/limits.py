"""What a document may cost, in one pass over it: each fragment is weighed once, however often it is spread.

The cost is the number of objects the answer could hold: a list counts as many as `first`, `last` or
`limit` allow, and a nested list without such an argument as many as are usual. A number that comes as a
variable counts as the most it could be.
"""

from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
)

from schema.engine.mapping import PAGE, WHERE_FROM, Many

MOST = {"depth": 16, "aliases": 60, "directives": 40, "spreads": 60, "fields": 2000, "cost": 50_000}
TOKENS = 2000
MOST_CHANGES = 500
MUCH = 10**9
SIZES = ("first", "last", "limit")


@dataclass(frozen=True, slots=True)
class Weight:
    """What one selection set adds up to, with all fragments spread out."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    spreads: int = 0
    fields: int = 0
    cost: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        """Two things beside each other."""
        return Weight(
            max(self.depth, other.depth),
            min(MUCH, self.aliases + other.aliases),
            min(MUCH, self.directives + other.directives),
            min(MUCH, self.spreads + other.spreads),
            min(MUCH, self.fields + other.fields),
            min(MUCH, self.cost + other.cost),
        )

    def costing(self, cost: int) -> "Weight":
        """The same at another cost."""
        return replace(self, cost=min(MUCH, cost))


class Scales:
    """Weighs one document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        """Find the fragments; nothing is weighed yet."""
        self._schema = schema
        self._fragments = {
            part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)
        }
        self._weighed: dict[str, Weight | None] = {}

    def operation(self, operation: OperationDefinitionNode) -> Weight:
        """The weight of an operation."""
        root = self._schema.get_root_type(operation.operation)
        return self._set(operation.selection_set, root.name if root else None)

    def _set(self, selections: SelectionSetNode | None, on: str | None) -> Weight:
        weight = Weight()
        apart: dict[str, Weight] = {}
        for selection in selections.selections if selections else ():
            weight += Weight(directives=len(selection.directives or ()))
            if isinstance(selection, FieldNode):
                weight += self._field(selection, on)
                continue
            if isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                kind = condition.name.value if condition else on
                below = self._set(selection.selection_set, kind)
            else:
                assert isinstance(selection, FragmentSpreadNode)  # noqa: S101 - there is no fourth kind
                fragment = self._fragments.get(selection.name.value)
                kind = fragment.type_condition.name.value if fragment else on
                below = self._fragment(selection.name.value) + Weight(spreads=1)
            if kind and is_abstract_type(self._schema.type_map.get(on or "")):
                apart[kind] = apart.get(kind, Weight()) + below
            else:
                weight += below
        # An object is of one type: of fragments on different types only the dearest is paid for.
        dearest = max((below.cost for below in apart.values()), default=0)
        return sum(apart.values(), replace(weight, cost=0)).costing(weight.cost + dearest)

    def _fragment(self, name: str) -> Weight:
        if name in self._weighed:
            # None: this very fragment is being weighed. A circle is for validation to refuse.
            return self._weighed[name] or Weight()
        self._weighed[name] = None
        fragment = self._fragments.get(name)
        weight = (
            self._set(fragment.selection_set, fragment.type_condition.name.value) if fragment else Weight()
        )
        self._weighed[name] = weight
        return weight

    def _field(self, node: FieldNode, on: str | None) -> Weight:
        kind = self._schema.type_map.get(on or "")
        field = getattr(kind, "fields", {}).get(node.name.value)
        below = self._set(node.selection_set, get_named_type(field.type).name if field else None)
        times = _times(node, field) if node.selection_set else 1
        own = 1 if node.selection_set else 0
        return replace(
            below,
            depth=below.depth + 1,
            aliases=below.aliases + (node.alias is not None),
            fields=min(MUCH, below.fields + 1),
            cost=min(MUCH, times * (own + below.cost)),
        )


def _times(node: FieldNode, field: Any) -> int:
    """How often the object below a field can stand in the answer."""
    definition = field.extensions.get("strawberry-definition") if field else None
    stands = definition.metadata.get(WHERE_FROM) if definition else None
    sizes = [argument.value for argument in node.arguments or () if argument.name.value in SIZES]
    for size in sizes:
        if isinstance(size, IntValueNode):
            return max(1, min(int(size.value[:9]), MUCH))
    if isinstance(stands, Many):
        return PAGE if sizes else stands.usually
    if sizes:
        return MOST_CHANGES if field and "limit" in field.args else PAGE
    return 200 if field and "limit" in field.args else 20 if field and "first" in field.args else 1


def too_much(schema: GraphQLSchema, document: DocumentNode) -> GraphQLError | None:
    """The refusal of a document that asks for too much, or nothing."""
    scales = Scales(schema, document)
    operations = (part for part in document.definitions if isinstance(part, OperationDefinitionNode))
    for operation in operations:
        weight = scales.operation(operation)
        for name, most in MOST.items():
            if getattr(weight, name) > most:
                return GraphQLError(
                    f"This question has too much {name}: {getattr(weight, name)}, and {most} is the most.",
                    extensions={"code": "QUERY_LIMIT", "limit": name, "max": most},
                )
    return None
