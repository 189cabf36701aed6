"""Asking for a mentor, and what they answer. Steward's work that asks itself whose it is to do."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.matching.offering import end_offer
from exchange.matching.tables import Application, ApplicationState
from exchange.people.tables import Person
from exchange.placements.agreements import PlacementAgreement
from exchange.placements.cascade import passed_over
from exchange.placements.consulting import belongs
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.rooming import hold_days, mentor_at, standing_offers
from exchange.placements.turning import turn_on, turns_of
from exchange.programmes.lists import checked_text

MOST_OF_A_TEXT = 2_000
MOST_MENTORS = 10
MOST_DAYS, MOST_PATIENCE = 100, 30
CLOSED = (ApplicationState.DRAFT, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)


async def ask_mentors(
    session: AsyncSession,
    request: MentorRequest,
    mentors: Sequence[tuple[UUID, UUID]],
    *,
    by: UUID,
    at: datetime,
) -> None:
    """Ask mentors, each at a museum, one after the other; the first one hears at once."""
    if not await belongs(session, [request.programme_id], by, at=at):
        raise not_here()
    must_say_how_long(request, at)
    request.about = checked_text(request.about, MOST_OF_A_TEXT, "about", least=1)
    await must_concern(session, request)
    if await session.get(MentorRequest, request.id) is not None:
        raise Refused("ID_TAKEN", "Something else has this id.", "id")
    named = [mentor_id for mentor_id, _ in mentors]
    if not 1 <= len(named) <= MOST_MENTORS or len(set(named)) < len(named):
        raise Refused("INVALID", f"Name 1 to {MOST_MENTORS} mentors, each once.", "mentors")
    if request.participant_id in named:
        raise Refused("INVALID", "Nobody mentors themselves.", "mentors")
    for mentor_id, museum_id in mentors:
        await must_have_room(session, request, mentor_id, museum_id, at=at)
    session.add(request)
    await session.flush()
    session.add_all(
        MentorTurn(
            request_id=request.id,
            position=position,
            programme_id=request.programme_id,
            mentor_id=mentor_id,
            museum_id=museum_id,
            state=TurnState.WAITING,
        )
        for position, (mentor_id, museum_id) in enumerate(mentors)
    )
    await session.flush()
    await record(session, "ask for mentor", told(request), by=by, at=at)
    await turn_on(session, request, at=at)


def must_say_how_long(request: MentorRequest, at: datetime) -> None:
    """Refuses a stay that has begun, runs backward, or takes more days than it has."""
    if request.since <= at.date():
        raise Refused("INVALID", "A stay that mentors are asked about is still to come.", "since")
    if request.until < request.since:
        raise Refused("INVALID", "A stay does not end before it begins.", "until")
    if not 1 <= request.days <= min(MOST_DAYS, (request.until - request.since).days + 1):
        raise Refused("INVALID", "Ask for at least one day, and for no more than the stay has.", "days")
    if not 1 <= request.patience <= MOST_PATIENCE:
        raise Refused("INVALID", f"Leave each mentor 1 to {MOST_PATIENCE} days to reply.", "patience")


async def must_concern(session: AsyncSession, request: MentorRequest) -> None:
    """Refuses what is not of this programme, or over, or has a request that is still open."""
    if request.application_id is not None:
        application = await session.get(Application, request.application_id, with_for_update=True)
        if application is None or application.programme_id != request.programme_id:
            raise not_here()
        if application.state in CLOSED:
            raise Refused("INVALID", "It is a draft, or it was declined or withdrawn.", "applicationId")
        request.participant_id = application.person_id
        same = MentorRequest.application_id == application.id
    else:
        agreement = await session.get(PlacementAgreement, request.agreement_id, with_for_update=True)
        if agreement is None or agreement.programme_id != request.programme_id:
            raise not_here()
        request.participant_id = agreement.participant_id
        same = MentorRequest.agreement_id == agreement.id
    open_one = select(MentorRequest.id).where(same, MentorRequest.state == RequestState.OPEN)
    if await session.scalar(open_one) is not None:
        raise Refused("INVALID", "Mentors are being asked already: wait, or call that off.", "id")


async def must_have_room(
    session: AsyncSession, request: MentorRequest, mentor_id: UUID, museum_id: UUID, *, at: datetime
) -> None:
    """Refuses a mentor who receives nobody now, and one with fewer days left than it takes."""
    person = await session.get(Person, mentor_id)
    if person is None:
        raise not_here()
    mentor = await mentor_at(session, mentor_id, museum_id, at=at)
    over = passed_over(mentor, request.days)
    if over is TurnState.AWAY:
        raise Refused("INVALID", f"{person.name} offers nothing there at present.", "mentors")
    if over is TurnState.FULL:
        left = max(mentor.room or 0, 0)
        raise Refused("INVALID", f"{person.name} has {left} days left of what they offer.", "mentors")


async def say_yes(session: AsyncSession, id: UUID, *, close: bool, by: UUID, at: datetime) -> None:
    """A mentor says yes; with `close` they take back what they offer there, and are asked no more."""
    await hold_days(session, by)
    request, turn = await hold_turn(session, id, by=by, at=at)
    over = passed_over(await mentor_at(session, by, turn.museum_id, at=at), request.days)
    if over is not None:
        raise Refused("FULL", "You have fewer days left than this takes: offer more, or say no.", "id")
    turn.state, turn.answered_at = TurnState.YES, at
    await session.flush()
    await record(session, "be mentor", told(request, by), by=by, at=at)
    await turn_on(session, request, at=at)
    if close:
        for offer in await standing_offers(session, by, turn.museum_id):
            await end_offer(session, offer.id, by=by, at=at)


async def say_no(session: AsyncSession, id: UUID, reason: str, *, by: UUID, at: datetime) -> None:
    """A mentor says no, with a reason or without; the next one is asked."""
    request, turn = await hold_turn(session, id, by=by, at=at)
    turn.reason = checked_text(reason, MOST_OF_A_TEXT, "reason") or None
    turn.state, turn.answered_at = TurnState.NO, at
    await session.flush()
    await record(session, "be no mentor", told(request, by), by=by, at=at)
    await turn_on(session, request, at=at)


async def ask_for_more(session: AsyncSession, id: UUID, question: str, *, by: UUID, at: datetime) -> None:
    """A mentor wants to know more before they answer; the day until which they may stays."""
    request, turn = await hold_turn(session, id, by=by, at=at)
    turn.question, turn.reply = checked_text(question, MOST_OF_A_TEXT, "question", least=1), None
    await session.flush()
    await record(session, "ask about request", told(request, by), by=by, at=at)


async def tell_more(session: AsyncSession, id: UUID, reply: str, *, by: UUID, at: datetime) -> None:
    """A coordinator tells them; from now on they have as many days as at the beginning."""
    request = await hold_request(session, id, by=by, at=at)
    turn = next((one for one in await turns_of(session, id) if one.state is TurnState.ASKED), None)
    if turn is None or turn.question is None:
        raise Refused("STATUS_MOVED", "Nobody waits for an answer to a question.", "id")
    mentor = await mentor_at(session, turn.mentor_id, turn.museum_id, at=at)
    turn.reply = checked_text(reply, MOST_OF_A_TEXT, "reply", least=1)
    turn.reply_by = mentor.today + timedelta(days=request.patience)
    await session.flush()
    await record(session, "tell about request", told(request, turn.mentor_id), by=by, at=at)


async def call_off(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """A coordinator asks nobody any more; a yes that was said stands."""
    request = await hold_request(session, id, by=by, at=at)
    for turn in await turns_of(session, id):
        if turn.state in (TurnState.ASKED, TurnState.WAITING):
            turn.state = TurnState.CALLED_OFF
    request.state, request.ended_at = RequestState.CALLED_OFF, at
    await session.flush()
    await record(session, "call request off", told(request), by=by, at=at)


async def hold_turn(
    session: AsyncSession, id: UUID, *, by: UUID, at: datetime
) -> tuple[MentorRequest, MentorTurn]:
    """The turn of a mentor who is asked now; before their day has passed."""
    theirs = MentorTurn.request_id == id, MentorTurn.mentor_id == by
    turn = await session.scalar(select(MentorTurn).where(*theirs, MentorTurn.asked_at.is_not(None)))
    if turn is None:
        raise not_here()
    request = await session.get_one(MentorRequest, id, with_for_update=True)
    await session.refresh(turn)
    mentor = await mentor_at(session, by, turn.museum_id, at=at)
    late = turn.reply_by is not None and mentor.today > turn.reply_by
    if turn.state is not TurnState.ASKED or late:
        raise Refused("STATUS_MOVED", "You are not asked any more.", "id")
    return request, turn


async def hold_request(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> MentorRequest:
    """Lock an open request, for a coordinator of its programme."""
    request = await session.get(MentorRequest, id, with_for_update=True)
    if request is None or not await belongs(session, [request.programme_id], by, at=at):
        raise not_here()
    if request.state is not RequestState.OPEN:
        raise Refused("STATUS_MOVED", "Nobody is asked any more.", "id")
    return request


def told(request: MentorRequest, *people: UUID) -> list[Changed]:
    """The lines of the feed that tell of a request."""
    return [Changed(one, "MentorRequest", request.id) for one in (request.programme_id, *people)]
