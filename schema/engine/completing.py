"""An answer as JSON, by what is found out once of its type and of what is asked of it.

For types whose fields are plain attributes. Where more is asked than plain fields, there is no such way, and
GraphQL's own execution answers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionSetNode,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField

Complete: TypeAlias = Callable[[Any], Any]


class NotPlainError(Exception):
    """More is asked than plain fields."""


@dataclass(frozen=True, slots=True)
class Completing:
    """Finds out how answers to one document become JSON."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]

    def of(self, kind: GraphQLOutputType, asked: SelectionSetNode | None) -> Complete:
        """What makes JSON of a value of this type."""
        match kind:
            case GraphQLNonNull(of_type=inner):
                return there(self.of(inner, asked))
            case GraphQLList(of_type=inner):
                return or_null(each(self.of(inner, asked)))
            case GraphQLScalarType() | GraphQLEnumType():
                return or_null(kind.coerce_output_value)
            case GraphQLObjectType() if asked:
                return or_null(self._object(kind, asked))
            case GraphQLUnionType() | GraphQLInterfaceType() if asked:
                return or_null(self._one_of(kind, asked))
        raise NotPlainError

    def _one_of(self, kind: GraphQLUnionType | GraphQLInterfaceType, asked: SelectionSetNode) -> Complete:
        kinds = self.schema.get_possible_types(kind)
        completes = {origin(one): self._object(one, asked) for one in kinds}
        return lambda value: completes[type(value)](value)

    def _object(self, kind: GraphQLObjectType, asked: SelectionSetNode) -> Complete:
        fields: dict[str, Complete] = {}
        for node in self._nodes(kind, asked):
            key = (node.alias or node.name).value
            if key in fields or node.arguments:
                raise NotPlainError
            fields[key] = self._field(kind, node)
        pairs = tuple(fields.items())
        return lambda value: {key: complete(value) for key, complete in pairs}

    def _field(self, kind: GraphQLObjectType, node: FieldNode) -> Complete:
        name = node.name.value
        if name == "__typename":
            return lambda _value: kind.name
        field = kind.fields[name]
        known = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(known, StrawberryField) or known.base_resolver is not None:
            raise NotPlainError
        get, complete = attrgetter(known.python_name), self.of(field.type, node.selection_set)
        return lambda value: complete(get(value))

    def _nodes(self, kind: GraphQLObjectType, asked: SelectionSetNode) -> Iterator[FieldNode]:
        """The fields that are asked of a type, fragments unfolded."""
        for node in asked.selections:
            if node.directives:
                raise NotPlainError
            match node:
                case FieldNode():
                    yield node
                case InlineFragmentNode(type_condition=condition, selection_set=within):
                    if condition is None or self._is(kind, condition.name.value):
                        yield from self._nodes(kind, within)
                case FragmentSpreadNode(name=name):
                    fragment = self.fragments[name.value]
                    if self._is(kind, fragment.type_condition.name.value):
                        yield from self._nodes(kind, fragment.selection_set)

    def _is(self, kind: GraphQLObjectType, named: str) -> bool:
        condition = self.schema.get_type(named)
        if isinstance(condition, GraphQLUnionType | GraphQLInterfaceType):
            return self.schema.is_sub_type(condition, kind)
        return condition is kind


def origin(kind: GraphQLObjectType) -> type:
    """The class whose instances are values of this type."""
    return cast("type", kind.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].origin)


def there(complete: Complete) -> Complete:
    """The same where null is promised never to be."""

    def present(value: Any) -> Any:
        if value is None:
            raise TypeError("What is promised is not there.")
        return complete(value)

    return present


def or_null(complete: Complete) -> Complete:
    """The same where null may be."""
    return lambda value: None if value is None else complete(value)


def each(complete: Complete) -> Complete:
    """A list of them."""
    return lambda values: [complete(value) for value in values]
