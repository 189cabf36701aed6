"""A graph with less in it: only the types, fields and inputs that a list names, as if no others were."""

from collections.abc import Collection, Mapping

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_introspection_type,
)


class NotListedError(Exception):
    """A list names what is not there, or something that leads to what is not on it."""


def pruned(schema: GraphQLSchema, listed: Mapping[str, Collection[str]]) -> GraphQLSchema:
    """The same graph with nothing in it but what is listed; its types must belong to no other graph.

    Refuses a list that names a field nobody has, or one that leads to a type that is not listed.
    """
    troubles = [f"there is no {name}" for name in listed if name not in schema.type_map]
    for name, kind in schema.type_map.items():
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            continue
        if is_introspection_type(kind) or framed(kind):
            continue
        wanted = listed.get(name, ())
        troubles += (f"there is no {name}.{one}" for one in wanted if one not in kind.fields)
        for unlisted in kind.fields.keys() - set(wanted):
            del kind.fields[unlisted]
    for name in listed:
        troubles += (f"{name}.{one} leads out of the list" for one in leading_out(schema, name, listed))
    if troubles:
        raise NotListedError("\n".join(troubles))
    return GraphQLSchema(
        query=schema.query_type,
        subscription=schema.subscription_type,
        types=[kind for name, kind in schema.type_map.items() if name in listed],
        directives=schema.directives,
        extensions=schema.extensions,
    )


def framed(kind: GraphQLNamedType) -> type | None:
    """The row type of which this type is only a list; None for every other."""
    definition = kind.extensions.get("strawberry-definition")
    return next(iter(getattr(definition, "type_var_map", {}).values()), None)


def leading_out(schema: GraphQLSchema, name: str, listed: Mapping[str, Collection[str]]) -> list[str]:
    """The fields of a listed type that lead to one that is not listed."""
    kind = schema.type_map.get(name)
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        return []
    return [one for one, field in kind.fields.items() if not leads_to_listed(field.type, listed)]


def leads_to_listed(given: object, listed: Mapping[str, Collection[str]]) -> bool:
    """Whether a field of this type stays on the list."""
    kind = get_named_type(given)  # type: ignore[call-overload]
    match kind:
        case GraphQLScalarType() | GraphQLEnumType():
            return True
        case GraphQLUnionType():
            return all(one.name in listed for one in kind.types)
    row = framed(kind)
    return (row.__name__ if row else kind.name) in listed
