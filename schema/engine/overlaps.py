"""How often fields stand beside others of the same name: validation compares each with each.

Repeating is allowed, and fragments do it without meaning to; but a few hundred repetitions are tens of
thousands of comparisons.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)


def comparisons(document: DocumentNode) -> int:
    """How many pairs of fields have the same place in the answer.

    Ask this only of a document whose depth and fields, all fragments spread out, are known to be few.
    """
    fragments = {
        part.name.value: part.selection_set
        for part in document.definitions
        if isinstance(part, FragmentDefinitionNode)
    }
    tops = [part.selection_set for part in document.definitions if isinstance(part, OperationDefinitionNode)]
    # A fragment nobody spreads is compared within itself all the same.
    return sum(_within([top], fragments) for top in [*tops, *fragments.values()])


def _within(sets: Iterable[SelectionSetNode], fragments: Mapping[str, SelectionSetNode]) -> int:
    beside: dict[str, list[FieldNode]] = defaultdict(list)
    for one in sets:
        _gather(one.selections, fragments, beside, set())
    pairs = 0
    for nodes in beside.values():
        pairs += len(nodes) * (len(nodes) - 1) // 2
        if inner := [node.selection_set for node in nodes if node.selection_set]:
            pairs += _within(inner, fragments)
    return pairs


def _gather(
    selections: Iterable[SelectionNode],
    fragments: Mapping[str, SelectionSetNode],
    beside: dict[str, list[FieldNode]],
    spread: set[str],
) -> None:
    for selection in selections:
        if isinstance(selection, FieldNode):
            beside[(selection.alias or selection.name).value].append(selection)
        elif not isinstance(selection, FragmentSpreadNode):
            _gather(getattr(selection, "selection_set").selections, fragments, beside, spread)  # noqa: B009
        elif (name := selection.name.value) not in spread and name in fragments:
            spread.add(name)
            _gather(fragments[name].selections, fragments, beside, spread)
