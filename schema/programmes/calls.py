"""Calls, as the graph shows them and takes them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import strawberry

from exchange.programmes import calls
from exchange.programmes.calling import NewCall
from exchange.programmes.calls import CallState, Cost, Payer, Preset
from exchange.programmes.eligibility import Criterion as Asked
from exchange.programmes.eligibility import Fact
from schema.described import told_input, told_type
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.programmes.types import Programme

LISTS = ("skills", "deliverables", "metrics", "covers")
choice(
    CallState,
    DRAFT="Its coordinators alone see it.",
    OPEN="Published; it takes applications between its two moments.",
    CLOSED="It takes no more applications.",
)
choice(
    Preset,
    INTENSIVE="One week on a joint project.",
    EXCHANGE="Two or three days for a lump sum.",
    RECIPROCAL="Five days there, and five days here.",
    SHADOWING="One day beside somebody.",
)
choice(
    Payer,
    HOST="The museum that receives.",
    HOME="The museum that lends.",
    SHARED="Both, by halves.",
    NETWORK="The network.",
)
choice(Cost, TRAVEL="The way there and back.", LODGING="A bed.", MEALS="Something to eat.")
choice(
    Fact,
    ROLES="What somebody does in the network.",
    MONTHS_AT_MUSEUM="Whole months at the museum that lends.",
    PLACEMENTS_BEFORE="How many placements they had begun.",
    LANGUAGES="The languages they say they work in.",
    WEEKS_POSSIBLE="How many weeks they can come.",
    DAYS_AHEAD="Days from now to the first of these weeks.",
    AIMS_WORDS="How many words say what they want to learn.",
    PROJECT_WORDS="How many words say what both museums have of it.",
    EMPLOYED="Whether the sponsor says that they are paid staff.",
    BACKFILL="Whether the sponsor says that somebody stands in.",
    DAYS_PLEDGED="How many days the sponsor lets them go.",
)


@rows(calls.Call)
class Call(Node):
    """A call for applications to a programme."""

    programme: Programme = one("The programme that calls.")
    preset: Preset = column("The shape of exchange it began from.")
    state: CallState = column("How far it has come.")
    title: str = column("What it is called.")
    mission: str = column("What it is for; at most 4,000 characters.")
    skills: list[str] = column("What can be learnt.")
    deliverables: list[str] = column("What is expected at the end.")
    metrics: list[str] = column("By what is known whether it was worth it.")
    days: int = column("How many days a stay has.")
    parts: int = column("In how many parts these days may be taken, at most.")
    remote_days: int = column("How many of the days may be remote, at most.")
    reciprocal: bool = column("Whether the host sends somebody back for as long.")
    first_day: date = column("The first day on which a stay may begin.")
    last_day: date = column("The last day of stays.")
    opens_at: datetime = column("From when it takes applications.")
    closes_at: datetime = column("Until when it takes applications.")
    zone: str = column("The IANA time zone in which these moments were chosen.")
    payer: Payer = column("Who pays.")
    covers: list[str] = column("What is paid for: `TRAVEL`, `LODGING`, `MEALS`.")
    lump_minor: int | None = column(
        "A lump sum, as how many of the smallest unit of its currency, such as cents; null without one."
    )
    currency: str | None = column("The currency of the lump sum (ISO 4217); null where there is none.")
    credit_hours: int = column("Hours of professional development that a stay counts for.")
    most_from_one_museum: int | None = column(
        "How many the matching takes from one museum at most; null where all may come from one."
    )


@told_type
class Criterion:
    """One thing that a call's rules ask of a fact."""

    fact: Fact = strawberry.field(description="The fact it is about.")
    at_least: int | None = strawberry.field(
        description="How many there have to be at least; null where that is not asked."
    )
    at_most: int | None = strawberry.field(
        description="How many there may be at most; null where that is not asked."
    )
    any_of: list[str] = strawberry.field(description="Words of which one is enough; none for other facts.")
    is_so: bool | None = strawberry.field(description="Whether it is to be so; null for other facts.")


@told_type
class Rules:
    """By which rules somebody is eligible: all of them are to be met, or waived."""

    version: int = strawberry.field(description="The version of the programme's rules, from 1.")
    criteria: list[Criterion] = strawberry.field(description="What is asked, in order.")


@told_type
class CallShape:
    """A preset: the shape of exchange that a call can begin from."""

    preset: Preset = strawberry.field(description="Its name.")
    days: int = strawberry.field(description="How many days a stay has.")
    parts: int = strawberry.field(description="In how many parts.")
    remote_days: int = strawberry.field(description="How many of the days may be remote.")
    reciprocal: bool = strawberry.field(description="Whether the host sends somebody back.")
    payer: Payer = strawberry.field(description="Who pays.")
    covers: list[str] = strawberry.field(description="What is paid for.")
    lump_minor: int | None = strawberry.field(
        description="A lump sum, as how many of the smallest unit of its currency; null without one."
    )
    currency: str | None = strawberry.field(description="Its currency (ISO 4217); null without a lump sum.")
    credit_hours: int = strawberry.field(description="Hours of professional development.")
    criteria: list[Criterion] = strawberry.field(description="Who is eligible.")


@told_input
class CriterionInput:
    """One thing to ask of a fact: a number for most, words for some, yes or no for others."""

    fact: Fact = strawberry.field(description="The fact it is about; once in a call.")
    at_least: int | None = strawberry.field(description="How many there have to be at least.", default=None)
    at_most: int | None = strawberry.field(description="How many there may be at most.", default=None)
    any_of: list[str] = strawberry.field(
        description="Words of which one is enough; at most 30.", default_factory=list
    )
    is_so: bool | None = strawberry.field(description="Whether it is to be so.", default=None)

    def asked(self) -> Asked:
        """The criterion as the programme takes it."""
        return Asked(self.fact, self.at_least, self.at_most, tuple(self.any_of), self.is_so)


@told_input
class CallInput:
    """A call as its coordinator drafts it."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    programme_id: UUID = strawberry.field(
        description="The programme; you coordinate it, else `NOT_FOUND_OR_FORBIDDEN`."
    )
    preset: Preset = strawberry.field(description="The shape of exchange it begins from.")
    title: str = strawberry.field(description="What it is called; 1 to 160 characters.")
    mission: str = strawberry.field(description="What it is for; 1 to 4,000 characters.")
    skills: list[str] = strawberry.field(description="What can be learnt; at most 30.")
    deliverables: list[str] = strawberry.field(description="What is expected at the end; at most 30.")
    metrics: list[str] = strawberry.field(description="By what is known whether it was worth it; at most 30.")
    days: int = strawberry.field(description="Days of a stay; 1 to 60.")
    parts: int = strawberry.field(description="In how many parts they may be taken; from 1.")
    remote_days: int = strawberry.field(description="How many of them may be remote; from 0.")
    reciprocal: bool = strawberry.field(description="Whether the host sends somebody back.")
    first_day: date = strawberry.field(description="The first day on which a stay may begin.")
    last_day: date = strawberry.field(description="The last day of stays.")
    opens_at: datetime = strawberry.field(description="From when it takes applications.")
    closes_at: datetime = strawberry.field(description="Until when it takes applications.")
    zone: str = strawberry.field(description="The IANA time zone of these moments.")
    payer: Payer = strawberry.field(description="Who pays.")
    covers: list[Cost] = strawberry.field(description="What is paid for.")
    lump_minor: int | None = strawberry.field(
        description="A lump sum, as how many of the smallest unit of its currency, such as cents.",
        default=None,
    )
    currency: str | None = strawberry.field(
        description="The currency (ISO 4217) of the lump sum.", default=None
    )
    credit_hours: int = strawberry.field(
        description="Hours of professional development; 0 to 1,000.", default=0
    )
    criteria: list[CriterionInput] = strawberry.field(
        description="Who is eligible; at most 20. Where they differ from the last ones, a new version begins."
    )

    most_from_one_museum: int | None = strawberry.field(
        description="How many the matching takes from one museum; 1 to 50, null for as many as are chosen.",
        default=None,
    )

    def new(self) -> NewCall:
        """The call as the programme takes it."""
        told: dict[str, Any] = vars(self) | {name: tuple(getattr(self, name)) for name in LISTS}
        return NewCall(**told | {"criteria": tuple(one.asked() for one in self.criteria)})


def shown(asked: Asked) -> Criterion:
    """A criterion as the graph shows it."""
    return Criterion(
        fact=asked.fact,
        at_least=asked.at_least,
        at_most=asked.at_most,
        any_of=list(asked.any_of),
        is_so=asked.is_so,
    )


NODES = (Call,)
