"""What can be done about applications and offers."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry

from exchange.matching import applying, offering, pledging, submitting, waiving
from exchange.matching.applying import NewApplication
from exchange.matching.asked import Situation
from exchange.matching.offering import NewOffer
from exchange.matching.pledging import NewPledge
from exchange.matching.provisions import KEY, Provision
from exchange.placements.counting import placements_before
from exchange.programmes.eligibility import Fact
from schema.context import Info
from schema.described import told_input
from schema.in_person import somebody, within

LISTS = ("skills", "interests", "languages", "weeks")


def told_as(given: object, ordered: Iterable[str], unordered: Iterable[str]) -> dict[str, Any]:
    """What was given, with its lists as the exchange takes them."""
    lists = {name: tuple(getattr(given, name)) for name in ordered}
    return vars(given) | lists | {name: frozenset(getattr(given, name)) for name in unordered}


@told_input
class ApplicationInput:
    """An application as whoever applies writes it."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    call_id: UUID = strawberry.field(description="The call; it takes applications now, else `CALL_CLOSED`.")
    home_id: UUID = strawberry.field(description="The museum at which you work.")
    sponsor_id: UUID | None = strawberry.field(
        description="Who signs for your museum, and reads your application from now on.", default=None
    )
    aims: str = strawberry.field(description="What you want to learn; at most 4,000 characters.")
    project: str = strawberry.field(description="An idea that is of use to both; at most 4,000 characters.")
    skills: list[str] = strawberry.field(description="What you want to learn, the first wish first.")
    interests: list[str] = strawberry.field(description="Where you want to go in your career.")
    languages: list[str] = strawberry.field(description="The languages you work in.")
    weeks: list[date] = strawberry.field(description="The weeks in which you can come, by their Mondays.")
    parts: int = strawberry.field(description="In how many parts you would take the days.", default=1)
    remote_days: int = strawberry.field(description="How many of the days you would be remote.", default=0)
    situations: list[Situation] = strawberry.field(description="What in your situation the formula counts.")
    adjustments: list[Provision] = strawberry.field(
        description="What a host has to be able to do; sealed, and never why."
    )

    def new(self) -> NewApplication:
        """The application as it is kept."""
        return NewApplication(**told_as(self, LISTS, ("situations", "adjustments")))


@told_input
class PledgeInput:
    """What a sponsor promises for somebody who applies."""

    application_id: UUID = strawberry.field(description="The application that names you.")
    days: int = strawberry.field(description="Days you let them go; 0 to 60.")
    backfill: bool = strawberry.field(description="Whether somebody stands in for them.")
    employed: bool = strawberry.field(description="Whether they are paid staff of your museum.")
    budget_line: str = strawberry.field(
        description="The budget line it is paid from; at most 160 characters.", default=""
    )
    budget_minor: int | None = strawberry.field(
        description="The amount, as how many of the smallest unit of its currency, such as cents.",
        default=None,
    )
    currency: str | None = strawberry.field(description="The currency (ISO 4217).", default=None)

    def new(self) -> NewPledge:
        """The pledge as it is kept."""
        return NewPledge(**vars(self))


@told_input
class OfferInput:
    """An offer as a mentor says it."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    museum_id: UUID = strawberry.field(
        description="The museum; you are a mentor there, else `NOT_FOUND_OR_FORBIDDEN`."
    )
    about: str = strawberry.field(description="What it would be; at most 2,000 characters.")
    skills: list[str] = strawberry.field(description="What can be learnt; 1 to 30.")
    interests: list[str] = strawberry.field(description="Careers it is close to; at most 30.")
    languages: list[str] = strawberry.field(description="The languages spoken there; at most 30.")
    adjustments: list[Provision] = strawberry.field(description="What you can do for who needs it.")
    weeks: list[date] = strawberry.field(description="Weeks in which somebody can come, by their Mondays.")
    blackouts: list[date] = strawberry.field(description="Weeks in which nobody can come.")
    days: int = strawberry.field(description="Days of yours in all; 1 to 400.")
    places: int = strawberry.field(description="How many people at once; 1 to 50.", default=1)
    parts: int = strawberry.field(
        description="In how many parts somebody may take their days; 1 to 60.", default=1
    )
    remote_days: int = strawberry.field(
        description="How many of their days somebody may be remote; from 0.", default=0
    )

    def new(self) -> NewOffer:
        """The offer as it is kept."""
        return NewOffer(**told_as(self, (*LISTS, "blackouts"), ("adjustments",)))


Which = Annotated[UUID, strawberry.argument(description="The application, by its UUID.")]
Named = Annotated[
    UUID, strawberry.argument(description="The motion's id, made on the device: a UUID version 7.")
]
Offered = Annotated[UUID, strawberry.argument(description="The offer, by its UUID.")]
Written = Annotated[ApplicationInput, strawberry.argument(description="The application.")]
Pledged = Annotated[PledgeInput, strawberry.argument(description="What is promised.")]
Told = Annotated[OfferInput, strawberry.argument(description="The offer.")]
Why = Annotated[str, strawberry.argument(description="Why; 1 to 1,000 characters.")]
About = Annotated[Fact, strawberry.argument(description="The criterion, by the fact it is about.")]


async def save(info: Info, application: Written) -> bool:
    """Save it."""
    context = info.context
    by, seal = somebody(context), context.seal.apart(KEY)
    async with within(context) as session:
        await applying.save_application(session, application.new(), by=by, seal=seal, at=context.now())
    return True


async def submit(info: Info, id: Which) -> bool:
    """Hand it in."""
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        before = await placements_before(session, by, on=at.date())
        await applying.submit_application(session, id, placements=before, by=by, at=at)
    return True


async def withdraw(info: Info, id: Which) -> bool:
    """Take it back."""
    async with within(info.context) as session:
        await applying.withdraw_application(session, id, by=somebody(info.context), at=info.context.now())
    return True


async def put(info: Info, id: Which, motion_id: Named) -> bool:
    """Put it to the committee."""
    by, at = somebody(info.context), info.context.now()
    async with within(info.context) as session:
        await submitting.put_application(session, id, motion_id, by=by, at=at)
    return True


async def ask(info: Info, id: Which, why: Why) -> bool:
    """Ask for a waiver."""
    async with within(info.context) as session:
        await waiving.ask_waiver(session, id, why, by=somebody(info.context), at=info.context.now())
    return True


async def waive(info: Info, id: Which, fact: About, reason: Why) -> bool:
    """Waive it."""
    async with within(info.context) as session:
        by = somebody(info.context)
        await waiving.waive(session, id, fact, reason, by=by, at=info.context.now())
    return True


async def promise(info: Info, pledge: Pledged) -> bool:
    """Pledge it."""
    async with within(info.context) as session:
        await pledging.pledge(session, pledge.new(), by=somebody(info.context), at=info.context.now())
    return True


async def offer(info: Info, offer: Told) -> bool:
    """Offer it."""
    async with within(info.context) as session:
        await offering.say_offer(session, offer.new(), by=somebody(info.context), at=info.context.now())
    return True


async def end(info: Info, id: Offered) -> bool:
    """End it."""
    async with within(info.context) as session:
        await offering.end_offer(session, id, by=somebody(info.context), at=info.context.now())
    return True


@strawberry.type
class MatchingWrites:
    """What can be done about applications and offers."""

    save_application: bool = strawberry.mutation(
        resolver=save,
        description="Keep a draft of yours; saved again, the last words hold. Your sponsor reads it at once.",
    )
    submit_application: bool = strawberry.mutation(
        resolver=submit,
        description="Hand your draft in; `NOT_ELIGIBLE` while a criterion is neither met nor waived.",
    )
    withdraw_application: bool = strawberry.mutation(
        resolver=withdraw, description="Take your application back, until it is decided."
    )
    put_application: bool = strawberry.mutation(
        resolver=put,
        description="Put an application that was handed in to the committee, for a programme that you "
        "coordinate; what is decided moves it.",
    )
    ask_waiver: bool = strawberry.mutation(
        resolver=ask,
        description="Ask the coordinators to overlook what is not met; they read your draft from now on.",
    )
    waive_criterion: bool = strawberry.mutation(
        resolver=waive,
        description="Overlook one criterion for one application of a programme that you coordinate, and say "
        "why; the journal keeps that you did.",
    )
    pledge: bool = strawberry.mutation(
        resolver=promise, description="Promise days, money and a stand-in for an application that names you."
    )
    say_offer: bool = strawberry.mutation(
        resolver=offer, description="Say what you offer as a mentor; said again, the last words hold."
    )
    end_offer: bool = strawberry.mutation(resolver=end, description="Offer it no longer.")
