"""What is done on the committee: seats given and ended, interests declared, motions put and decided."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.governance import declaring, putting, seating
from exchange.governance import voting as acts
from exchange.governance.declaring import Interest
from exchange.governance.putting import NewMotion
from exchange.governance.seating import NewSeat
from exchange.governance.tables import About, Choice, InterestKind, MotionState
from schema.context import Info
from schema.described import told_input
from schema.in_person import somebody, within
from schema.review.custody import just_shown


@told_input
class SeatInput:
    """A term on the committee."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    number: int = strawberry.field(description="The seat, by its place among all, from 1 to 15.")
    substitute: bool = strawberry.field(description="Whether it is to stand in for whoever holds the seat.")
    person_id: UUID = strawberry.field(description="Who is to sit there; they have a role in the network.")
    since: date = strawberry.field(description="The first day of the term.")
    until: date = strawberry.field(description="Its last day, at most three years later.")


@told_input
class InterestInput:
    """An interest in one person or in one museum."""

    kind: InterestKind = strawberry.field(description="What sort of interest; not NOTHING.")
    person_id: UUID | None = strawberry.field(description="The person it is about.", default=None)
    museum_id: UUID | None = strawberry.field(description="The museum it is about.", default=None)
    words: str = strawberry.field(
        description="What it is, for yourself; at most 400 characters, shown to nobody.", default=""
    )


@told_input
class MotionInput:
    """Something to be decided."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    about: About = strawberry.field(description="What sort of thing it is about.")
    title: str = strawberry.field(description="What is asked; 1 to 200 characters.")
    words: str = strawberry.field(description="What is proposed; at most 5,000 characters.", default="")
    persons: list[UUID] = strawberry.field(description="Whom it concerns; at most 50.", default_factory=list)
    museums: list[UUID] = strawberry.field(
        description="The museums it concerns; at most 50.", default_factory=list
    )


Term = Annotated[SeatInput, strawberry.argument(description="The term.")]
Interests = Annotated[
    list[InterestInput], strawberry.argument(description="Your interests; an empty list: you have none.")
]
New = Annotated[MotionInput, strawberry.argument(description="The motion.")]
Which = Annotated[UUID, strawberry.argument(description="The motion, by its UUID.")]
Ends = Annotated[UUID, strawberry.argument(description="The term, by the UUID of its seat.")]
LastDay = Annotated[date, strawberry.argument(description="Its last day: today at the earliest.")]
Way = Annotated[Choice, strawberry.argument(description="How you vote.")]
Why = Annotated[
    str, strawberry.argument(description="Why, for the others once it is decided; at most 1,000 characters.")
]
Reason = Annotated[
    str, strawberry.argument(description="Why, for yourself; at most 400 characters, shown to nobody.")
]


async def give_seat(info: Info, seat: Term) -> bool:
    """Give a seat."""
    new = NewSeat(seat.id, seat.number, seat.substitute, seat.person_id, seat.since, seat.until)
    async with within(info.context) as session:
        await seating.give_seat(session, new, by=somebody(info.context), at=info.context.now())
    return True


async def end_seat(info: Info, seat_id: Ends, last_day: LastDay) -> bool:
    """End a term."""
    async with within(info.context) as session:
        by, at = somebody(info.context), info.context.now()
        await seating.end_seat(session, seat_id, last_day, by=by, at=at)
    return True


async def declare(info: Info, interests: Interests) -> bool:
    """Declare interests."""
    said = [Interest(one.kind, one.person_id, one.museum_id, one.words) for one in interests]
    async with within(info.context) as session:
        await declaring.declare(session, said, by=somebody(info.context), at=info.context.now())
    return True


async def step_back(info: Info, motion_id: Which, words: Reason) -> bool:
    """Step back."""
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        await declaring.step_back(session, motion_id, words, by=by, at=at)
    return True


async def put(info: Info, motion: New) -> bool:
    """Put a motion."""
    new = NewMotion(
        motion.id,
        motion.about,
        None,
        motion.title,
        motion.words,
        persons=frozenset(motion.persons),
        museums=frozenset(motion.museums),
    )
    async with within(info.context) as session:
        await putting.put_motion(session, new, by=somebody(info.context), at=info.context.now())
    return True


async def withdraw(info: Info, motion_id: Which) -> bool:
    """Take it back."""
    async with within(info.context) as session:
        await putting.withdraw_motion(session, motion_id, by=somebody(info.context), at=info.context.now())
    return True


async def vote(info: Info, motion_id: Which, choice: Way, reason: Why) -> bool:
    """Vote on it."""
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        await acts.cast_vote(session, motion_id, choice, reason, by=by, at=at)
    return True


async def decide(info: Info, motion_id: Which) -> MotionState:
    """Decide it."""
    await just_shown(info.context)
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        return (await acts.decide(session, motion_id, by=by, at=at)).state


@strawberry.type
class CommitteeWrites:
    """What is done on the committee."""

    give_seat: bool = strawberry.mutation(
        resolver=give_seat,
        description="Give somebody a seat for a term: for coordinators. `TAKEN`, `SEATED` or `ROTATION` say "
        "why it cannot be.",
    )
    end_seat: bool = strawberry.mutation(
        resolver=end_seat,
        description="Let a term end earlier than it was given: for coordinators.",
    )
    declare_interests: bool = strawberry.mutation(
        resolver=declare,
        description="Declare your interests for a year; what you declared before ends with it.",
    )
    step_back: bool = strawberry.mutation(
        resolver=step_back,
        description="Take no part in one motion: from now on you neither read it nor vote on it.",
    )
    put_motion: bool = strawberry.mutation(
        resolver=put, description="Put something to the committee: for coordinators and its members."
    )
    withdraw_motion: bool = strawberry.mutation(
        resolver=withdraw, description="Take back an open motion that you put."
    )
    cast_vote: bool = strawberry.mutation(
        resolver=vote,
        description="Vote on an open motion; said again before the decision, the last word counts. `RECUSED` "
        "where you have a conflict of interest.",
    )
    decide_motion: MotionState = strawberry.mutation(
        resolver=decide,
        description="Close an open motion and count its votes: for whoever votes on it and has just shown "
        "that it is them. `NO_QUORUM` as long as too few have voted.",
    )
