"""Drafting a call, opening and closing it: for who coordinates its programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.ground.ids import uuid7
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.programmes.calls import Call, CallState, Cost, Payer, Preset, RuleSet
from exchange.programmes.coordinating import coordinated
from exchange.programmes.eligibility import Criterion, check_criteria, read, written
from exchange.programmes.lists import checked_text, checked_words
from exchange.programmes.money import check_amount
from exchange.programmes.tables import Programme

ONE_AFTER_THE_OTHER = text("select pg_advisory_xact_lock(hashtextextended(:programme, 0))")
"""Versions of rules are numbered one by one, whoever drafts at the same time."""
MOST_OF_A_TITLE = 160
MOST_OF_A_MISSION = 4_000
MOST_DAYS = 60
MOST_HOURS = 1_000
MOST_FROM_ONE_MUSEUM = 50


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call as its coordinator drafts it."""

    id: UUID
    programme_id: UUID
    preset: Preset
    title: str
    mission: str
    skills: tuple[str, ...]
    deliverables: tuple[str, ...]
    metrics: tuple[str, ...]
    days: int
    parts: int
    remote_days: int
    reciprocal: bool
    first_day: date
    last_day: date
    opens_at: datetime
    closes_at: datetime
    zone: str
    payer: Payer
    covers: tuple[Cost, ...]
    lump_minor: int | None
    currency: str | None
    credit_hours: int
    criteria: tuple[Criterion, ...]
    most_from_one_museum: int | None = None


async def draft_call(session: AsyncSession, new: NewCall, *, by: UUID, at: datetime) -> None:
    """Draft a call, or change one that is a draft still; its rules are a new version where they differ."""
    programme = await coordinated(session, new.programme_id, by=by, at=at)
    fields = checked(new)
    rules = await version_of(session, programme, new.criteria, at=at)
    here = await session.get(Call, new.id, with_for_update=True)
    if here is None:
        here = Call(id=new.id, network_id=programme.network_id, programme_id=programme.id)
        session.add(here)
    elif here.programme_id != programme.id:
        raise Refused("ID_TAKEN", "Something else has this id.", "id")
    elif here.state is not CallState.DRAFT:
        raise Refused("INVALID", "A call that was opened stays as it was published.", "id")
    for name, value in fields.items():
        setattr(here, name, value)
    here.rule_set_id, here.state = rules.id, CallState.DRAFT
    await session.flush()
    changed = [Changed(programme.id, "Call", new.id)]
    await record(session, "draft call", changed, by=by, at=at, detail={"rules": rules.version})


async def open_call(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Publish a draft: from now on the network reads it, and from its first moment people apply."""
    call = await hold_call(session, id, by=by, at=at)
    if call.state is CallState.OPEN:
        return
    if call.state is CallState.CLOSED:
        raise Refused("INVALID", "A call that was closed stays closed: draft another one.", "id")
    if call.closes_at <= at:
        raise Refused("INVALID", "It would be over already: choose a later end.", "closesAt")
    await moved(session, call, CallState.OPEN, "open call", by=by, at=at)


async def close_call(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Take no more applications; what was submitted stays."""
    call = await hold_call(session, id, by=by, at=at)
    if call.state is CallState.DRAFT:
        raise Refused("INVALID", "It was never opened.", "id")
    if call.state is CallState.OPEN:
        await moved(session, call, CallState.CLOSED, "close call", by=by, at=at)


async def moved(
    session: AsyncSession, call: Call, state: CallState, act: str, *, by: UUID, at: datetime
) -> None:
    """Give a call its next state, and tell the network."""
    call.state = state
    await session.flush()
    changed = [Changed(scope, "Call", call.id) for scope in (call.programme_id, call.network_id)]
    await record(session, act, changed, by=by, at=at)


async def hold_call(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> Call:
    """Lock a call of a programme that this person coordinates."""
    call = await session.get(Call, id, with_for_update=True)
    if call is None:
        raise not_here()
    await coordinated(session, call.programme_id, by=by, at=at)
    return call


async def rules_of(session: AsyncSession, call: Call) -> tuple[int, list[Criterion]]:
    """The version and the criteria by which a call says who is eligible."""
    rules = await session.get_one(RuleSet, call.rule_set_id)
    return rules.version, read(rules.criteria)


async def versions_of(session: AsyncSession, programme_id: UUID) -> Sequence[RuleSet]:
    """Every version of a programme's rules, the newest first."""
    theirs = select(RuleSet).where(RuleSet.programme_id == programme_id)
    return (await session.scalars(theirs.order_by(RuleSet.version.desc()))).all()


async def version_of(
    session: AsyncSession, programme: Programme, criteria: Sequence[Criterion], *, at: datetime
) -> RuleSet:
    """The newest of the programme's rules that say just this, else the next version of them."""
    check_criteria(criteria)
    await session.execute(ONE_AFTER_THE_OTHER, {"programme": str(programme.id)})
    versions = await versions_of(session, programme.id)
    said = written(criteria)
    for version in versions:
        if version.criteria == said:
            return version
    rules = RuleSet(
        id=uuid7(at),
        network_id=programme.network_id,
        programme_id=programme.id,
        version=versions[0].version + 1 if versions else 1,
        criteria=said,
        made_at=at,
    )
    session.add(rules)
    await session.flush()
    return rules


def checked(new: NewCall) -> dict[str, object]:
    """What a call says, tidied; refuses one that says too little, or what cannot be."""
    refuse_days(new)
    refuse_money(new)
    refuse_share(new)
    return {
        "preset": new.preset,
        "title": checked_text(new.title, MOST_OF_A_TITLE, "title", least=1),
        "mission": checked_text(new.mission, MOST_OF_A_MISSION, "mission", least=1),
        "skills": checked_words(new.skills, "skills"),
        "deliverables": checked_words(new.deliverables, "deliverables"),
        "metrics": checked_words(new.metrics, "metrics"),
        "days": new.days,
        "parts": new.parts,
        "remote_days": new.remote_days,
        "reciprocal": new.reciprocal,
        "first_day": new.first_day,
        "last_day": new.last_day,
        "opens_at": new.opens_at,
        "closes_at": new.closes_at,
        "zone": new.zone,
        "payer": new.payer,
        "covers": sorted({one.value for one in new.covers}),
        "lump_minor": new.lump_minor,
        "currency": new.currency,
        "credit_hours": new.credit_hours,
        "most_from_one_museum": new.most_from_one_museum,
    }


def refuse_days(new: NewCall) -> None:
    """Refuses days that no stay can have, and a call that ends before it begins."""
    if not 1 <= new.days <= MOST_DAYS:
        raise Refused("INVALID", f"A stay has 1 to {MOST_DAYS} days.", "days")
    if not 1 <= new.parts <= new.days:
        raise Refused("INVALID", "A stay has at most as many parts as days.", "parts")
    if not 0 <= new.remote_days <= new.days:
        raise Refused("INVALID", "No more days are remote than there are.", "remoteDays")
    if new.last_day < new.first_day:
        raise Refused("INVALID", "The last day is before the first one.", "lastDay")
    if new.closes_at <= new.opens_at:
        raise Refused("INVALID", "It closes before it opens.", "closesAt")
    if new.zone not in available_timezones():
        raise Refused("INVALID", "This is no time zone.", "zone")


def refuse_money(new: NewCall) -> None:
    """Refuses an amount without a currency, and hours of credit that nobody has."""
    check_amount(new.lump_minor, new.currency, "lumpMinor")
    if not 0 <= new.credit_hours <= MOST_HOURS:
        raise Refused("INVALID", f"Credit is of 0 to {MOST_HOURS:,} hours.", "creditHours")


def refuse_share(new: NewCall) -> None:
    """Refuses a share that lets nobody go; without one, a museum sends as many as are chosen."""
    if new.most_from_one_museum is not None and not 1 <= new.most_from_one_museum <= MOST_FROM_ONE_MUSEUM:
        raise Refused("INVALID", f"Take 1 to {MOST_FROM_ONE_MUSEUM} from one museum.", "mostFromOneMuseum")
