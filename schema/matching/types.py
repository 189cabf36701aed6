"""Applications and offers, as the graph shows them."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, FromClause, and_, case, func

from exchange.matching import tables
from exchange.matching.asked import Situation
from exchange.matching.provisions import Provision
from exchange.matching.tables import ApplicationState
from exchange.programmes.eligibility import Finding, Source
from schema.engine.mapping import choice, column, computed, one, rows
from schema.engine.node import Node
from schema.people.types import Museum, Person
from schema.programmes.calls import Call

choice(
    ApplicationState,
    DRAFT="Its person is writing it.",
    SUBMITTED="The coordinators have it.",
    BEFORE_COMMITTEE="The committee decides about it.",
    ACCEPTED="It was chosen.",
    DECLINED="It was not chosen.",
    WITHDRAWN="Its person took it back.",
)
choice(
    Situation,
    NEVER_SHADOWED="They were never lent before.",
    SMALL_MUSEUM="Their museum is small.",
    FRONT_OF_HOUSE="They work where visitors are.",
    UNDER_REPRESENTED_DEPARTMENT="Few of their department were lent so far.",
    NO_TRAVEL_BUDGET="Their museum has no money for travel.",
)
choice(
    Provision,
    STEP_FREE="Every way without steps.",
    SEATING="A seat wherever one would stand.",
    HEARING_LOOP="A hearing loop.",
    CAPTIONS="What is said, as text.",
    SIGN_LANGUAGE="An interpreter of sign language.",
    LARGE_PRINT="Papers in large print.",
    SCREEN_READER="Papers that a screen reader reads.",
    QUIET_ROOM="A quiet room to withdraw to.",
    SCHOOL_HOURS="Days that end with school.",
    COMPANION="Somebody who comes along.",
    PRAYER_ROOM="A room for prayer.",
    DIET="Meals by a diet.",
)
choice(Finding, MET="It is met.", NOT_MET="It is not met.", NOT_KNOWN="Nobody knows; it does not pass.")
choice(
    Source,
    ON_RECORD="The network's own records.",
    APPLICANT="What the application says.",
    SPONSOR="What the sponsor pledged.",
)


def proposed_to_me(application: FromClause) -> ColumnElement[bool | None]:
    """Whether a verdict that was told has a stay in it; for whoever applied alone."""
    mine = application.c.person_id == func.me()
    stay = func.jsonb_typeof(application.c.verdict["stay"])
    return case((and_(mine, application.c.verdict.is_not(None)), func.coalesce(stay, "") == "object"))


@rows(tables.Application)
class Application(Node):
    """Somebody's application to a call; a draft is theirs, and whom they named as sponsor."""

    call: Call = one("The call.")
    person: Person = one("Who applies.")
    home: Museum = one("The museum that would lend them.")
    sponsor: Person | None = one("Who signs for that museum; null until somebody is named.")
    state: ApplicationState = column("How far it has come.")
    aims: str = column("What they want to learn, and how they pass it on; at most 4,000 characters.")
    project: str = column("An idea that is of use to both museums; at most 4,000 characters.")
    skills: list[str] = column("What they want to learn, the first wish first.")
    interests: list[str] = column("Where they want to go in their career.")
    languages: list[str] = column("The languages they work in.")
    weeks: list[date] = column("The weeks in which they can come, each by its Monday.")
    parts: int = column("In how many parts they would take the days.")
    remote_days: int = column("How many of the days they would be remote.")
    situations: list[str] = column("What in their situation the published formula counts.")
    asks_waiver: str | None = column(
        "Why the coordinators should overlook what is not met; null until asked."
    )
    days_pledged: int | None = column("Days the sponsor lets them go; null until pledged.")
    backfill: bool | None = column("Whether the sponsor says that somebody stands in; null until pledged.")
    employed: bool | None = column("Whether the sponsor says that they are paid staff; null until pledged.")
    budget_line: str | None = column("The budget line it is paid from; null until pledged.")
    budget_minor: int | None = column(
        "The amount, as how many of the smallest unit of its currency, such as cents; null where none is."
    )
    currency: str | None = column("The currency of the amount (ISO 4217); null where none was pledged.")
    pledged_at: datetime | None = column("When it was pledged; null until then.")
    made_at: datetime = column("When it was begun.")
    changed_at: datetime = column("When its person last wrote in it.")
    submitted_at: datetime | None = column("When it was handed in; null until then.")
    proposed: bool | None = computed(
        "Whether the matching proposes a place for you; null until you are told, and for everybody else.",
        proposed_to_me,
    )


@rows(tables.Offer)
class Offer(Node):
    """What a mentor offers at their museum."""

    museum: Museum = one("The museum that would receive somebody.")
    mentor: Person = one("Beside whom.")
    about: str = column("What it would be, in the mentor's words.")
    skills: list[str] = column("What can be learnt.")
    interests: list[str] = column("Careers it is close to.")
    languages: list[str] = column("The languages spoken there.")
    adjustments: list[str] = column("What the host can do for somebody who needs it.")
    weeks: list[date] = column("Weeks in which somebody can come, each by its Monday.")
    blackouts: list[date] = column("Weeks in which nobody can come, each by its Monday.")
    days: int = column("Days of the mentor in all.")
    places: int = column("How many people at once.")
    parts: int = column("In how many parts somebody may take their days, at most.")
    remote_days: int = column("How many of their days somebody may be remote, at most.")
    made_at: datetime = column("When it was first offered.")
    ended_at: datetime | None = column("When it ended; null while it stands.")


NODES = (Application, Offer)
