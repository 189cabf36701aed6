"""Operations of a review: a comment, and the mentor's verdict."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.pushes import Doing
from exchange.floor.tables import ReviewState
from exchange.review.commenting import comment
from exchange.review.confided import Addressee, Theme
from exchange.review.confiding import NewCritique, confide
from exchange.review.deciding import decide
from exchange.review.tables import Verdict
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

    async def carry_out(self, doing: Doing) -> Applied:
        """Decide."""
        return await decide(
            doing,
            self.id,
            self.observation_id,
            self.verdict,
            start=self.from_,
            reason=self.reason,
        )


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
