"""Fitting the types of the graph to their tables, once, at start: what does not fit is an error there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)
from sqlalchemy import BigInteger, Boolean, Date, DateTime, Enum, Integer, Text
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.postgresql import ARRAY

from schema.engine.aggregates import Aggregate
from schema.engine.mapping import WHERE_FROM, Column, Computed, Many, One, table_of
from schema.engine.roots import ROOT, Page, Report

KINDS: dict[str, tuple[type, ...]] = {
    "String": (Text,),
    "Int": (Integer, BigInteger),
    "Boolean": (Boolean,),
    "DateTime": (DateTime,),
    "Date": (Date,),
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A field that fits: where its value stands, and what the graph promises about it."""

    stands: Column | Computed | One | Many | Aggregate
    column: str
    target: str
    required: bool


@dataclass(frozen=True, slots=True)
class RowType:
    """A type of the graph whose objects are rows."""

    name: str
    table: SqlTable
    fields: Mapping[str, Fitted]


@dataclass(frozen=True, slots=True)
class Graph:
    """The schema, its row types, and what the engine answers at the top."""

    schema: GraphQLSchema
    rows: Mapping[str, RowType]
    roots: Mapping[str, object]

    def row_of(self, cls: type) -> RowType:
        """The row type of a Strawberry class."""
        return self.rows[cls.__name__]

    def field(self, kind: str, name: str) -> GraphQLField:
        """A field of a row type, as the schema has it."""
        found = self.schema.type_map[kind]
        assert isinstance(found, GraphQLObjectType)  # noqa: S101 - row types are objects
        field: GraphQLField = found.fields[name]
        return field

    @property
    def nodes(self) -> list[str]:
        """The names of the row types that have an id of their own."""
        node = self.schema.type_map["Node"]
        assert isinstance(node, GraphQLInterfaceType)  # noqa: S101 - printed and tested as such
        return [made.name for made in self.schema.get_implementations(node).objects]


class DoesNotFitError(Exception):
    """Types of the graph promise what their tables do not hold."""


def fit(schema: GraphQLSchema) -> Graph:
    """Fit every type to its table; refuses with all that does not fit."""
    tables = {kind.name: table for kind in _objects(schema) if (table := table_of(_class(kind))) is not None}
    troubles: list[str] = []
    rows = {}
    for name, table in tables.items():
        kind = schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)  # noqa: S101 - _objects gave only these
        fields = {}
        for field_name, field in kind.fields.items():
            try:
                fields[field_name] = _fitted(field_name, field, table, tables)
            except (KeyError, ValueError) as trouble:
                troubles.append(f"{name}.{field_name}: {trouble}")
        rows[name] = RowType(name, table, fields)
    roots = _roots(schema, troubles)
    if troubles:
        raise DoesNotFitError("The graph does not fit the tables:\n" + "\n".join(troubles))
    return Graph(schema, rows, roots)


def _roots(schema: GraphQLSchema, troubles: list[str]) -> dict[str, object]:
    roots = {}
    for name, field in schema.query_type.fields.items() if schema.query_type else ():
        definition = field.extensions["strawberry-definition"]
        answers = definition.metadata.get(ROOT)
        if answers is None and definition.base_resolver is None:
            troubles.append(f"Query.{name}: nobody answers it")
        elif answers is not None:
            roots[name] = answers
        if isinstance(answers, Page | Report):
            troubles += (f"Query.{name}: {trouble}" for trouble in _unread(answers))
    return roots


def _objects(schema: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and "strawberry-definition" in kind.extensions:
            yield kind


def _class(kind: GraphQLObjectType) -> type:
    origin: type = kind.extensions["strawberry-definition"].origin
    return origin


def _fitted(name: str, field: GraphQLField, table: SqlTable, tables: Mapping[str, SqlTable]) -> Fitted:
    definition = field.extensions["strawberry-definition"]
    stands = definition.metadata.get(WHERE_FROM)
    required = isinstance(field.type, GraphQLNonNull)
    target = get_named_type(field.type).name
    match stands:
        case Column():
            column = table.c[stands.name or definition.python_name]
            if column.nullable == required:
                raise ValueError("the graph and the column differ about null")
            if name != "id" and not _holds(field, column.type):
                raise ValueError(f"the column holds {column.type!r}")
            return Fitted(stands, column.name, "", required)
        case Computed():
            stands.expression(table)
            return Fitted(stands, "", "", required)
        case One():
            column = table.c[stands.by or f"{definition.python_name}_id"]
            if column.nullable and required:
                raise ValueError("the column may be null, the graph says it never is")
            return Fitted(stands, column.name, tables[target].name and target, required)
        case Many():
            _check_order(stands, tables[target])
            return Fitted(stands, stands.by, target, required)
        case Aggregate():
            _check_total(stands, target, required=required)
            return Fitted(stands, "", "", required)
    raise ValueError("neither mapped to its table nor resolved in Python")


def _check_order(stands: Many, table: SqlTable) -> None:
    for name in (stands.by, *stands.order):
        if table.c[name].nullable and name != stands.by:
            raise ValueError(f"{name} may be null, so it gives no order")


def _check_total(stands: Aggregate, target: str, *, required: bool) -> None:
    for passes in stands.filters.values():
        passes.on(stands.source.narrowed, "given")
    if target != ("Int" if required else "Float"):
        raise ValueError("a count is a whole number, and a median is a number that may be null")


def _holds(field: GraphQLField, holds: object) -> bool:
    kind = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
    if isinstance(kind, GraphQLList):
        return isinstance(holds, ARRAY)
    if isinstance(kind, GraphQLEnumType):
        return isinstance(holds, Enum) and set(holds.enums) == set(kind.values)
    return isinstance(holds, KINDS[get_named_type(kind).name]) and not isinstance(holds, Enum)


def _unread(answers: Page | Report) -> Iterator[str]:
    table: Any = table_of(answers.row if isinstance(answers, Page) else answers.of)
    for name, passes in answers.filters.items():
        try:
            passes.on(table, "given")
        except KeyError as missing:
            yield f"where.{name} asks for the column {missing}"
    for order in answers.orders.values() if isinstance(answers, Page) else ():
        if order.column not in table.c or table.c[order.column].nullable:
            yield f"there is no order by {order.column}"
