"""Ordering a run: the question that a closed call comes to, put together from applications and offers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.ground.sealing import Seal
from exchange.matching import provisions
from exchange.matching.asked import Applicant, Opening, Situation
from exchange.matching.foretelling import shut, taught
from exchange.matching.formula import Formula
from exchange.matching.gaps import WORKING_DAYS, Closed, open_weeks
from exchange.matching.question import Question, canonical, hashed
from exchange.matching.runs import KEY, MatchRun, RunState, question_of
from exchange.matching.skills import as_called
from exchange.matching.tables import Application, ApplicationState, Offer
from exchange.programmes.calls import Call, CallState
from exchange.programmes.coordinating import coordinated

CONSIDERED = (ApplicationState.SUBMITTED, ApplicationState.BEFORE_COMMITTEE)


async def order_run(
    session: AsyncSession, id: UUID, call_id: UUID, *, by: UUID, seal: Seal, at: datetime
) -> MatchRun:
    """Order a run for a call that takes applications no more; sent again, it is the same one."""
    call = await session.get(Call, call_id)
    if call is None:
        raise not_here()
    await coordinated(session, call.programme_id, by=by, at=at)
    here = await session.get(MatchRun, id)
    if here is not None:
        return here
    must_be_closed(call, at=at)
    question = await the_question(session, call, seal)
    asked = canonical(question)
    run = MatchRun(
        id=id,
        call_id=call.id,
        programme_id=call.programme_id,
        by_id=by,
        state=RunState.ORDERED,
        seed=question.seed,
        formula=question.formula.version,
        asked=seal.apart(KEY).close(question_of(id), asked),
        asked_hash=hashed(asked),
        ordered_at=at,
    )
    session.add(run)
    await session.flush()
    heard = [Changed(call.programme_id, "Call", call.id)]
    await record(session, "order run", heard, by=by, at=at, detail={"asked": run.asked_hash})
    return run


def must_be_closed(call: Call, *, at: datetime) -> None:
    """Who applies on the last day counts as much as who applied on the first."""
    if call.state is CallState.DRAFT or (call.state is CallState.OPEN and at < call.closes_at):
        raise Refused(
            "CALL_OPEN", "It is matched when nobody can apply any more: close the call first.", "callId"
        )


async def the_question(session: AsyncSession, call: Call, seal: Seal) -> Question:
    """All that the outcome depends on.

    The lot follows from the rest of the question: nobody can draw again until they like it.
    """
    wanted = Application.call_id == call.id, Application.state.in_(CONSIDERED)
    applications = (await session.scalars(select(Application).where(*wanted))).all()
    standing = Offer.network_id == call.network_id, Offer.ended_at.is_(None)
    offers = (await session.scalars(select(Offer).where(*standing))).all()
    closed = await shut(session, since=call.first_day)
    return drawn(
        tuple(applicant(one, call, seal) for one in applications),
        tuple(opening(one, call, closed) for one in offers),
        Formula(most_from_one_museum=call.most_from_one_museum),
    )


def drawn(applicants: Sequence[Applicant], openings: Sequence[Opening], formula: Formula) -> Question:
    """The question with its lot: the hash of the question without one."""
    bare = Question(tuple(applicants), tuple(openings), formula, seed="")
    return Question(bare.applicants, bare.openings, formula, seed=hashed(canonical(bare)))


def applicant(here: Application, call: Call, seal: Seal) -> Applicant:
    """An application as the matching reads it; days from afar are days of the mentor too."""
    needs = provisions.opened(here.id, here.person_id, here.adjustments, seal.apart(provisions.KEY))
    if needs is None:
        raise Refused(
            "INVALID", "What somebody needs was sealed with a key that is gone: ask them to say it again."
        )
    return Applicant(
        str(here.id),
        str(here.home_id),
        as_called(here.skills, call.skills),
        tuple(here.interests),
        frozenset(here.languages),
        frozenset(need.value for need in needs),
        frozenset(here.weeks),
        call.days,
        weeks_of_stay(call),
        frozenset(map(Situation, here.situations)),
        here.parts,
        here.remote_days,
    )


def weeks_of_stay(call: Call) -> int:
    """How many weeks the days of a call take."""
    return -(-call.days // WORKING_DAYS)


def opening(here: Offer, call: Call, closed: Sequence[Closed]) -> Opening:
    """An offer as the matching reads it, with the weeks that leave enough days for a stay."""
    return Opening(
        str(here.id),
        str(here.museum_id),
        frozenset(as_called(here.skills, call.skills)),
        frozenset(here.interests),
        frozenset(here.languages),
        frozenset(here.adjustments),
        open_weeks(taught(here), closed, days=-(-call.days // weeks_of_stay(call))),
        here.days,
        here.places,
        here.parts,
        here.remote_days,
    )
