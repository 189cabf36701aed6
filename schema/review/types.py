"""Comments, decisions, proposals and endorsements, as the graph shows them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from exchange.floor import amended
from exchange.floor.amended import AmendmentState
from exchange.floor.tables import ObservationKind
from exchange.review import tables
from exchange.review.answering import Answer
from exchange.review.tables import Level, Verdict
from schema.engine.mapping import choice, column, one, rows
from schema.engine.node import Node
from schema.floor.marked import Mark
from schema.people.types import Person
from schema.programmes.types import Objective

if TYPE_CHECKING:
    from schema.floor.types import Observation

choice(
    Verdict,
    APPROVED="It stands as it is.",
    SENT_BACK="The author is asked to look at it again; the reason says why.",
)
choice(
    Answer,
    ACCEPTED="The entry stands as it was proposed.",
    DECLINED="The entry stays as it was approved; the reason says why.",
)
choice(
    AmendmentState,
    WAITING="Waits for the mentor.",
    ACCEPTED="The entry stands as it was proposed.",
    DECLINED="The entry stays as it was approved.",
    REPLACED="Its author proposed something else before it was answered.",
    WITHDRAWN="Its author took it back.",
)
choice(
    Level,
    WITH_HELP="Somebody has to be beside them.",
    ALONE="They do it alone.",
    TEACHES="They show others how it is done.",
)


@rows(tables.Comment)
class Comment(Node):
    """Something said about an observation, in its thread."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one("What it is about.")
    author: Person = one("Who said it.")
    mark: Mark | None = one("The mark on a photo that it is about, when it is about one that is still there.")
    body: str = column("What was said; at most 10,000 characters.")
    written_at: datetime = column("When it was written, by the writer's own clock.")
    received_at: datetime = column("When it arrived at the museum.")
    rev: int = column("How often it was changed, from 1.")


@rows(tables.Decision)
class Decision(Node):
    """A mentor's verdict on an observation."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one("What it is about.")
    by: Person = one("Who decided.")
    verdict: Verdict = column("What was decided.")
    reason: str | None = column("Why; always there when it was sent back.")
    decided_at: datetime = column("When it was decided, by the mentor's own clock.")


@rows(amended.Amendment)
class Amendment(Node):
    """How an approved entry would stand if its mentor agreed; it is never changed, only answered."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one(
        "The entry it is about."
    )
    author: Person = one("Who proposes it.")
    kind: ObservationKind = column("What sort of thing was seen, as it is proposed.")
    note: str = column("The words, as they are proposed.")
    zone: str | None = column("The room or zone, as it is proposed.")
    object_number: str | None = column("The number of the object, as it is proposed.")
    procedure: str | None = column("The procedure, as it is proposed.")
    reason: str | None = column(
        "Why it is proposed; null when it began as a change by somebody who did not know of the approval."
    )
    state: AmendmentState = column("What became of it.")
    answer: str | None = column("What the mentor said to it; always there when it was declined.")
    answered_by: Person | None = one("Who answered it.")
    proposed_at: datetime = column("When it was proposed, by the author's own clock.")
    received_at: datetime = column("When it arrived at the museum.")
    answered_at: datetime | None = column("When it was answered.")
    rev: int = column("How often it was changed, from 1.")


@rows(tables.Endorsement)
class Endorsement(Node):
    """A mentor's word that an approved entry shows what its author can do."""

    observation: Annotated["Observation", strawberry.lazy("schema.floor.types")] = one("What shows it.")
    by: Person = one("Who says so.")
    objective: Objective = one("What can be done, as the programme words it.")
    level: Level = column("How well.")
    sentence: str | None = column("What else there is to say; at most 500 characters.")
    given_at: datetime = column("When it was said, by the mentor's own clock.")
    received_at: datetime = column("When it arrived at the museum.")
    rev: int = column("How often it was changed, from 1.")


NODES = (Comment, Decision, Amendment, Endorsement)
