"""The coordinator's desk, as the graph shows it."""

from datetime import date, datetime
from uuid import UUID

import strawberry

from exchange.desk.finding import Found
from exchange.desk.stages import Stage
from exchange.desk.stays import Sure
from exchange.desk.urgency import Needs, Urgency
from exchange.people.tables import Role
from schema.described import told_type
from schema.engine.mapping import choice

choice(
    Needs,
    WAIVER="Somebody who applies asks to have a criterion overlooked.",
    DECISION="An application was handed in, and nobody has decided.",
    PLEDGE="The sponsor of an application has promised nothing yet.",
    SIGNATURE="Somebody has to sign an agreement.",
    REWORDING="An agreement was refused, and needs other words.",
    VOTES="A motion waits for votes.",
    REPLY="Somebody was asked to be a mentor, and has not replied.",
    ANSWER="Somebody who was asked to be a mentor asks something back.",
    MENTOR="Everybody who was asked to be a mentor said no.",
    RATIFICATION="A museum has not ratified the newest charter.",
    APPLICANTS="A call closes this week, and few have applied.",
    ADMISSION="A newcomer waits to be admitted.",
    CUSTODIAN="A restricted entry that nobody is left to open.",
    FOLLOWING_UP="A promise is past its day.",
    REVIEW="Entries wait for a mentor.",
)
choice(
    Urgency,
    OVERDUE="Past its day.",
    SOON="Due within a week.",
    WAITING="Waiting, with no day or with a later one.",
)
choice(
    Stage,
    DRAFTED="Somebody is writing an application, and asked for a waiver.",
    SUBMITTED="Handed in.",
    PROPOSED="Before the committee.",
    DECIDED="Chosen; there is no agreement yet.",
    AGREEMENT="The agreement waits for signatures, or for other words.",
    SIGNED="Agreed; the stay has not begun.",
    ON_THE_FLOOR="At the host museum.",
    HOME_AGAIN="Home again.",
)
choice(
    Sure,
    AGREED="A placement.",
    PROPOSED="An agreement that is not in force yet.",
    CLOSED="The museum receives nobody.",
)
choice(
    Found,
    PERSON="Somebody.",
    MUSEUM="A museum.",
    CALL="A call.",
    APPLICATION="An application.",
    AGREEMENT="A placement agreement.",
    PLACEMENT="A placement.",
)


@told_type
class DeskName:
    """A programme or a museum, by which a desk can be narrowed."""

    id: UUID = strawberry.field(description="Its id.")
    name: str = strawberry.field(description="Its name.")


@told_type
class DeskAction:
    """One thing that needs somebody, and where it is done."""

    needs: Needs = strawberry.field(description="Why.")
    urgency: Urgency = strawberry.field(description="How pressing it is.")
    about: UUID = strawberry.field(description="The id of what it is about.")
    path: str = strawberry.field(description="The address in the app where it is done.")
    since: datetime | None = strawberry.field(description="Since when it waits; null where nobody knows.")
    until: date | None = strawberry.field(description="Its last day; null where it has none.")
    person_id: UUID | None = strawberry.field(description="The id of whom it is about; null for nobody.")
    person: str | None = strawberry.field(description="Their name; null for nobody.")
    what: str | None = strawberry.field(
        description="What it is about, in a line: a title, a sentence, a name; null where it is not told."
    )
    whose: str | None = strawberry.field(description="Whose turn it is, by name; null where that is yours.")
    count: int | None = strawberry.field(
        description="How many there are, of applications or of entries; null where nothing is counted."
    )
    programme: UUID | None = strawberry.field(description="The id of its programme; null without one.")
    museums: list[UUID] = strawberry.field(description="The ids of the museums it concerns.")


@told_type
class DeskCase:
    """Somebody on their way from an application to being home again."""

    id: UUID = strawberry.field(description="The id of the application, the agreement or the placement.")
    stage: Stage = strawberry.field(description="How far they have come.")
    since: date = strawberry.field(
        description="The day since which they stand there; of what is agreed, the first day of the stay."
    )
    person_id: UUID = strawberry.field(description="The id of who it is.")
    person: str = strawberry.field(description="Their name.")
    title: str = strawberry.field(description="The call they applied to, or what the stay is called.")
    museums: list[UUID] = strawberry.field(
        description="The ids of the museums: that lends, then that receive."
    )
    programme: UUID = strawberry.field(description="The id of the programme.")
    path: str = strawberry.field(description="The address in the app where it is looked at.")


@told_type
class DeskStay:
    """Some days at a museum in the weeks to come; or some in which it receives nobody."""

    sure: Sure = strawberry.field(description="How sure it is.")
    museum: UUID = strawberry.field(description="The id of the museum that receives.")
    since: date = strawberry.field(description="The first day.")
    until: date = strawberry.field(description="The last day.")
    person_id: UUID | None = strawberry.field(description="The id of who comes; null where nobody may.")
    person: str | None = strawberry.field(description="Their name; null where nobody may.")
    programme: UUID | None = strawberry.field(
        description="The id of the programme; null where nobody may come."
    )
    path: str | None = strawberry.field(description="The address in the app where it is agreed, if any.")


@told_type
class DeskPost:
    """What somebody does at which museum."""

    museum: UUID = strawberry.field(description="The id of the museum.")
    name: str = strawberry.field(description="Its name.")
    role: Role = strawberry.field(description="What they do there.")


@told_type
class DeskPerson:
    """Somebody of the network, and what waits for them."""

    id: UUID = strawberry.field(description="Their id.")
    name: str = strawberry.field(description="The name they go by.")
    posts: list[DeskPost] = strawberry.field(description="What they do today.")
    waiting: int | None = strawberry.field(
        description="How many entries wait for them as a mentor; null unless you coordinate their museum."
    )
    oldest: datetime | None = strawberry.field(
        description="Since when the oldest waits; null when none does."
    )


@told_type
class Desk:
    """What a coordinator has to see to, and who is where; at most 500 of each kind."""

    today: date = strawberry.field(description="The day it is told for, in UTC.")
    programmes: list[DeskName] = strawberry.field(
        description="The programmes you coordinate, the latest first."
    )
    museums: list[DeskName] = strawberry.field(description="The museums of your network, by name.")
    actions: list[DeskAction] = strawberry.field(
        description="What needs action now. What is past its day comes first, the longest past before the "
        "others; then what is due within 7 days, the soonest first; then all else, by how long it has waited."
    )
    cases: list[DeskCase] = strawberry.field(description="Everybody on their way, by stage.")
    stays: list[DeskStay] = strawberry.field(description="Who is where, from this Monday on for 12 weeks.")
    people: list[DeskPerson] = strawberry.field(description="Who is in the network today, by name.")


@told_type
class DeskHit:
    """Something that was found."""

    kind: Found = strawberry.field(description="What sort of thing it is.")
    id: UUID = strawberry.field(description="Its id.")
    title: str = strawberry.field(description="Its name.")
    beside: str | None = strawberry.field(
        description="What stands beside it, such as a town; null for nothing."
    )
    path: str = strawberry.field(description="The address in the app where it is looked at.")
