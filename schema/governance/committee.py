"""The committee in the graph: its seats, what is put to it, its votes, and its public register."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import strawberry
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance import declaring, seating, voting
from exchange.governance.conflicts import Conflict
from exchange.governance.quorum import quorum_of
from exchange.governance.rotation import may_stay, next_rotation
from exchange.governance.tables import About, Choice, InterestKind, MotionState, Seat
from exchange.governance.tables import Motion as Kept
from exchange.people.tables import Museum, Person
from schema.context import Info
from schema.described import told_type
from schema.engine.mapping import choice
from schema.governance.naming import names_of
from schema.in_person import somebody, within

choice(
    Conflict,
    CONCERNED="It is about them.",
    CO_APPLICANT="They want the same.",
    EMPLOYER="They work at a museum that it concerns, or did when it was put.",
    MANAGER="They manage somebody whom it concerns, or are managed by them.",
    MENTOR="They were the mentor of somebody whom it concerns, or learned from them.",
    DECLARED="They declared an interest.",
    UNDECLARED="They have not declared their interests this year.",
)
choice(
    InterestKind,
    NOTHING="They have no interests to declare.",
    FAMILY="Somebody of their family.",
    FRIENDSHIP="A friend, or somebody they do not get on with.",
    WORK="Work for them, now or before.",
    MONEY="Money, given or owed.",
    OTHER="Something else.",
)
choice(
    About,
    APPLICATION="Somebody's application for a placement.",
    PLACEMENT="A placement.",
    CHARTER="The charter.",
    MUSEUM="A museum that wants to take part, or takes part.",
    OTHER="Something else.",
)
choice(
    MotionState,
    OPEN="Nothing was decided.",
    CARRIED="More were for it than against it.",
    REJECTED="No more were for it than against it.",
    WITHDRAWN="Whoever put it took it back.",
)
choice(Choice, FOR="Yes.", AGAINST="No.", ABSTAIN="Neither; it counts for the quorum.")


@told_type
class CommitteeSeat:
    """A term of somebody on the committee."""

    id: UUID = strawberry.field(description="Its id, to end it with.")
    number: int = strawberry.field(description="The seat, by its place among all, from 1.")
    substitute: bool = strawberry.field(description="Whether they stand in for whoever holds the seat.")
    person: strawberry.ID = strawberry.field(description="Who it is.")
    name: str = strawberry.field(description="Their name.")
    museum: str = strawberry.field(description="The name of the museum where they worked when it began.")
    since: date = strawberry.field(description="The first day of the term.")
    until: date = strawberry.field(description="Its last day.")
    may_stay: bool = strawberry.field(description="Whether another term may follow.")
    declared: list[InterestKind] = strawberry.field(
        description="What kinds of interest they declared; NOTHING: they have none; empty: not this year."
    )


@told_type
class Committee:
    """The committee of your network today."""

    seats: list[CommitteeSeat] = strawberry.field(
        description="Everybody who sits there, by seat; a holder before the substitute."
    )
    coming: list[CommitteeSeat] = strawberry.field(
        description="The terms that are given and have not begun, by seat."
    )
    quorum: int = strawberry.field(description="How many seats have to vote before anything is decided.")
    rotates_on: date | None = strawberry.field(description="The day on which terms end next, if any.")
    rotating: list[int] = strawberry.field(
        description="The seats whose terms end then, by their place among all."
    )
    mine: bool = strawberry.field(description="Whether you sit there.")


@told_type
class MotionSeat:
    """Somebody on the committee, as they stand to one motion."""

    number: int = strawberry.field(description="The seat, by its place among all, from 1.")
    substitute: bool = strawberry.field(description="Whether they stand in for whoever holds the seat.")
    name: str = strawberry.field(description="Their name.")
    conflicts: list[Conflict] = strawberry.field(description="Why they may not decide this; none: they may.")
    votes: bool = strawberry.field(description="Whether it is they who vote for this seat.")
    voted: bool = strawberry.field(description="Whether they have.")


@told_type
class MotionVote:
    """What somebody said to a motion that is decided."""

    name: str = strawberry.field(description="Who said it.")
    choice: Choice = strawberry.field(description="How they voted.")
    reason: str = strawberry.field(description="Why; it may be empty.")


@told_type
class Matter:
    """What a motion is about; shown to nobody who has a conflict of interest in it."""

    title: str = strawberry.field(description="What is asked, in a line.")
    words: str = strawberry.field(description="What is proposed.")
    about: UUID | None = strawberry.field(description="The id of what it is about, where that has one.")
    persons: list[str] = strawberry.field(description="The names of whom it concerns.")
    museums: list[str] = strawberry.field(description="The names of the museums it concerns.")


@told_type
class Motion:
    """Something put to the committee."""

    id: UUID = strawberry.field(description="Its id.")
    about: About = strawberry.field(description="What sort of thing it is about.")
    state: MotionState = strawberry.field(description="How it stands.")
    put_by: str = strawberry.field(description="Who put it.")
    put_at: datetime = strawberry.field(description="When they did.")
    decided_at: datetime | None = strawberry.field(description="When it was decided or taken back.")
    seats: int | None = strawberry.field(description="How many seats there were when it was decided.")
    recused: int | None = strawberry.field(description="How many holders of seats took no part in it.")
    votes_for: int | None = strawberry.field(description="How many were for it.")
    votes_against: int | None = strawberry.field(description="How many were against it.")
    abstained: int | None = strawberry.field(description="How many were neither.")
    matter: Matter | None = strawberry.field(
        description="What it is about; null unless you sit on the committee and have no conflict of interest."
    )
    bench: list[MotionSeat] = strawberry.field(
        description="The committee as it stands to an open motion; only yourself where `matter` is null."
    )
    votes: list[MotionVote] = strawberry.field(
        description="Your own word; everybody's once it is decided, if `matter` is yours to read."
    )
    my_conflicts: list[Conflict] = strawberry.field(description="Your own conflicts of interest in it.")
    may_vote: bool = strawberry.field(description="Whether you vote on it now.")
    may_withdraw: bool = strawberry.field(description="Whether you may take it back.")


async def committee(info: Info) -> Committee:
    """Who sits there."""
    today, by = info.context.now().astimezone(UTC).date(), somebody(info.context)
    async with within(info.context) as session:
        kept = await seating.seats(session)
        names = await names_of(session, Person)
        museums = await names_of(session, Museum)
        declared = await declaring.declared(session)
    terms = [seating.term_of(one) for one in kept]
    rotating = next_rotation(terms, today)

    def shown(one: Seat) -> CommitteeSeat:
        return CommitteeSeat(
            id=one.id,
            number=one.number,
            substitute=one.substitute,
            person=strawberry.ID(f"Person:{one.person_id}"),
            name=names[one.person_id],
            museum=museums[one.museum_id],
            since=one.since,
            until=one.until,
            may_stay=may_stay(seating.term_of(one), terms),
            declared=sorted({InterestKind(it.kind) for it in declared if it.person_id == one.person_id}),
        )

    sitting = [one for one in kept if seating.term_of(one).lasts(today)]
    return Committee(
        seats=list(map(shown, sitting)),
        coming=[shown(one) for one in kept if one.since > today],
        quorum=quorum_of(len({one.number for one in sitting})),
        rotates_on=rotating[0].until if rotating else None,
        rotating=[term.number for term in rotating],
        mine=any(one.person_id == by for one in sitting),
    )


async def motions(info: Info) -> list[Motion]:
    """What was put to it."""
    by = somebody(info.context)
    async with within(info.context) as session:
        names = await names_of(session, Person)
        museums = await names_of(session, Museum)
        return [
            await told(session, one, names=names, museums=museums, by=by)
            for one in await voting.motions(session)
        ]


async def told(
    session: AsyncSession, kept: Kept, *, names: Mapping[UUID, str], museums: Mapping[UUID, str], by: UUID
) -> Motion:
    """A motion as one person may know it: the database leaves out the rest."""
    matter = await voting.matter_of(session, kept.id)
    open_still = kept.state is MotionState.OPEN
    sitting = await voting.bench(session, kept.id) if open_still else []
    mine = next((one for one in sitting if one.person_id == by), None)
    return Motion(
        id=kept.id,
        about=kept.about,
        state=kept.state,
        put_by=names[kept.put_by_id],
        put_at=kept.put_at,
        decided_at=kept.decided_at,
        seats=kept.seats,
        recused=kept.recused,
        votes_for=kept.votes_for,
        votes_against=kept.votes_against,
        abstained=kept.abstained,
        matter=None
        if matter is None
        else Matter(
            title=matter.title,
            words=matter.words,
            about=matter.about_id,
            persons=[names[one] for one in matter.persons],
            museums=[museums[one] for one in matter.museums],
        ),
        bench=[
            MotionSeat(
                number=one.number,
                substitute=one.substitute,
                name=names[one.person_id],
                conflicts=one.conflicts,
                votes=one.votes,
                voted=one.voted,
            )
            for one in sitting
        ],
        votes=[
            MotionVote(name=names[one.person_id], choice=one.choice, reason=one.reason)
            for one in await voting.votes_of(session, kept.id)
        ],
        my_conflicts=mine.conflicts if mine else [],
        may_vote=mine is not None and mine.votes,
        may_withdraw=open_still and kept.put_by_id == by,
    )


@strawberry.type
class CommitteeReads:
    """Questions about the committee."""

    committee: Committee = strawberry.field(
        resolver=committee, description="Who sits on your network's committee today, and who rotates next."
    )
    motions: list[Motion] = strawberry.field(
        resolver=motions,
        description="What was put to your network's committee, the latest 200: as a register for everybody, "
        "in full for whoever decides.",
    )
