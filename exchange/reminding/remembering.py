"""Remembering: of what somebody who wished for it is reminded, written down once. Steward's work."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from exchange.floor.follow_ups import AFTER
from exchange.floor.followed import Agreement, AgreementAnswer, FollowUp, HowFar
from exchange.floor.tables import Commitment, CommitmentState
from exchange.ground.ids import uuid7
from exchange.people.tables import Museum, Person, ScopeMember
from exchange.placements.agreements import CalledOff
from exchange.placements.looking import waiting
from exchange.placements.requests import MentorTurn, TurnState
from exchange.placements.tables import Audience, Placement
from exchange.reminding.tables import Reminder, ReminderKind, ReminderState, ReminderWish, Way
from exchange.reminding.turns import (
    BEFORE,
    NEWS,
    SIGNATURE_AFTER,
    Promised,
    of_request,
    of_signature,
    turns,
)

LONGEST = timedelta(days=max(AFTER)) + NEWS[ReminderKind.FOLLOW_UP]
A_DAY = timedelta(days=1)
"""Somewhere on Earth it is a day earlier or later."""


class Found(NamedTuple):
    """Who is reminded of what."""

    person_id: UUID
    kind: ReminderKind
    subject_id: UUID
    on_date: date
    zone: str


async def remember(session: AsyncSession, *, at: datetime) -> int:
    """Write down of what people are to be reminded, unless it stands there already; how much was new."""
    found = [*await of_authors(session, at=at), *await of_managers(session, at=at)]
    found += await of_mentors(session, at=at)
    found += [*await of_requests(session, at=at), *await of_signatories(session, at=at)]
    found += await of_called_off(session, at=at)
    new = 0
    for one in found:
        row = {**one._asdict(), "id": uuid7(at), "state": ReminderState.WAITING, "tries": 0}
        line = insert(Reminder).values(**row, made_at=at, next_try_at=at)
        new += len((await session.execute(line.on_conflict_do_nothing().returning(Reminder.id))).all())
    return new


async def of_authors(session: AsyncSession, *, at: datetime) -> list[Found]:
    """What is soon due, due, or asked about, by the clock of who promised it."""
    answered = (
        select(func.array_agg(FollowUp.days))
        .where(FollowUp.commitment_id == Commitment.id)
        .correlate(Commitment)
        .scalar_subquery()
    )
    today = at.date()
    near = Commitment.due_on.between(today - LONGEST - A_DAY, today + BEFORE + A_DAY)
    asked = (
        select(Commitment, Museum.time_zone, answered)
        .join(Placement, Placement.id == Commitment.placement_id)
        .join(Museum, Museum.id == Placement.home_id)
        .where(near, Commitment.removed_at.is_(None), wished(Commitment.author_id))
    )
    rows = (await session.execute(asked)).all()
    return [found for commitment, zone, days in rows for found in told(commitment, zone, days or (), at)]


def told(commitment: Commitment, zone: str, answered: tuple[int, ...], at: datetime) -> Iterator[Found]:
    """What one commitment has to say today."""
    promised = promised_by(commitment, zone, answered)
    for kind, day in turns(promised, at.astimezone(ZoneInfo(zone)).date()):
        yield Found(commitment.author_id, kind, commitment.id, day, zone)


def promised_by(commitment: Commitment, zone: str, answered: tuple[int, ...]) -> Promised:
    """What counts of a commitment, by the clock at home."""
    made_on = commitment.captured_at.astimezone(ZoneInfo(zone)).date()
    return Promised(commitment.due_on, made_on, commitment.state, answered)


async def of_managers(session: AsyncSession, *, at: datetime) -> list[Found]:
    """What somebody at home was asked to agree to."""
    asked = (
        select(Agreement, Museum.time_zone)
        .join(Commitment, Commitment.id == Agreement.commitment_id)
        .join(Placement, Placement.id == Commitment.placement_id)
        .join(Museum, Museum.id == Placement.home_id)
        .where(
            Agreement.answer == AgreementAnswer.ASKED,
            Agreement.manager_id == Commitment.manager_id,
            Agreement.asked_at > at - NEWS[ReminderKind.ASKED],
            Commitment.removed_at.is_(None),
            wished(Agreement.manager_id),
        )
    )
    return [
        Found(
            one.manager_id,
            ReminderKind.ASKED,
            one.commitment_id,
            one.asked_at.astimezone(ZoneInfo(zone)).date(),
            zone,
        )
        for one, zone in (await session.execute(asked)).all()
    ]


async def of_mentors(session: AsyncSession, *, at: datetime) -> list[Found]:
    """What was learned beside somebody and is done at home now; of each they hear once."""
    since = at - NEWS[ReminderKind.LANDED]
    said = Reminder.subject_id == Commitment.id, Reminder.kind == ReminderKind.LANDED
    asked = (
        select(Placement.mentor_id, Commitment.id, Museum.time_zone)
        .select_from(Commitment)
        .join(Placement, Placement.id == Commitment.placement_id)
        .join(Museum, Museum.id == Placement.host_id)
        .where(
            or_((Commitment.state == CommitmentState.DONE) & (Commitment.changed_at > since), fully(since)),
            Commitment.removed_at.is_(None),
            Commitment.audience != Audience.ONLY_ME,
            ~exists().where(*said, Reminder.person_id == Placement.mentor_id),
            wished(Placement.mentor_id),
        )
    )
    return [
        Found(mentor_id, ReminderKind.LANDED, named, at.astimezone(ZoneInfo(zone)).date(), zone)
        for mentor_id, named, zone in (await session.execute(asked)).all()
    ]


async def of_requests(session: AsyncSession, *, at: datetime) -> list[Found]:
    """Who is asked to be a mentor, by the clock of their museum."""
    asked = (
        select(MentorTurn, Museum.time_zone)
        .join(Museum, Museum.id == MentorTurn.museum_id)
        .where(MentorTurn.state == TurnState.ASKED, not_unwished(MentorTurn.mentor_id))
    )
    return [
        Found(turn.mentor_id, ReminderKind.REQUESTED, turn.request_id, day, zone)
        for turn, zone in (await session.execute(asked)).all()
        if turn.asked_at is not None and turn.reply_by is not None
        for day in of_request(local(turn.asked_at, zone), turn.reply_by, local(at, zone))
    ]


async def of_signatories(session: AsyncSession, *, at: datetime) -> list[Found]:
    """Whose signature is next, by the clock of the museum that they sign for."""
    zones = {museum.id: museum.time_zone for museum in await session.scalars(select(Museum))}
    long_ago = at - max(SIGNATURE_AFTER) - NEWS[ReminderKind.SIGNATURE]
    waits = [one for one in await waiting(session) if one.since >= long_ago]
    people = {one.signatory.person_id for one in waits}
    wanted = set(
        await session.scalars(select(Person.id).where(Person.id.in_(people), not_unwished(Person.id)))
    )
    return [
        Found(one.signatory.person_id, ReminderKind.SIGNATURE, one.agreement_id, day, zone)
        for one in waits
        if one.signatory.person_id in wanted
        for zone in (zones[one.signatory.museum_id],)
        for day in of_signature(local(one.since, zone), local(at, zone))
    ]


async def of_called_off(session: AsyncSession, *, at: datetime) -> list[Found]:
    """Whom an agreement concerns of which a stay was called off, by the clock of its host; not who did it."""
    lately = CalledOff.at > at - NEWS[ReminderKind.CALLED_OFF]
    concerned = ScopeMember.scope_id == CalledOff.agreement_id
    here = ScopeMember.left_at.is_(None), ScopeMember.person_id != CalledOff.by_id
    asked = (
        select(ScopeMember.person_id, CalledOff.agreement_id, CalledOff.at, Museum.time_zone)
        .select_from(CalledOff)
        .join(ScopeMember, concerned)
        .join(Museum, Museum.id == CalledOff.host_id)
        .where(lately, *here, not_unwished(ScopeMember.person_id))
    )
    return [
        Found(person_id, ReminderKind.CALLED_OFF, agreement_id, local(said_at, zone), zone)
        for person_id, agreement_id, said_at, zone in (await session.execute(asked)).all()
    ]


def local(at: datetime, zone: str) -> date:
    """Which day it is somewhere."""
    return at.astimezone(ZoneInfo(zone)).date()


def fully(since: datetime | None = None) -> ColumnElement[bool]:
    """Its author said that it happened, all of it."""
    lately = () if since is None else (FollowUp.received_at > since,)
    return exists().where(FollowUp.commitment_id == Commitment.id, FollowUp.how_far == HowFar.FULLY, *lately)


def wished(person: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Nobody is reminded who did not wish for it."""
    return exists().where(ReminderWish.person_id == person, ReminderWish.way != Way.NONE)


def not_unwished(person: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Who is asked in person hears of it, unless they said that they want no word."""
    return ~exists().where(ReminderWish.person_id == person, ReminderWish.way == Way.NONE)
