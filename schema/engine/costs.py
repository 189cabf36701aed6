"""What the operations of one document cost, remembered for the sizes that were asked for before."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, GraphQLSchema, IntValueNode, OperationDefinitionNode

from schema.engine.scales import Scales
from schema.engine.sizes import whole

REMEMBERED = 64


class Costs:
    """The costs of one document; most clients ask with the same few sizes again and again."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        """Nothing is weighed before it is asked for."""
        self._schema, self._document = schema, document
        self._sizes: dict[int, dict[str, int | None]] = {}
        self._known: OrderedDict[tuple[Any, ...], int] = OrderedDict()

    def of(self, operation: OperationDefinitionNode, variables: Mapping[str, Any] | None) -> int:
        """The cost of an operation with these variables, as they were sent."""
        sizes = self._sizes.get(id(operation))
        if sizes is None:
            sizes = self._sizes[id(operation)] = self._sized(operation)
        given = {name: (variables or {}).get(name, usual) for name, usual in sizes.items()}
        asked = (id(operation), *map(size, given.values()))
        known = self._known.get(asked)
        if known is None:
            known = Scales(self._schema, self._document, given).operation(operation).cost
            self._known[asked] = known
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return known

    def _sized(self, operation: OperationDefinitionNode) -> dict[str, int | None]:
        """The variables that decide sizes, and what they are when nobody says."""
        scales = Scales(self._schema, self._document)
        scales.operation(operation)
        defaults = {
            one.variable.name.value: int(one.default_value.value[:10])
            for one in operation.variable_definitions or ()
            if isinstance(one.default_value, IntValueNode)
        }
        return {name: defaults.get(name) for name in scales.sizes}


def size(given: object) -> int | None:
    """What of a value decides about cost: a number, or how many there are."""
    return -len(given) - 1 if isinstance(given, list) else whole(given)
