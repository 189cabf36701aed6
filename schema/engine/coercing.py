"""A variable as GraphQL's own execution would read it, by what is found out once of its type.

What does not plainly fit is an error here that nobody sees: GraphQL's own execution then says what is wrong.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    Undefined,
    is_required_input_field,
)
from graphql.utilities.coerce_input_value import coerce_default_value

Coerce: TypeAlias = Callable[[Any], Any]


class MisfitError(Exception):
    """This is not plainly a value of the type."""


@cache
def coercing(kind: GraphQLInputType) -> Coerce:
    """What reads a value of this type, or raises whatever is in the way."""
    match kind:
        case GraphQLNonNull(of_type=inner):
            return not_null(coercing(inner))
        case GraphQLList(of_type=inner):
            return or_null(each(coercing(inner)))
        case GraphQLInputObjectType():
            return or_null(fields_of(kind))
        case GraphQLScalarType() | GraphQLEnumType():
            return or_null(leaf(kind))
    raise TypeError(f"{kind} is no type of an input.")


def not_null(read: Coerce) -> Coerce:
    """The same where null does not fit."""

    def coerce(value: Any) -> Any:
        if value is None:
            raise MisfitError
        return read(value)

    return coerce


def or_null(read: Coerce) -> Coerce:
    """The same where null is allowed."""
    return lambda value: None if value is None else read(value)


def each(read: Coerce) -> Coerce:
    """A list; a single item in its place is left to GraphQL's own execution."""

    def coerce(value: Any) -> Any:
        if not isinstance(value, list):
            raise MisfitError
        return [read(one) for one in value]

    return coerce


def leaf(kind: GraphQLScalarType | GraphQLEnumType) -> Coerce:
    """A scalar or an enumeration."""
    read = kind.coerce_input_value

    def coerce(value: Any) -> Any:
        found = read(value)
        if found is Undefined:
            raise MisfitError
        return found

    return coerce


def fields_of(kind: GraphQLInputObjectType) -> Coerce:
    """An input object: every field that is given, and what is so of those that are not.

    That exactly one is given where one is to be chosen is looked after by the type itself.
    """
    reads = {name: (one.out_name or name, coercing(one.type)) for name, one in kind.fields.items()}
    required = {name for name, one in kind.fields.items() if is_required_input_field(one)}
    usual = {
        one.out_name or name: default
        for name, one in kind.fields.items()
        if (default := coerce_default_value(one)) is not Undefined
    }

    def coerce(value: Any) -> Any:
        if not isinstance(value, dict) or not required <= value.keys():
            raise MisfitError
        found = usual.copy()
        for name, given in value.items():
            out_name, read = reads[name]
            found[out_name] = read(given)
        return kind.out_type(found)

    return coerce
