"""Applying to a call: a draft, what its rules come to, submitting it, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.governance.chartering import must_take_part
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import Refused, not_here
from exchange.ground.sealing import Seal
from exchange.matching.asked import Situation
from exchange.matching.judging import judged, kept, waivers_of
from exchange.matching.provisions import Provision, closed
from exchange.matching.tables import Application, ApplicationState
from exchange.people.roles import in_office
from exchange.people.tables import Membership, Role
from exchange.programmes.calls import Call, CallState
from exchange.programmes.eligibility import Judged, unmet
from exchange.programmes.lists import checked_text, checked_weeks, checked_words, within

MOST_OF_A_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class NewApplication:
    """An application as whoever applies writes it."""

    id: UUID
    call_id: UUID
    home_id: UUID
    sponsor_id: UUID | None
    aims: str
    project: str
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    languages: tuple[str, ...]
    weeks: tuple[date, ...]
    parts: int
    remote_days: int
    situations: frozenset[Situation]
    adjustments: frozenset[Provision]


async def save_application(
    session: AsyncSession, new: NewApplication, *, by: UUID, seal: Seal, at: datetime
) -> Application:
    """Keep a draft, for its person and whom they name as sponsor; saved again, the last words hold."""
    call = await open_to(session, new.call_id, at=at)
    await must_work_there(session, by, new.home_id, at=at)
    here = await session.get(Application, new.id, with_for_update=True)
    if here is None:
        await must_be_the_first(session, new, by=by)
        here = begun(new, call, by=by, at=at)
    must_be_a_draft(here, by=by)
    if here.call_id != new.call_id:
        raise Refused("ID_TAKEN", "Something else has this id.", "id")
    if (new.sponsor_id, new.home_id) != (here.sponsor_id, here.home_id):
        await name_sponsor(session, here, new, at=at)
    write(here, new, call)
    here.adjustments = closed(here.id, by, new.adjustments, seal)
    here.changed_at = at
    session.add(here)
    await session.flush()
    await record(session, "save application", told_of(here), by=by, at=at)
    return here


async def check_application(
    session: AsyncSession, id: UUID, *, placements: int, by: UUID, at: datetime
) -> list[Judged]:
    """What the rules of its call come to for a draft, criterion by criterion; kept for its coordinators."""
    application = await my_draft(session, id, by=by)
    call = await session.get_one(Call, application.call_id)
    verdicts = await judged(session, application, call, placements=placements, at=at)
    application.judged, application.rule_set_id = kept(verdicts), call.rule_set_id
    await session.flush()
    return verdicts


async def submit_application(
    session: AsyncSession, id: UUID, *, placements: int, by: UUID, at: datetime
) -> None:
    """Hand a draft to the coordinators: of a museum that takes part, each criterion met or waived."""
    application = await my_draft(session, id, by=by)
    call = await open_to(session, application.call_id, at=at)
    await must_take_part(session, call.network_id, {application.home_id}, at=at, field="homeId")
    verdicts = await check_application(session, id, placements=placements, by=by, at=at)
    left = unmet(verdicts, (await waivers_of(session, id)).keys())
    if left:
        facts = ", ".join(one.criterion.fact.value for one in left)
        raise Refused("NOT_ELIGIBLE", f"Not met yet, and not waived: {facts}.", "criteria")
    application.state, application.submitted_at = ApplicationState.SUBMITTED, at
    await session.flush()
    await record(session, "submit application", told_of(application), by=by, at=at)


async def withdraw_application(session: AsyncSession, id: UUID, *, by: UUID, at: datetime) -> None:
    """Take an application back, until it is decided; another one may follow."""
    application = await hold_application(session, id)
    if application.person_id != by:
        raise not_here()
    if application.state is ApplicationState.WITHDRAWN:
        return
    if application.state in (ApplicationState.ACCEPTED, ApplicationState.DECLINED):
        raise Refused("INVALID", "It is decided already: talk to the coordinators.", "id")
    application.state = ApplicationState.WITHDRAWN
    await session.flush()
    await record(session, "withdraw application", told_of(application), by=by, at=at)


async def hold_application(session: AsyncSession, id: UUID) -> Application:
    """Lock an application that one may see."""
    application = await session.get(Application, id, with_for_update=True)
    if application is None:
        raise not_here()
    return application


async def my_draft(session: AsyncSession, id: UUID, *, by: UUID) -> Application:
    """Lock a draft of one's own."""
    application = await hold_application(session, id)
    must_be_a_draft(application, by=by)
    return application


def must_be_a_draft(application: Application, *, by: UUID) -> None:
    """Refuses what is somebody else's, and what was handed in."""
    if application.person_id != by:
        raise not_here()
    if application.state is not ApplicationState.DRAFT:
        raise Refused("INVALID", "It was handed in, and stays as it was; withdraw it to write another.", "id")


async def open_to(session: AsyncSession, call_id: UUID, *, at: datetime) -> Call:
    """A call that takes applications at this moment."""
    call = await session.get(Call, call_id)
    if call is None:
        raise not_here()
    if call.state is not CallState.OPEN or not call.opens_at <= at < call.closes_at:
        raise Refused("CALL_CLOSED", "This call takes no applications now.", "callId")
    return call


async def must_work_there(session: AsyncSession, person_id: UUID, museum_id: UUID, *, at: datetime) -> None:
    """Refuses a museum at which somebody has no role today."""
    theirs = Membership.person_id == person_id, Membership.museum_id == museum_id, in_office(at.date())
    if await session.scalar(select(Membership.id).where(*theirs).limit(1)) is None:
        raise Refused("INVALID", "Name the museum at which you work.", "homeId")


async def name_sponsor(
    session: AsyncSession, here: Application, new: NewApplication, *, at: datetime
) -> None:
    """Name who signs for the home museum; what another one pledged does not hold for them."""
    if new.sponsor_id is not None:
        theirs = Membership.person_id == new.sponsor_id, Membership.museum_id == new.home_id
        signs = *theirs, Membership.role == Role.SPONSOR, in_office(at.date())
        if await session.scalar(select(Membership.id).where(*signs).limit(1)) is None:
            raise Refused("INVALID", "Name somebody who signs for your museum.", "sponsorId")
    here.sponsor_id = new.sponsor_id
    here.days_pledged = here.backfill = here.employed = here.pledged_at = None
    here.budget_line = here.budget_minor = here.currency = None


async def must_be_the_first(session: AsyncSession, new: NewApplication, *, by: UUID) -> None:
    """Refuses a second application of the same person to the same call."""
    mine = Application.call_id == new.call_id, Application.person_id == by
    living = *mine, Application.state != ApplicationState.WITHDRAWN
    if await session.scalar(select(Application.id).where(*living).limit(1)) is not None:
        raise Refused("INVALID", "You have an application to this call already.", "callId")


def begun(new: NewApplication, call: Call, *, by: UUID, at: datetime) -> Application:
    """An application that nothing stands in yet."""
    return Application(
        id=new.id,
        call_id=call.id,
        programme_id=call.programme_id,
        person_id=by,
        sponsor_id=None,
        state=ApplicationState.DRAFT,
        made_at=at,
    )


def write(here: Application, new: NewApplication, call: Call) -> None:
    """Write down what the person says; refuses what is too long, or outside the call."""
    weeks = checked_weeks(new.weeks, "weeks")
    if not within(weeks, call.first_day, call.last_day):
        raise Refused("INVALID", "Choose weeks in which the call’s stays are.", "weeks")
    if not 1 <= new.parts <= call.days:
        raise Refused("INVALID", "A stay has at most as many parts as days.", "parts")
    if not 0 <= new.remote_days <= call.days:
        raise Refused("INVALID", "No more days are remote than there are.", "remoteDays")
    here.home_id = new.home_id
    here.aims = checked_text(new.aims, MOST_OF_A_TEXT, "aims")
    here.project = checked_text(new.project, MOST_OF_A_TEXT, "project")
    here.skills = checked_words(new.skills, "skills")
    if not set(here.skills) <= set(call.skills):
        raise Refused("INVALID", "Choose from what can be learnt in this call.", "skills")
    here.interests = checked_words(new.interests, "interests")
    here.languages = checked_words(new.languages, "languages")
    here.weeks, here.parts, here.remote_days = weeks, new.parts, new.remote_days
    here.situations = sorted(one.value for one in new.situations)


def told_of(application: Application) -> Sequence[Changed]:
    """Who hears of an application: its person, its sponsor, and the programme once it was handed in."""
    scopes = [application.person_id]
    if application.sponsor_id is not None:
        scopes.append(application.sponsor_id)
    if application.submitted_at is not None or application.asks_waiver is not None:
        scopes.append(application.programme_id)
    return [Changed(scope, "Application", application.id) for scope in scopes]
