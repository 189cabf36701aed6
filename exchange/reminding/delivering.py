"""Delivering: which reminder goes next, whether it is still so, and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.agreeing import latest
from exchange.floor.followed import AgreementAnswer, FollowUp
from exchange.floor.tables import Commitment, CommitmentState
from exchange.placements.agreements import CalledOff, PlacementAgreement
from exchange.placements.looking import waiting
from exchange.placements.requests import MentorTurn, TurnState
from exchange.reminding.choosing import wish_of
from exchange.reminding.quiet import awake
from exchange.reminding.remembering import fully, promised_by
from exchange.reminding.tables import Reminder, ReminderKind, ReminderState
from exchange.reminding.turns import turns
from exchange.webhooks.schedule import pause_after

LEASE = timedelta(minutes=2)
AT_ONCE = 16


async def claim(session: AsyncSession, *, at: datetime) -> Sequence[Reminder]:
    """Take what is due, but for whom it is quiet now; a claim is a lease, so that none is lost."""
    due = select(Reminder).where(Reminder.state == ReminderState.WAITING, Reminder.next_try_at <= at)
    due = due.order_by(Reminder.next_try_at).limit(AT_ONCE).with_for_update(skip_locked=True)
    taken = []
    for one in (await session.scalars(due)).all():
        _, quiet = await wish_of(session, one.person_id)
        when = at if one.kind is ReminderKind.TRIED else awake(at, one.zone, quiet)
        if when > at:
            one.next_try_at = when
            continue
        one.tries += 1
        one.next_try_at = at + LEASE
        taken.append(one)
    return taken


async def still_so(session: AsyncSession, reminder: Reminder, *, at: datetime) -> bool:
    """Whether there is still something to be reminded of, and the person may read it; entered as them."""
    if reminder.kind is ReminderKind.TRIED:
        return True
    if reminder.kind is ReminderKind.REQUESTED:
        mine = MentorTurn.request_id == reminder.subject_id, MentorTurn.mentor_id == reminder.person_id
        asked = select(MentorTurn.request_id).where(*mine, MentorTurn.state == TurnState.ASKED)
        return await session.scalar(asked) is not None
    if reminder.kind is ReminderKind.SIGNATURE:
        return await signs_next(session, reminder)
    if reminder.kind is ReminderKind.CALLED_OFF:
        off = select(CalledOff.since).where(CalledOff.agreement_id == reminder.subject_id)
        return await session.scalar(off.limit(1)) is not None
    return await still_promised(session, reminder, at=at)


async def signs_next(session: AsyncSession, reminder: Reminder) -> bool:
    """Whether the signature of whoever is reminded is still the next one."""
    here = await waiting(session, PlacementAgreement.id == reminder.subject_id)
    return any(one.signatory.person_id == reminder.person_id for one in here)


async def still_promised(session: AsyncSession, reminder: Reminder, *, at: datetime) -> bool:
    """Whether a commitment still has to say what its author, manager or mentor is reminded of."""
    here = Commitment.id == reminder.subject_id, Commitment.removed_at.is_(None)
    commitment = await session.scalar(select(Commitment).where(*here))
    if commitment is None:
        return False
    if reminder.kind is ReminderKind.LANDED:
        landed = or_(Commitment.state == CommitmentState.DONE, fully())
        return await session.scalar(select(Commitment.id).where(*here, landed)) is not None
    if reminder.kind is ReminderKind.ASKED:
        last = await latest(session, commitment.id)
        waits = last is not None and last.answer is AgreementAnswer.ASKED
        return waits and last is not None and last.manager_id == reminder.person_id
    of_it = select(FollowUp.days).where(FollowUp.commitment_id == commitment.id)
    answered = tuple((await session.scalars(of_it)).all())
    today = at.astimezone(ZoneInfo(reminder.zone)).date()
    promised = promised_by(commitment, reminder.zone, answered)
    return (reminder.kind, reminder.on_date) in turns(promised, today)


async def ended(session: AsyncSession, id: UUID, state: ReminderState, *, at: datetime) -> None:
    """Write down that a reminder was sent, or is nothing any more."""
    here = await session.get(Reminder, id, with_for_update=True)
    if here is not None:
        here.state, here.next_try_at, here.ended_at, here.trouble = state, None, at, None


async def not_taken(session: AsyncSession, id: UUID, trouble: str, *, at: datetime) -> None:
    """Nobody took it: it is tried again after a while, and not for ever."""
    here = await session.get(Reminder, id, with_for_update=True)
    if here is None or here.state is not ReminderState.WAITING:
        return
    pause = pause_after(here.tries)
    here.trouble = trouble
    if pause is not None:
        here.next_try_at = at + pause
        return
    here.state, here.next_try_at, here.ended_at = ReminderState.DEAD, None, at
