"""Operations of a review: a comment, the mentor's verdict, a proposal's answer, an endorsement."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.pushes import Doing
from exchange.floor.tables import ReviewState
from exchange.review.answering import Answer, answer_amendment
from exchange.review.commenting import comment
from exchange.review.confided import Addressee, Theme
from exchange.review.confiding import NewCritique, confide
from exchange.review.deciding import decide
from exchange.review.endorsing import NewEndorsement, endorse, withdraw_endorsement
from exchange.review.tables import Level, Verdict
from schema.described import told_input
from schema.floor.words import ID_OF_NEW


@told_input
class WriteComment:
    """Say something about an observation, in its thread."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    observation_id: UUID = strawberry.field(description="The observation.")
    body: str = strawberry.field(description="What to say; 1 to 10,000 characters.")
    mark_id: UUID | None = strawberry.field(
        description="The mark on one of its photos that this is about, if it is about one.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Say it."""
        return await comment(doing, self.id, self.observation_id, self.body, mark_id=self.mark_id)


@told_input
class DecideObservation:
    """Approve an observation or send it back with a reason: for the mentor of its placement alone."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    observation_id: UUID = strawberry.field(description="The observation.")
    from_: ReviewState = strawberry.field(name="from", description="Its state when this was decided.")
    verdict: Verdict = strawberry.field(description="What was decided.")
    reason: str | None = strawberry.field(description="Why; sent back, it has to be said.")
    read: int | None = strawberry.field(
        description="The `rev` of the entry as it was read: words written since are read first.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Decide."""
        return await decide(
            doing,
            self.id,
            self.observation_id,
            self.verdict,
            start=self.from_,
            read=self.read,
            reason=self.reason,
        )


@told_input
class AnswerAmendment:
    """Answer what is proposed to be changed in an approved entry: for the mentor of its placement alone."""

    id: UUID = strawberry.field(description="The proposal.")
    answer: Answer = strawberry.field(description="Whether the entry shall stand like this.")
    reason: str | None = strawberry.field(description="Why; declined, it has to be said.", default=None)

    async def carry_out(self, doing: Doing) -> Applied:
        """Answer it."""
        return await answer_amendment(doing, self.id, self.answer, self.reason)


@told_input
class GiveEndorsement:
    """Say what an approved entry shows that its author can do: for the mentor of its placement alone."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    observation_id: UUID = strawberry.field(description="The observation that shows it.")
    objective_id: UUID = strawberry.field(description="What can be done: an objective of the programme.")
    level: Level = strawberry.field(description="How well.")
    sentence: str | None = strawberry.field(
        description="What else there is to say; 1 to 500 characters.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Say it."""
        new = NewEndorsement(self.id, self.observation_id, self.objective_id, self.level, self.sentence)
        return await endorse(doing, new)


@told_input
class WithdrawEndorsement:
    """Take back what was said that somebody can do: for whoever said it alone."""

    id: UUID = strawberry.field(description="The endorsement.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it back."""
        return await withdraw_endorsement(doing, self.id)


@told_input
class Confide:
    """Say something in confidence about the museum that receives you: for the participant alone."""

    id: UUID = strawberry.field(
        description="Its id, made on the device: a UUID version 4, which tells no time."
    )
    placement_id: UUID = strawberry.field(description="Your placement there; nobody is told which it was.")
    theme: Theme = strawberry.field(description="What it is about.")
    addressee: Addressee = strawberry.field(description="Who shall read it.")
    person_id: UUID | None = strawberry.field(description="The person, when it is for one by name.")
    words: str = strawberry.field(description="What to say; 1 to 5,000 characters.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Say it."""
        new = NewCritique(self.id, self.placement_id, self.theme, self.addressee, self.person_id, self.words)
        return await confide(doing, new)
