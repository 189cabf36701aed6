"""Runs of the matching in the graph: ordered and read by who coordinates the programme."""

import json
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from sqlalchemy import select

from exchange.ground.refusals import not_here
from exchange.matching.formula import Formula
from exchange.matching.ordering import order_run
from exchange.matching.question import read
from exchange.matching.running import opened_answer, opened_question
from exchange.matching.runs import MatchRun as Kept
from exchange.matching.runs import RunState
from exchange.matching.tables import Application
from exchange.matching.telling import readers_of, tell_verdicts
from schema.context import Info
from schema.described import told_type
from schema.engine.mapping import choice
from schema.in_person import somebody, within
from schema.matching.answers import MatchAnswer, MatchVerdict, read_out, read_verdict
from schema.matching.formula import MatchFormula, published

choice(
    RunState,
    ORDERED="It waits for its turn.",
    RUNNING="It is being answered.",
    ANSWERED="Its answer is there.",
    FAILED="It came to nothing; order another.",
)


@told_type
class MatchRun:
    """One run of the matching for a call."""

    id: UUID = strawberry.field(description="Its UUID.")
    call_id: UUID = strawberry.field(description="The call, by its UUID.")
    state: RunState = strawberry.field(description="How far it has come.")
    seed: str = strawberry.field(description="The lot that decides among equals: the hash of all the rest.")
    formula: str = strawberry.field(description="The version of the published formula.")
    asked_hash: str = strawberry.field(description="The SHA-256 of the question.")
    answered_hash: str | None = strawberry.field(description="The SHA-256 of the answer; null until then.")
    points: int | None = strawberry.field(
        description="How many points the best choice so far has; null before it begins."
    )
    at_most: int | None = strawberry.field(
        description="How many points no choice has more than; null before it begins."
    )
    ordered_at: datetime = strawberry.field(description="When it was ordered.")
    answered_at: datetime | None = strawberry.field(description="When it was answered; null until then.")
    told: int = strawberry.field(
        description="How many people read now what this run said about them; 0 until they are told."
    )


OfCall = Annotated[UUID, strawberry.argument(description="The call, by its UUID.")]
Which = Annotated[UUID, strawberry.argument(description="The run, by its UUID.")]
Mine = Annotated[UUID, strawberry.argument(description="Your application, by its UUID.")]
Fresh = Annotated[UUID, strawberry.argument(description="Its id, made on the device: a UUID version 7.")]


async def runs_of(info: Info, call_id: OfCall) -> list[MatchRun]:
    """The runs, the latest first."""
    async with within(info.context) as session:
        wanted = select(Kept).where(Kept.call_id == call_id).order_by(Kept.ordered_at.desc()).limit(100)
        found = (await session.scalars(wanted)).all()
        readers = await readers_of(session, call_id)
        return [told(run, readers[str(run.id)]) for run in found]


async def the_answer(info: Info, run_id: Which) -> MatchAnswer | None:
    """What came of it."""
    async with within(info.context) as session:
        run = await session.get(Kept, run_id)
        if run is None:
            raise not_here()
        if run.state is not RunState.ANSWERED:
            return None
        seal = info.context.seal
        question = read(opened_question(run, seal))
        return read_out(json.loads(opened_answer(run, seal)), question.formula)


async def formula() -> MatchFormula:
    """The formula that stands."""
    return published(Formula())


async def order(info: Info, id: Fresh, call_id: OfCall) -> MatchRun:
    """Order it."""
    context = info.context
    by, at = somebody(context), context.now()
    async with within(context) as session:
        run = await order_run(session, id, call_id, by=by, seal=context.seal, at=at)
        return told(run, (await readers_of(session, call_id))[str(id)])


def told(run: Kept, readers: int) -> MatchRun:
    """A run as the graph shows it."""
    return MatchRun(
        id=run.id,
        call_id=run.call_id,
        state=run.state,
        seed=run.seed,
        formula=run.formula,
        asked_hash=run.asked_hash,
        answered_hash=run.answered_hash,
        points=run.points,
        at_most=run.at_most,
        ordered_at=run.ordered_at,
        answered_at=run.answered_at,
        told=readers,
    )


async def my_verdict(info: Info, application_id: Mine) -> MatchVerdict | None:
    """What it said about me."""
    async with within(info.context) as session:
        application = await session.get(Application, application_id)
        if application is None or application.person_id != somebody(info.context):
            raise not_here()
        return read_verdict(application.verdict)


async def tell(info: Info, run_id: Which) -> int:
    """Tell them."""
    context = info.context
    by, at = somebody(context), context.now()
    async with within(context) as session:
        return await tell_verdicts(session, run_id, by=by, seal=context.seal, at=at)


@strawberry.type
class RunReads:
    """Questions about runs."""

    match_runs: list[MatchRun] = strawberry.field(
        resolver=runs_of,
        description="The runs of the matching for a call of a programme that you coordinate, "
        "the latest first; 100 at most.",
    )
    match_answer: MatchAnswer | None = strawberry.field(
        resolver=the_answer,
        description="What came of a run of a programme that you coordinate; null until it is answered.",
    )
    match_verdict: MatchVerdict | None = strawberry.field(
        resolver=my_verdict,
        description="What the matching said about an application of yours; null until you are told.",
    )
    match_formula: MatchFormula = strawberry.field(
        resolver=formula, description="The published formula by which runs choose today."
    )


@strawberry.type
class RunWrites:
    """What can be done about runs."""

    run_matching: MatchRun = strawberry.mutation(
        resolver=order,
        description="Order a run of the matching for a closed call of a programme that you coordinate; "
        "`CALL_OPEN` while people can apply. Sent again, it is the same run.",
    )
    tell_verdicts: int = strawberry.mutation(
        resolver=tell,
        description="Let everybody read what a run of a programme that you coordinate said about their own "
        "application; answers how many they are. Told of another run, the newer one holds.",
    )
