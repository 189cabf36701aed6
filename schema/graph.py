"""The graph: all areas merged into one schema, the engine attached, and its printed form."""

import json
from collections.abc import Mapping
from pathlib import Path

import strawberry
from graphql import GraphQLError
from strawberry.printer import print_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from schema.asking import Asking
from schema.engine.answering import Answering
from schema.engine.documents import Documents
from schema.engine.executor import Executor
from schema.engine.fitting import fit
from schema.floor import types as floor
from schema.floor.reads import FloorReads
from schema.floor.writes import FloorWrites
from schema.nodes import NodeReads
from schema.people import types as people
from schema.people.reads import PeopleReads
from schema.placements import types as placements
from schema.placements.reads import PlacementReads
from schema.programmes import types as programmes
from schema.programmes.reads import ProgrammeReads
from schema.review import types as review
from schema.scalars import SCALARS

TRUSTED = Path(__file__).parent / "trusted-documents.json"
PRINTED = Path(__file__).parent / "schema.graphql"
NODES = (*people.NODES, *programmes.NODES, *placements.NODES, *floor.NODES, *review.NODES)


@strawberry.type(description="What can be asked.")
class Query(NodeReads, PeopleReads, ProgrammeReads, PlacementReads, FloorReads):
    """What can be asked."""


@strawberry.type(description="What can be done.")
class Mutation(FloorWrites):
    """What can be done."""


class Graph(strawberry.Schema):
    """Strawberry's schema, which leaves it to `asking` what is logged and what is shown of an error."""

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log nothing here: a client's mistakes would fill the log with its own text."""


def build(trusted: Mapping[str, str] | None = None) -> strawberry.Schema:
    """Put the graph together; a type that does not fit its table is an error here, not later.

    The trusted documents are the committed ones, unless others are given.
    """

    class OneAsking(Asking):
        """The way of one operation through this very graph."""

    schema = Graph(
        Query,
        Mutation,
        types=NODES,
        config=StrawberryConfig(scalar_map=SCALARS),
        execution_context_class=Executor,
        extensions=[OneAsking],
    )
    graph = fit(schema._schema)  # noqa: SLF001 - Strawberry has no public name for graphql-core's schema
    Answering(graph)
    OneAsking.documents = Documents(graph.schema, committed() if trusted is None else trusted)
    return schema


def committed() -> dict[str, str]:
    """The documents that the app was built with, by their hashes."""
    if not TRUSTED.exists():
        return {}
    documents: dict[str, str] = json.loads(TRUSTED.read_text(encoding="utf-8"))
    return documents


def sdl() -> str:
    """The graph as it is printed and committed."""
    return print_schema(build(trusted={})) + "\n"
