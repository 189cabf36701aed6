"""The graph: all areas merged into one schema, the engine attached, and its printed form."""

from pathlib import Path

import strawberry
from strawberry.printer import print_schema
from strawberry.schema.config import StrawberryConfig

from schema.engine.answering import Answering
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

PRINTED = Path(__file__).parent / "schema.graphql"
NODES = (*people.NODES, *programmes.NODES, *placements.NODES, *floor.NODES, *review.NODES)


@strawberry.type(description="What can be asked.")
class Query(NodeReads, PeopleReads, ProgrammeReads, PlacementReads, FloorReads):
    """What can be asked."""


@strawberry.type(description="What can be done.")
class Mutation(FloorWrites):
    """What can be done."""


def build() -> strawberry.Schema:
    """Put the graph together; a type that does not fit its table is an error here, not later."""
    schema = strawberry.Schema(
        Query,
        Mutation,
        types=NODES,
        config=StrawberryConfig(scalar_map=SCALARS),
        execution_context_class=Executor,
    )
    Answering(fit(schema._schema))  # noqa: SLF001 - Strawberry has no public name for graphql-core's schema
    return schema


def sdl() -> str:
    """The graph as it is printed and committed."""
    return print_schema(build()) + "\n"
