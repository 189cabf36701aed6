"""Requests to be a mentor in the graph: who is looked for, whose turn it is, and what each mentor said."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from sqlalchemy import select

from exchange.people.tables import Museum, Person
from exchange.placements import requesting
from exchange.placements.requests import MentorRequest, MentorTurn, RequestState, TurnState
from exchange.placements.turning import look_after_all
from schema.context import Info
from schema.described import told_input, told_type
from schema.engine.mapping import choice
from schema.governance.naming import names_of
from schema.in_person import somebody, within
from schema.placements.agreed import AgreementName
from schema.placements.agreements import Names, named
from schema.placements.signing import for_somebody

choice(
    RequestState,
    OPEN="A mentor is asked now.",
    ACCEPTED="A mentor said yes.",
    NOBODY="Nobody of those who were named can; others can be asked.",
    CALLED_OFF="A coordinator called it off.",
)
choice(
    TurnState,
    WAITING="Their turn has not come.",
    ASKED="They are asked now.",
    YES="They said yes.",
    NO="They said no.",
    LATE="They did not reply by the day.",
    FULL="They were passed over: they have too few days left.",
    AWAY="They were passed over: they receive nobody at present.",
    CALLED_OFF="The request was called off.",
)
MOST = 200


@told_type
class MentorTurnOf:
    """One mentor in the order of a request; a mentor sees their own turn alone."""

    mentor: AgreementName = strawberry.field(description="Who is asked.")
    museum: AgreementName = strawberry.field(description="At which museum.")
    state: TurnState = strawberry.field(description="What became of their turn.")
    asked_at: datetime | None = strawberry.field(description="When they were asked; null before.")
    reply_by: date | None = strawberry.field(description="Until which day they may reply; null before.")
    question: str | None = strawberry.field(description="What they want to know first.")
    reply: str | None = strawberry.field(description="What they were told; null as long as nobody did.")
    reason: str | None = strawberry.field(description="Why they said no, if they gave a reason.")


@strawberry.type(
    name="MentorRequest",
    description="A request to be a mentor: for its programme's coordinators, and for whom it asked.",
)
class Requested:
    """A request to be a mentor: for its programme's coordinators, and for whom it asked."""

    id: UUID = strawberry.field(description="Its id.")
    participant: AgreementName = strawberry.field(description="Who would come.")
    about: str = strawberry.field(description="What a coordinator says to the mentors.")
    since: date = strawberry.field(description="The first day of the stay.")
    until: date = strawberry.field(description="The last day of the stay.")
    days: int = strawberry.field(description="How many days of the mentor it takes.")
    state: RequestState = strawberry.field(description="What became of it.")
    application_id: UUID | None = strawberry.field(description="The application it is for, if it is for one.")
    agreement_id: UUID | None = strawberry.field(description="The agreement it is for, if it is for one.")
    made_at: datetime = strawberry.field(description="When a coordinator asked.")
    my_turn: bool = strawberry.field(description="Whether you are asked now.")
    turns: list[MentorTurnOf] = strawberry.field(description="The mentors in their order, as far as you see.")


@told_input
class MentorAskedInput:
    """A mentor who is to be asked."""

    mentor_id: UUID = strawberry.field(description="Who, by their UUID.")
    museum_id: UUID = strawberry.field(
        description="At which museum, by its UUID; they offer something there."
    )


@told_input
class MentorRequestInput:
    """A request to be a mentor, for an application or for an agreement."""

    id: UUID = strawberry.field(description="Its id, made on the device.")
    programme_id: UUID = strawberry.field(description="The programme, by its UUID; you coordinate it.")
    application_id: UUID | None = strawberry.field(
        description="The application it is for, by its UUID.", default=None
    )
    agreement_id: UUID | None = strawberry.field(
        description="The agreement it is for, by its UUID; either this or an application.", default=None
    )
    about: str = strawberry.field(description="What the mentors read; 1 to 2,000 characters.")
    since: date = strawberry.field(description="The first day of the stay, to come.")
    until: date = strawberry.field(description="The last day of the stay.")
    days: int = strawberry.field(description="How many days of the mentor it takes; at most 100.")
    patience: int = strawberry.field(description="How many days each mentor has to reply; 1 to 30.")
    mentors: list[MentorAskedInput] = strawberry.field(description="Whom to ask, in this order; at most 10.")


Which = Annotated[UUID, strawberry.argument(description="The request, by its UUID.")]
Asked = Annotated[MentorRequestInput, strawberry.argument(description="The request.")]
Close = Annotated[
    bool, strawberry.argument(description="Whether you also take back what you offer, and are asked no more.")
]
Reason = Annotated[str, strawberry.argument(description="Why, if you like; at most 2,000 characters.")]
Question = Annotated[str, strawberry.argument(description="What you want to know; 1 to 2,000 characters.")]
Reply = Annotated[str, strawberry.argument(description="What they want to know; 1 to 2,000 characters.")]


async def all_of_them(info: Info) -> list[Requested]:
    """Every request."""
    by = somebody(info.context)
    newest = select(MentorRequest).order_by(MentorRequest.made_at.desc(), MentorRequest.id).limit(MOST)
    async with within(info.context) as session:
        names: Names = {**await names_of(session, Person), **await names_of(session, Museum)}
        kept = (await session.scalars(newest)).all()
        theirs = select(MentorTurn).where(MentorTurn.request_id.in_([one.id for one in kept]))
        turns: dict[UUID, list[MentorTurn]] = {one.id: [] for one in kept}
        for turn in await session.scalars(theirs.order_by(MentorTurn.position)):
            turns[turn.request_id].append(turn)
        return [told(one, turns[one.id], names, by) for one in kept]


def told(one: MentorRequest, turns: Sequence[MentorTurn], names: Names, by: UUID) -> Requested:
    """A request as the graph shows it."""
    return Requested(
        id=one.id,
        participant=named(one.participant_id, names),
        about=one.about,
        since=one.since,
        until=one.until,
        days=one.days,
        state=one.state,
        application_id=one.application_id,
        agreement_id=one.agreement_id,
        made_at=one.made_at,
        my_turn=any(turn.mentor_id == by and turn.state is TurnState.ASKED for turn in turns),
        turns=[told_turn(turn, names) for turn in turns],
    )


def told_turn(turn: MentorTurn, names: Names) -> MentorTurnOf:
    """One turn as the graph shows it."""
    return MentorTurnOf(
        mentor=named(turn.mentor_id, names),
        museum=named(turn.museum_id, names),
        state=turn.state,
        asked_at=turn.asked_at,
        reply_by=turn.reply_by,
        question=turn.question,
        reply=turn.reply,
        reason=turn.reason,
    )


async def ask(info: Info, request: Asked) -> bool:
    """Ask mentors."""
    by, at = somebody(info.context), info.context.now()
    said = {name: value for name, value in vars(request).items() if name != "mentors"}
    row = MentorRequest(**said, state=RequestState.OPEN, by_id=by, made_at=at)
    mentors = [(one.mentor_id, one.museum_id) for one in request.mentors]
    async with for_somebody(info.context) as session:
        await requesting.ask_mentors(session, row, mentors, by=by, at=at)
    return True


async def yes(info: Info, id: Which, close: Close = False) -> bool:
    """Say yes; whatever else waits for them and their days goes on to the next."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await requesting.say_yes(session, id, close=close, by=by, at=at)
    await look_after_all(info.context.sessions, at=at)
    return True


async def no(info: Info, id: Which, reason: Reason = "") -> bool:
    """Say no."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await requesting.say_no(session, id, reason, by=by, at=at)
    return True


async def ask_for_more(info: Info, id: Which, question: Question) -> bool:
    """Ask back."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await requesting.ask_for_more(session, id, question, by=by, at=at)
    return True


async def tell_more(info: Info, id: Which, reply: Reply) -> bool:
    """Answer what a mentor asked back."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await requesting.tell_more(session, id, reply, by=by, at=at)
    return True


async def call_off(info: Info, id: Which) -> bool:
    """Call it off."""
    by, at = somebody(info.context), info.context.now()
    async with for_somebody(info.context) as session:
        await requesting.call_off(session, id, by=by, at=at)
    return True


@strawberry.type
class MentorRequestReads:
    """Questions about requests to be a mentor."""

    mentor_requests: list[Requested] = strawberry.field(
        resolver=all_of_them,
        description="The requests to be a mentor that asked you, or whose programme you coordinate, the"
        " latest first; at most 200. No key reads them.",
    )


@strawberry.type
class MentorRequestWrites:
    """What can be done with requests to be a mentor."""

    ask_mentors: bool = strawberry.mutation(
        resolver=ask,
        description="Ask mentors for an application or an agreement, one after the other, each until a day;"
        " nobody for more days than they have left of what they offer.",
    )
    accept_mentor_request: bool = strawberry.mutation(
        resolver=yes, description="Say yes to being a mentor; `FULL` where you have fewer days left."
    )
    decline_mentor_request: bool = strawberry.mutation(
        resolver=no, description="Say no to being a mentor; the next one is asked."
    )
    question_mentor_request: bool = strawberry.mutation(
        resolver=ask_for_more, description="Ask for more before you answer; until the same day."
    )
    reply_to_mentor: bool = strawberry.mutation(
        resolver=tell_more,
        description="Tell a mentor what they asked back, for a programme that you coordinate; they have their"
        " days again.",
    )
    call_mentor_request_off: bool = strawberry.mutation(
        resolver=call_off, description="Ask nobody any more, for a programme that you coordinate."
    )
