"""What becomes of a commitment, as the graph shows it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from exchange.floor import followed
from exchange.floor.followed import AgreementAnswer, BarrierCode, EvidenceKind, HowFar, Measured
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.people.types import Person

if TYPE_CHECKING:
    from schema.floor.types import Photo

choice(
    AgreementAnswer,
    ASKED="Asked, not answered.",
    AGREED="Agreed.",
    TO_CHANGE="Something has to change first; the reason says what.",
    TAKEN_BACK="Not asked any more.",
)
choice(
    EvidenceKind,
    NOTE="Words.",
    PHOTO="A photo of an entry.",
    LINK="Something with an address.",
    ARTEFACT="Something that was made or adopted, such as a form or a checklist, and where it lives.",
)
choice(
    BarrierCode,
    TIME="Nobody had the time for it.",
    MONEY="It was not paid for.",
    AUTHORITY="Nobody who may decide it did.",
    STAFF="The people for it were not there, or had not been trained.",
    SPACE="There was no room for it.",
    POLICY="A rule stood against it.",
    TECHNOLOGY="Tools or systems did not allow it.",
    OTHER="Something else, in words.",
)
choice(
    HowFar,
    FULLY="It is how things are done now.",
    PARTLY="Some of it is.",
    NOT="Not, so far.",
)
choice(
    Measured,
    ESTIMATED="Somebody's estimate.",
    TIMED="With a clock, before and after.",
    COUNTED="From records: jobs, hours or pieces.",
)


@rows(followed.Agreement)
class Agreement(Node):
    """The home manager was asked to agree to a commitment, and what they said."""

    manager: Person = one("Who was asked.")
    answer: AgreementAnswer = column("What they said, if anything yet.")
    reason: str | None = column("What has to change first; always there when something has to.")
    asked_at: datetime = column("When they were asked.")
    answered_at: datetime | None = column("When they answered.")


@rows(followed.Evidence)
class Evidence(Node):
    """Something that shows that a commitment is being kept."""

    author: Person = one("Who added it.")
    kind: EvidenceKind = column("What sort of thing it is.")
    words: str = column("What it shows, or what it is called; at most 2,000 characters.")
    place: str | None = column("Where it lives, for an artefact.")
    url: str | None = column("Its address, for a link.")
    photo: Annotated["Photo", strawberry.lazy("schema.floor.types")] | None = one(
        "The photo, when it is one that you may see."
    )
    added_at: datetime = column("When it was added, by the phone's clock.")


@rows(followed.Barrier)
class Barrier(Node):
    """Something that stands in the way of a commitment, and what helped."""

    author: Person = one("Who said it.")
    code: BarrierCode = column("What sort of thing it is.")
    words: str | None = column("What it is, in words; at most 1,000 characters.")
    helped: str | None = column("What helped; at most 1,000 characters.")
    said_at: datetime = column("When it was first said, by the phone's clock.")


@rows(followed.FollowUp)
class FollowUp(Node):
    """What somebody answered when they were asked what became of a commitment."""

    author: Person = one("Who answered.")
    days: int = column("How many days after the due day it was asked: 30, 90 or 180.")
    how_far: HowFar = column("How far it had come.")
    words: str | None = column("What became of it, in words; at most 2,000 characters.")
    minutes_a_week: int | None = column("How many minutes a week it saves, if that was said.")
    measured: Measured | None = column("How that is known; there whenever a saving is.")
    said_at: datetime = column("When it was answered, by the phone's clock.")


NODES = (Agreement, Evidence, Barrier, FollowUp)
