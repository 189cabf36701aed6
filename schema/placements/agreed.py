"""What is told of placement agreements in the graph: their wordings, their changes, and who signed them."""

from datetime import date, datetime
from uuid import UUID

import strawberry

from exchange.placements.agreements import ScanState, SignatureAnswer
from exchange.placements.chain import AgreementState
from exchange.placements.diff import Subject
from exchange.placements.terms import Step
from schema.described import told_type
from schema.engine.mapping import choice
from schema.placements.called_off import StayCalledOff

choice(
    AgreementState,
    WAITING="Somebody has yet to sign its newest version.",
    REFUSED="Its newest version was refused; it can be worded anew.",
    IN_FORCE="Everybody has signed its newest version.",
)
choice(SignatureAnswer, SIGNED="They signed.", REFUSED="They refused, and said why.")
choice(
    ScanState,
    EXPECTED="The museum waits for it: its bytes are yet to be sent.",
    VERIFIED="It is here, with the hash that the signature names.",
)
choice(
    Step,
    PARTICIPANT="Who is lent.",
    MENTOR="Whom they shadow, for the museum that receives.",
    HOME_MANAGER="Who is responsible for them at the museum that lends.",
    SPONSOR="Who leads a museum, for its days and its money.",
)
choice(
    Subject,
    TITLE="What it is called.",
    HOST="A museum that receives, its mentor, its share and its dates.",
    DAY="A day of the plan.",
    HOME_OWES="What the museum that lends owes.",
    HOST_OWES="What the museum that receives owes.",
    PARTICIPANT_OWES="What the participant owes.",
    OBJECTIVE="What is to be learned, and what would show it.",
    DELIVERABLE="What is brought home.",
    INSURANCE="Insurance.",
    PHOTOS="Rules for photos.",
    STIPEND="The stipend.",
    COST="What something costs, and who bears it.",
    SIGNATORY="Who signs, or in which order.",
)


@told_type
class AgreementName:
    """Somebody, or a museum, that an agreement names by its id."""

    id: UUID = strawberry.field(description="The id that stands in the content.")
    name: str = strawberry.field(description="The name they go by.")


@told_type
class AgreementStandIn:
    """Somebody who signs for somebody else, from one day to another."""

    id: UUID = strawberry.field(description="The delegation's id.")
    name: str = strawberry.field(description="The name they go by.")
    since: date = strawberry.field(description="From which day.")
    until: date = strawberry.field(description="Until which day, that day too.")


@told_type
class PlacementSignature:
    """What was said to the newest version at one step; it never changes."""

    id: UUID = strawberry.field(description="Its id, under which its scan is sent and opened.")
    answer: SignatureAnswer = strawberry.field(description="Whether it was signed or refused.")
    by: str | None = strawberry.field(description="Who did it for them; null when they did themselves.")
    reason: str | None = strawberry.field(description="Why they refused.")
    outside_on: date | None = strawberry.field(description="The day on which it was signed on paper.")
    scan_name: str | None = strawberry.field(description="What the scan of that paper is called.")
    scan_sha256: str | None = strawberry.field(description="The hash of the scan, by which it is known.")
    scan_state: ScanState | None = strawberry.field(
        description="Whether the scan is here; null without one, or when who it shows was erased."
    )
    scan_size: int | None = strawberry.field(description="How many bytes the scan has, once it is here.")
    at: datetime = strawberry.field(description="When it was said, or written down.")


@told_type
class AgreementStep:
    """One step of the chain: who signs, as what, and what they said to the newest version."""

    step: Step = strawberry.field(description="As what they sign.")
    person: AgreementName = strawberry.field(description="Who signs.")
    museum: AgreementName = strawberry.field(description="For which museum.")
    said: PlacementSignature | None = strawberry.field(description="What was said; null before.")
    stand_ins: list[AgreementStandIn] = strawberry.field(description="Who may sign for them, and when.")


@told_type
class AgreementChange:
    """One part that is otherwise than in the version before."""

    subject: Subject = strawberry.field(description="Which part.")
    about: str | None = strawberry.field(description="The day or the museum's id that it is about, if any.")
    before: str | None = strawberry.field(description="What it said, as JSON; null where it is new.")
    after: str | None = strawberry.field(description="What it says, as JSON; null where it is gone.")


@told_type
class AgreementWording:
    """One version of an agreement; it is never reworded."""

    number: int = strawberry.field(description="Which version it is, from 1.")
    content: str | None = strawberry.field(
        description="What it says, in canonical JSON; null when its participant was erased."
    )
    sha256: str = strawberry.field(description="The hash of the content; whoever signs names it.")
    reason: str | None = strawberry.field(description="Why it was changed.")
    made_at: datetime = strawberry.field(description="When it was written.")
    state: AgreementState = strawberry.field(description="How far it came.")
    refusal: str | None = strawberry.field(description="Why it was refused.")


@strawberry.type(
    name="PlacementAgreement",
    description="What museums and a participant agree before a placement; there for whom it concerns.",
)
class Agreed:
    """What museums and a participant agree before a placement; there for whom it concerns."""

    id: UUID = strawberry.field(description="Its id.")
    programme_id: UUID = strawberry.field(description="Its programme, by its UUID.")
    title: str | None = strawberry.field(
        description="What it is called; null when its participant was erased."
    )
    participant: AgreementName = strawberry.field(description="Who is lent.")
    home: AgreementName = strawberry.field(description="The museum that lends.")
    state: AgreementState = strawberry.field(description="How far its newest version has come.")
    in_force: int | None = strawberry.field(description="The version that is in force; null before.")
    my_turn: bool = strawberry.field(description="Whether you sign next.")
    wordings: list[AgreementWording] = strawberry.field(description="Its versions, the newest last.")
    changes: list[AgreementChange] = strawberry.field(
        description="What is otherwise in the newest version than in the one before; none for the first."
    )
    chain: list[AgreementStep] = strawberry.field(description="Who signs, in this order.")
    names: list[AgreementName] = strawberry.field(description="The names of every id in the content.")
    called_off: list[StayCalledOff] = strawberry.field(
        description="Its stays that were called off, in order."
    )
    coordinated: bool = strawberry.field(description="Whether you coordinate its programme.")
