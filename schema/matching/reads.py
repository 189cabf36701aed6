"""What can be asked about applications and offers."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from exchange.ground.refusals import not_here
from exchange.matching.applying import check_application
from exchange.matching.judging import read_again, waivers_of
from exchange.matching.provisions import KEY, Provision, opened
from exchange.matching.tables import Application as Applied
from exchange.matching.tables import ApplicationState, Waiver
from exchange.people.tables import Person
from exchange.placements.counting import placements_before
from exchange.programmes.eligibility import Finding, Judged, Source, Value
from schema.context import Info
from schema.described import told_type
from schema.engine.connections import Connection
from schema.engine.filters import among, matching, points_to
from schema.engine.roots import Order, page
from schema.in_person import somebody, within
from schema.matching.types import Application, Offer
from schema.programmes.calls import Criterion, shown


@strawberry.input(description="Which applications.")
class ApplicationWhere:
    """Which applications."""

    call: strawberry.ID | None = matching("Only to this call.", points_to("call_id", "Call"))
    person: strawberry.ID | None = matching("Only of this person.", points_to("person_id", "Person"))
    sponsor: strawberry.ID | None = matching("Only with this sponsor.", points_to("sponsor_id", "Person"))
    home: strawberry.ID | None = matching("Only from this museum.", points_to("home_id", "Museum"))
    state: list[ApplicationState] | None = matching("Only in one of these states.", among("state"))


@strawberry.input(description="Which offers.")
class OfferWhere:
    """Which offers."""

    museum: strawberry.ID | None = matching("Only of this museum.", points_to("museum_id", "Museum"))
    mentor: strawberry.ID | None = matching("Only of this mentor.", points_to("mentor_id", "Person"))


@told_type
class CriterionVerdict:
    """What one criterion of the call's rules comes to, with the fact that it rests on."""

    criterion: Criterion = strawberry.field(description="What is asked.")
    verdict: Finding = strawberry.field(description="What it comes to.")
    number: int | None = strawberry.field(
        description="How many there are, where that is known; null for other facts."
    )
    words: list[str] | None = strawberry.field(description="The words that are known; null for other facts.")
    so: bool | None = strawberry.field(description="Whether it is so, where known; null for other facts.")
    source: Source = strawberry.field(description="From where it is known.")
    waived_by: str | None = strawberry.field(description="Who overlooks it, by name; null where nobody does.")
    waived_because: str | None = strawberry.field(description="Why it is overlooked; null where nobody does.")
    waived_at: datetime | None = strawberry.field(
        description="Since when it is overlooked; null where nobody does."
    )


Which = Annotated[UUID, strawberry.argument(description="The application, by its UUID.")]


async def verdicts(info: Info, application_id: Which) -> list[CriterionVerdict]:
    """What the rules come to: for a draft of one's own as of now, else as they were last looked at."""
    context = info.context
    by, at = somebody(context), context.now()
    async with within(context) as session:
        here = await session.get(Applied, application_id)
        if here is None:
            raise not_here()
        if here.person_id == by and here.state is ApplicationState.DRAFT:
            before = await placements_before(session, by, on=at.date())
            found = await check_application(session, here.id, placements=before, by=by, at=at)
        else:
            found = read_again(here.judged or [])
        waivers = await waivers_of(session, here.id)
        names = {fact: (await session.get_one(Person, one.by_id)).name for fact, one in waivers.items()}
    return [told(one, waivers.get(one.criterion.fact), names.get(one.criterion.fact)) for one in found]


def told(one: Judged, waiver: Waiver | None, name: str | None) -> CriterionVerdict:
    """A verdict as the graph shows it."""
    number, words, so = parted(one.value)
    return CriterionVerdict(
        criterion=shown(one.criterion),
        verdict=one.verdict,
        number=number,
        words=words,
        so=so,
        source=one.source,
        waived_by=name,
        waived_because=waiver.reason if waiver else None,
        waived_at=waiver.at if waiver else None,
    )


def parted(value: Value | None) -> tuple[int | None, list[str] | None, bool | None]:
    """A value as a number, as words, or as yes or no."""
    if isinstance(value, frozenset):
        return None, sorted(value), None
    return (None, None, value) if isinstance(value, bool) else (value, None, None)


async def wanted(info: Info, application_id: Which) -> list[Provision]:
    """What a host has to be able to do."""
    context = info.context
    async with within(context) as session:
        here = await session.get(Applied, application_id)
    if here is None or here.person_id != somebody(context):
        return []
    return opened(here.id, here.person_id, here.adjustments, context.seal.apart(KEY)) or []


@strawberry.type
class MatchingReads:
    """Questions about applications and offers."""

    applications: Connection[Application] = page(
        "The applications that you may see, the last changed first: your own, those you sponsor, and what "
        "was handed in to programmes that you coordinate.",
        Application,
        where=ApplicationWhere,
        order=Order("changed_at", newest=True),
    )
    offers: Connection[Offer] = page(
        "What mentors of your networks offer, the latest first.",
        Offer,
        where=OfferWhere,
        order=Order("made_at", newest=True),
    )
    application_verdicts: list[CriterionVerdict] = strawberry.field(
        resolver=verdicts,
        description="What each criterion of the call's rules comes to for an application, and on which fact "
        "it rests: for a draft of yours as of now, else as it was last looked at.",
    )
    application_adjustments: list[Provision] = strawberry.field(
        resolver=wanted,
        description="What a host has to be able to do for you, as you said with your application; nobody "
        "else reads it here, and no key.",
    )
