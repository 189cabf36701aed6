"""Collecting the papers of the programmes that a desk covers, and the weeks in which museums are closed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from exchange.desk.covering import Covered
from exchange.desk.papers import Agreed, Applied, Papers, Placed
from exchange.desk.stages import OF_APPLICATION
from exchange.desk.stays import Stay, Sure, closed_weeks, window
from exchange.matching.judging import read_again
from exchange.matching.tables import Application, ApplicationState, Offer, Waiver
from exchange.people.tables import Person
from exchange.placements.agreements import PlacementAgreement
from exchange.placements.chain import state_of
from exchange.placements.counting import takes_place
from exchange.placements.looking import newest
from exchange.placements.tables import Placement
from exchange.programmes.calls import Call
from exchange.programmes.eligibility import Fact, unmet
from exchange.programmes.foreseen import Blackout

MOST = 500
"""So many papers of each kind are looked at, those that moved last before the others."""
HOME_AGAIN_FOR = timedelta(days=60)
"""So long somebody stays on the desk who is home again."""


async def papers(session: AsyncSession, desk: Covered) -> Papers:
    """What lies on a desk."""
    return Papers(
        await applications(session, desk), await agreements(session, desk), await placements(session, desk)
    )


async def applications(session: AsyncSession, desk: Covered) -> Sequence[Applied]:
    """Applications on their way; a draft only when its coordinators are asked to overlook something."""
    sponsor = aliased(Person)
    theirs = Application.programme_id.in_(desk.programmes), Application.state.in_(OF_APPLICATION)
    shown = or_(
        Application.state != ApplicationState.DRAFT,
        and_(Application.asks_waiver.is_not(None), Application.person_id != desk.by),
    )
    rows = (
        await session.execute(
            select(Application, Call, Person.name, sponsor.name)
            .join(Call, Call.id == Application.call_id)
            .join(Person, Person.id == Application.person_id)
            .outerjoin(sponsor, sponsor.id == Application.sponsor_id)
            .where(*theirs, shown)
            .order_by(Application.changed_at.desc(), Application.id)
            .limit(MOST)
        )
    ).all()
    waived = await waivers(session, [one.id for one, *_ in rows])
    return [
        Applied(one, call, person, signs, wants_waiver(one, waived[one.id]))
        for one, call, person, signs in rows
    ]


async def waivers(session: AsyncSession, application_ids: Sequence[UUID]) -> dict[UUID, set[Fact]]:
    """What is overlooked, by application."""
    found: dict[UUID, set[Fact]] = defaultdict(set)
    given = select(Waiver.application_id, Waiver.fact).where(Waiver.application_id.in_(application_ids))
    for application_id, fact in await session.execute(given):
        found[application_id].add(fact)
    return found


def wants_waiver(application: Application, waived: set[Fact]) -> bool:
    """Whether a draft still asks to have something overlooked."""
    if application.state is not ApplicationState.DRAFT:
        return False
    if application.judged is None:
        return not waived
    return bool(unmet(read_again(application.judged), waived))


async def agreements(session: AsyncSession, desk: Covered) -> Sequence[Agreed]:
    """Agreements by their newest wording; whose participant was erased is on no way any more."""
    theirs = PlacementAgreement.programme_id.in_(desk.programmes)
    found = await newest(session, theirs, most=MOST)
    people = {one.agreement.participant_id for one in found}
    people |= {each.person_id for one in found for each in one.terms.signatories}
    names = await names_of(session, people)
    return [
        Agreed(
            row=one.agreement,
            person=names[one.agreement.participant_id],
            terms=one.terms,
            state=state_of(one.terms.signatories, one.said),
            signatory=names.get(one.signatory.person_id) if one.signatory else None,
            moved_at=one.moved_at,
        )
        for one in found
    ]


async def names_of(session: AsyncSession, person_ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these people."""
    found = await session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids)))
    return dict(found.all())


async def placements(session: AsyncSession, desk: Covered) -> Sequence[Placed]:
    """Placements to come, under way, and over for not too long."""
    found = await session.execute(
        select(Placement, Person.name)
        .join(Person, Person.id == Placement.participant_id)
        .where(
            Placement.programme_id.in_(desk.programmes),
            Placement.ends_on >= desk.at.date() - HOME_AGAIN_FOR,
            takes_place(),
        )
        .order_by(Placement.starts_on, Placement.id)
        .limit(MOST)
    )
    return [Placed(row, person) for row, person in found]


async def closed(session: AsyncSession, *, today: date) -> list[Stay]:
    """When museums receive nobody, as they say themselves and their mentors with what they offer."""
    mondays: dict[UUID, set[date]] = defaultdict(set)
    offered = select(Offer.museum_id, Offer.blackouts).where(Offer.ended_at.is_(None))
    for museum_id, blackouts in await session.execute(offered):
        mondays[museum_id] |= set(blackouts)
    begins, ends = window(today)
    said = select(Blackout).where(
        Blackout.withdrawn_at.is_(None), Blackout.first_day <= ends, Blackout.last_day >= begins
    )
    told = [
        Stay(sure=Sure.CLOSED, museum_id=one.museum_id, since=one.first_day, until=one.last_day)
        for one in await session.scalars(said)
    ]
    weekly = (closed_weeks(museum_id, weeks, today=today) for museum_id, weeks in mondays.items())
    return [*told, *chain.from_iterable(weekly)]
