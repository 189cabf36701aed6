"""The graph: all areas merged into one schema, the engine attached, and its printed form."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import strawberry
from strawberry.printer import print_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from schema.asking import Asking, Question
from schema.context import Context
from schema.desk.reads import DeskReads
from schema.engine.answering import Answering
from schema.engine.documents import Documents
from schema.engine.fitting import fit
from schema.engine.straight import Straight
from schema.floor import debriefs, marked, notes, rules
from schema.floor import types as floor
from schema.floor.agreement import AgreementWrites
from schema.floor.credits import CreditReads
from schema.floor.reads import FloorReads
from schema.floor.report import ReportReads
from schema.floor.rules import RuleWrites
from schema.floor.straight import StraightPush
from schema.floor.writes import FloorWrites
from schema.governance.charter import CharterReads, CharterWrites
from schema.governance.committee import CommitteeReads
from schema.governance.published import RegisterReads
from schema.governance.voting import CommitteeWrites
from schema.matching import types as matching
from schema.matching.gaps import GapReads
from schema.matching.reads import MatchingReads
from schema.matching.runs import RunReads, RunWrites
from schema.matching.writes import MatchingWrites
from schema.nodes import NodeReads
from schema.partners import listed
from schema.people import types as people
from schema.people.reads import PeopleReads
from schema.people.writes import PeopleWrites
from schema.placements import types as placements
from schema.placements.adjustments import AdjustmentReads, AdjustmentWrites
from schema.placements.agreements import PlacementAgreementReads
from schema.placements.distribution import DistributionReads
from schema.placements.readers import ReaderReads
from schema.placements.reads import PlacementReads
from schema.placements.requests import MentorRequestReads, MentorRequestWrites
from schema.placements.signing import PlacementAgreementWrites
from schema.pokes import Subscription
from schema.programmes import calls, foreseen
from schema.programmes import types as programmes
from schema.programmes.calling import CallReads, CallWrites
from schema.programmes.foreseeing import ForeseenReads, ForeseenWrites
from schema.programmes.reads import ProgrammeReads
from schema.pruning import pruned
from schema.reaching import ReachingAsking
from schema.review import types as review
from schema.review.confidence import ConfidenceReads, ConfidenceWrites
from schema.review.custody import CustodyReads, CustodyWrites
from schema.review.waiting import WaitingReads
from schema.scalars import SCALARS

TRUSTED = Path(__file__).parent / "trusted-documents.json"
PRINTED = Path(__file__).parent / "schema.graphql"
PRINTED_FOR_PARTNERS = Path(__file__).parent / "partners.graphql"
NODES = (
    *people.NODES,
    *programmes.NODES,
    *calls.NODES,
    *foreseen.NODES,
    *matching.NODES,
    *placements.NODES,
    *floor.NODES,
    *marked.NODES,
    *notes.NODES,
    *debriefs.NODES,
    *rules.NODES,
    *review.NODES,
)


@strawberry.type(description="What can be asked.")
class Query(
    NodeReads,
    PeopleReads,
    ProgrammeReads,
    CallReads,
    ForeseenReads,
    MatchingReads,
    RunReads,
    GapReads,
    PlacementReads,
    ReaderReads,
    AdjustmentReads,
    PlacementAgreementReads,
    MentorRequestReads,
    FloorReads,
    ReportReads,
    ConfidenceReads,
    CustodyReads,
    WaitingReads,
    CharterReads,
    CommitteeReads,
    RegisterReads,
    DistributionReads,
    CreditReads,
    DeskReads,
):
    """What can be asked."""


@strawberry.type(description="What can be done.")
class Mutation(
    FloorWrites,
    AgreementWrites,
    RuleWrites,
    AdjustmentWrites,
    PlacementAgreementWrites,
    MentorRequestWrites,
    ConfidenceWrites,
    CustodyWrites,
    PeopleWrites,
    CharterWrites,
    CommitteeWrites,
    CallWrites,
    ForeseenWrites,
    MatchingWrites,
    RunWrites,
):
    """What can be done."""


class Graph(strawberry.Schema):
    """Strawberry's schema; its questions go the way of `asking`."""

    asking: Asking

    async def execute(  # noqa: PLR0917 - as Strawberry has it
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Context | None = None,
        root_value: None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Answer one question, given as Strawberry's own tools give it."""
        if context_value is None:
            raise TypeError("A question brings a context with it.")
        question = Question(query, variable_values, operation_name, operation_extensions)
        allowed = [kind.value for kind in allowed_operation_types or OperationType]
        return await self.asking.ask(question, context_value, allowed)


def build(trusted: Mapping[str, str] | None = None) -> Graph:
    """Put the graph together; a type that does not fit its table is an error here, not later.

    The trusted documents are the committed ones, unless others are given.
    """
    schema = Graph(Query, Mutation, Subscription, types=NODES, config=StrawberryConfig(scalar_map=SCALARS))
    graph = fit(schema._schema)  # noqa: SLF001 - Strawberry has no public name for graphql-core's schema
    answering = Answering(graph)
    documents = Documents(graph.schema, committed() if trusted is None else trusted)
    schema.asking = Asking(graph.schema, documents, Straight(answering), StraightPush(graph.schema))
    return schema


def build_for_partners() -> Graph:
    """The graph of partner systems: of the same types, with nothing in it but what is listed for them."""
    schema = Graph(Query, None, Subscription, types=NODES, config=StrawberryConfig(scalar_map=SCALARS))
    schema._schema = pruned(schema._schema, listed())  # noqa: SLF001 - likewise
    graph = fit(schema._schema)  # noqa: SLF001 - likewise
    straight = Straight(Answering(graph))
    push = StraightPush(graph.schema)
    schema.asking = ReachingAsking(graph.schema, Documents(graph.schema, {}), straight, push)
    return schema


@cache
def whole() -> Graph:
    """The graph with the app's documents, put together once: it holds nothing of a database or a person."""
    return build()


@cache
def whole_for_partners() -> Graph:
    """The graph of partner systems, put together once."""
    return build_for_partners()


def committed() -> dict[str, str]:
    """The documents that the app was built with, by their hashes."""
    if not TRUSTED.exists():
        return {}
    documents: dict[str, str] = json.loads(TRUSTED.read_text(encoding="utf-8"))
    return documents


def sdl() -> str:
    """The graph as it is printed and committed."""
    return print_schema(build(trusted={})) + "\n"


def sdl_for_partners() -> str:
    """The partners' graph as it is printed and committed."""
    return print_schema(build_for_partners()) + "\n"
