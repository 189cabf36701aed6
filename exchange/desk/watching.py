"""Watching what else may need somebody: calls, votes, the charter, newcomers, promises, reviews."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from exchange.desk.covering import Covered
from exchange.desk.urgency import Needs, Pending
from exchange.floor.restricting import forsaken
from exchange.floor.tables import Commitment, CommitmentState
from exchange.governance.tables import Charter, Motion, MotionState, Ratification
from exchange.matching.tables import Application, ApplicationState
from exchange.people.admitting import newcomers
from exchange.people.tables import Museum, Person
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.tables import Placement
from exchange.programmes.calls import Call, CallState
from exchange.review.waiting import Load

MOST = 200
FEW = 5
"""A call with fewer applications than this, a week before it closes, has to be told of once more."""
CLOSES_SOON = timedelta(days=7)
AGREED = (CommitmentState.PROMISED, CommitmentState.UNDER_WAY)


async def watched(session: AsyncSession, desk: Covered) -> list[Pending]:
    """What else needs somebody, as the one whose desk it is may see it."""
    parts = (calls, motions, ratifications, replies, refusals, commitments, entries)
    return list(chain.from_iterable([await part(session, desk) for part in parts]))


async def calls(session: AsyncSession, desk: Covered) -> list[Pending]:
    """Calls that close this week and have few applications."""
    handed_in = (
        select(func.count())
        .where(
            Application.call_id == Call.id,
            Application.state.not_in((ApplicationState.DRAFT, ApplicationState.WITHDRAWN)),
        )
        .scalar_subquery()
    )
    closing = select(Call, handed_in).where(
        Call.programme_id.in_(desk.programmes),
        Call.state == CallState.OPEN,
        Call.closes_at.between(desk.at, desk.at + CLOSES_SOON),
        handed_in < FEW,
    )
    return [
        Pending(
            needs=Needs.APPLICANTS,
            about_id=call.id,
            path=f"/calls/{call.id}",
            since=call.opens_at,
            until=call.closes_at.astimezone(ZoneInfo(call.zone)).date(),
            what=call.title,
            count=count,
            programme_id=call.programme_id,
        )
        for call, count in await session.execute(closing.limit(MOST))
    ]


async def motions(session: AsyncSession, _desk: Covered) -> list[Pending]:
    """What waits for the votes of the committee; what it is about is theirs alone to know."""
    waiting = select(Motion).where(Motion.state == MotionState.OPEN).order_by(Motion.put_at).limit(MOST)
    return [
        Pending(needs=Needs.VOTES, about_id=one.id, path="/committee", since=one.put_at, what=one.about.value)
        for one in await session.scalars(waiting)
    ]


async def ratifications(session: AsyncSession, _desk: Covered) -> list[Pending]:
    """Museums that have not ratified the newest charter, until the one before ends."""
    versions = (await session.scalars(select(Charter).order_by(Charter.version.desc()).limit(2))).all()
    if not versions:
        return []
    newest, before = versions[0], versions[1] if len(versions) > 1 else None
    held = select(Ratification.museum_id).where(Ratification.charter_id == newest.id)
    left = select(Museum).where(Museum.network_id == newest.network_id, Museum.id.not_in(held))
    return [
        Pending(
            needs=Needs.RATIFICATION,
            about_id=museum.id,
            path="/charter",
            since=newest.published_at,
            until=before.until.date() if before and before.until else None,
            what=museum.name,
            museum_ids=(museum.id,),
        )
        for museum in await session.scalars(left.order_by(Museum.name).limit(MOST))
    ]


async def replies(session: AsyncSession, desk: Covered) -> list[Pending]:
    """Mentors who were asked and have not replied, and what they ask back."""
    mentor = aliased(Person)
    asked = (
        select(MentorTurn, MentorRequest, Person.name, mentor.name)
        .join(MentorRequest, MentorRequest.id == MentorTurn.request_id)
        .join(Person, Person.id == MentorRequest.participant_id)
        .join(mentor, mentor.id == MentorTurn.mentor_id)
        .where(MentorTurn.programme_id.in_(desk.programmes), MentorTurn.state == TurnState.ASKED)
    )
    return [
        Pending(
            needs=Needs.ANSWER if turn.question and not turn.reply else Needs.REPLY,
            about_id=request.id,
            path="/requests",
            since=turn.asked_at,
            until=turn.reply_by,
            person_id=request.participant_id,
            person=person,
            whose=name,
            programme_id=request.programme_id,
            museum_ids=(turn.museum_id,),
        )
        for turn, request, person, name in await session.execute(asked.limit(MOST))
    ]


async def refusals(session: AsyncSession, desk: Covered) -> list[Pending]:
    """Requests that nobody took on, as long as no other one follows."""
    later = aliased(MentorRequest)
    followed = select(later.id).where(
        later.participant_id == MentorRequest.participant_id,
        later.programme_id == MentorRequest.programme_id,
        later.made_at > MentorRequest.made_at,
    )
    left = (
        select(MentorRequest, Person.name)
        .join(Person, Person.id == MentorRequest.participant_id)
        .where(
            MentorRequest.programme_id.in_(desk.programmes),
            MentorRequest.state == RequestState.NOBODY,
            ~followed.exists(),
        )
    )
    return [
        Pending(
            needs=Needs.MENTOR,
            about_id=request.id,
            path="/requests",
            since=request.ended_at,
            until=request.since,
            person_id=request.participant_id,
            person=person,
            programme_id=request.programme_id,
        )
        for request, person in await session.execute(left.limit(MOST))
    ]


async def commitments(session: AsyncSession, desk: Covered) -> list[Pending]:
    """Promises that are past their day and not kept yet, as far as they are shown to coordinators."""
    late = (
        select(Commitment, Placement, Person.name)
        .join(Placement, Placement.id == Commitment.placement_id)
        .join(Person, Person.id == Commitment.author_id)
        .where(
            Placement.programme_id.in_(desk.programmes),
            Commitment.state.in_(AGREED),
            Commitment.due_on < desk.at.date(),
            Commitment.removed_at.is_(None),
            Commitment.author_id != desk.by,
        )
        .order_by(Commitment.due_on, Commitment.id)
    )
    return [
        Pending(
            needs=Needs.FOLLOWING_UP,
            about_id=promise.id,
            path=f"/commitment/{promise.id}",
            since=promise.changed_at,
            until=promise.due_on,
            person_id=promise.author_id,
            person=name,
            what=promise.sentence,
            programme_id=placement.programme_id,
            museum_ids=(placement.home_id, placement.host_id),
        )
        for promise, placement, name in await session.execute(late.limit(MOST))
    ]


def reviews(loads: Iterable[Load]) -> list[Pending]:
    """Mentors for whom something waits, at the museums of the desk: how much, never what."""
    return [
        Pending(
            needs=Needs.REVIEW,
            about_id=one.mentor_id,
            path=f"/desk?person={one.mentor_id}",
            since=one.oldest,
            person_id=one.mentor_id,
            person=one.name,
            count=one.waiting,
            museum_ids=(one.museum_id,),
        )
        for one in loads
        if one.waiting
    ]


async def entries(session: AsyncSession, _desk: Covered) -> list[Pending]:
    """Restricted entries that nobody is left to open."""
    return [
        Pending(needs=Needs.CUSTODIAN, about_id=one.id, path="/settings", person=one.author)
        for one in await forsaken(session)
    ]


async def admissions(session: AsyncSession, desk: Covered) -> list[Pending]:
    """Newcomers who wait at the museums of the desk. Steward's work."""
    return [
        Pending(
            needs=Needs.ADMISSION,
            about_id=one.newcomer.id,
            path="/settings",
            since=one.newcomer.asked_at,
            person=one.newcomer.name,
            what=one.museum,
            museum_ids=(one.newcomer.museum_id,),
        )
        for one in await newcomers(session, set(desk.museums))
    ]
