"""Judging an application: what is known of it and of whoever applies, and what the call's rules come to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.matching.tables import Application, Waiver
from exchange.people.roles import in_office
from exchange.people.tables import Membership
from exchange.programmes.calling import rules_of
from exchange.programmes.calls import Call
from exchange.programmes.eligibility import Fact, Finding, Judged, Source, Value, judge, read

MONTHS = 12


async def judged(
    session: AsyncSession, application: Application, call: Call, *, placements: int, at: datetime
) -> list[Judged]:
    """The verdict for each criterion of the call's rules; entered as whoever applies."""
    _, criteria = await rules_of(session, call)
    today = at.astimezone(ZoneInfo(call.zone)).date()
    facts = {
        **await on_record(session, application, on=today),
        **said(application, on=today),
        **pledged(application),
        Fact.PLACEMENTS_BEFORE: placements,
    }
    return judge(criteria, facts)


async def on_record(session: AsyncSession, application: Application, *, on: date) -> dict[Fact, Value]:
    """What the network's own records say of whoever applies."""
    mine = Membership.person_id == application.person_id, in_office(on)
    roles = (await session.scalars(select(Membership).where(*mine))).all()
    since = [one.since for one in roles if one.museum_id == application.home_id]
    found: dict[Fact, Value] = {Fact.ROLES: frozenset(one.role.value for one in roles)}
    if since:
        found[Fact.MONTHS_AT_MUSEUM] = whole_months(min(since), on)
    return found


def said(application: Application, *, on: date) -> dict[Fact, Value]:
    """What the application itself says."""
    found: dict[Fact, Value] = {
        Fact.AIMS_WORDS: len(application.aims.split()),
        Fact.PROJECT_WORDS: len(application.project.split()),
        Fact.WEEKS_POSSIBLE: len(application.weeks),
    }
    if application.languages:
        found[Fact.LANGUAGES] = frozenset(application.languages)
    if application.weeks:
        found[Fact.DAYS_AHEAD] = max((min(application.weeks) - on).days, 0)
    return found


def pledged(application: Application) -> dict[Fact, Value]:
    """What the sponsor pledged; nothing is known before."""
    told = {
        Fact.DAYS_PLEDGED: application.days_pledged,
        Fact.BACKFILL: application.backfill,
        Fact.EMPLOYED: application.employed,
    }
    return {fact: value for fact, value in told.items() if value is not None}


def whole_months(since: date, on: date) -> int:
    """How many whole months lie between two days."""
    months = (on.year - since.year) * MONTHS + on.month - since.month
    return max(months - (on.day < since.day), 0)


def kept(verdicts: list[Judged]) -> list[dict[str, Any]]:
    """Verdicts as they are kept with the application."""
    return [
        asdict(one.criterion)
        | {
            "verdict": one.verdict,
            "value": sorted(one.value) if isinstance(one.value, frozenset) else one.value,
            "source": one.source,
        }
        for one in verdicts
    ]


def read_again(said: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Verdicts as they were kept."""
    return [
        Judged(
            read([one])[0],
            Finding(one["verdict"]),
            frozenset(one["value"]) if isinstance(one["value"], list) else one["value"],
            Source(one["source"]),
        )
        for one in said
    ]


async def waivers_of(session: AsyncSession, application_id: UUID) -> dict[Fact, Waiver]:
    """What is overlooked for an application, by the fact it is about."""
    found = await session.scalars(select(Waiver).where(Waiver.application_id == application_id))
    return {one.fact: one for one in found}
