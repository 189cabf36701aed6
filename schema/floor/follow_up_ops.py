"""Operations on what becomes of a commitment: asking to agree, evidence, barriers, follow-ups."""

from uuid import UUID

import strawberry

from exchange.floor import agreeing, following
from exchange.floor.answers import Applied
from exchange.floor.follow_ups import NewBarrier, NewEvidence, NewFollowUp
from exchange.floor.followed import BarrierCode, EvidenceKind, HowFar, Measured
from exchange.floor.pushes import Doing
from schema.described import told_input
from schema.floor.words import ID_OF_NEW

THE_COMMITMENT = "The commitment; your own."


@told_input
class AskAgreement:
    """Ask the home manager of the placement to agree; they read the commitment from then on."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    commitment_id: UUID = strawberry.field(description=THE_COMMITMENT)

    async def carry_out(self, doing: Doing) -> Applied:
        """Ask."""
        return await agreeing.ask(doing, self.id, self.commitment_id)


@told_input
class TakeAgreementBack:
    """Ask the home manager no longer; they read the commitment no more, unless they do anyway."""

    commitment_id: UUID = strawberry.field(description=THE_COMMITMENT)

    async def carry_out(self, doing: Doing) -> Applied:
        """Ask no longer."""
        return await agreeing.take_back(doing, self.commitment_id)


@told_input
class AddEvidence:
    """Add something that shows that a commitment is being kept."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    commitment_id: UUID = strawberry.field(description=THE_COMMITMENT)
    kind: EvidenceKind = strawberry.field(description="What sort of thing it is.")
    words: str = strawberry.field(description="What it shows, or its name; only a photo may have none.")
    place: str | None = strawberry.field(description="Where it lives; at most 300 characters.", default=None)
    url: str | None = strawberry.field(description="The address of a link.", default=None)
    photo_id: UUID | None = strawberry.field(description="A photo of one of your entries.", default=None)

    async def carry_out(self, doing: Doing) -> Applied:
        """Add it."""
        return await following.add_evidence(
            doing,
            NewEvidence(
                self.id, self.commitment_id, self.kind, self.words, self.place, self.url, self.photo_id
            ),
        )


@told_input
class TakeEvidenceAway:
    """Take away something that was to show that a commitment is being kept."""

    id: UUID = strawberry.field(description="The evidence.")
    commitment_id: UUID = strawberry.field(description=THE_COMMITMENT)

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it away."""
        return await following.take_evidence_away(doing, self.id, self.commitment_id)


@told_input
class SayBarrier:
    """Say what stands in the way of a commitment, and what helped; said again, the new words hold."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    commitment_id: UUID = strawberry.field(description=THE_COMMITMENT)
    code: BarrierCode = strawberry.field(description="What sort of thing it is.")
    words: str | None = strawberry.field(
        description="What it is; `OTHER` needs it, at most 1,000 characters.", default=None
    )
    helped: str | None = strawberry.field(
        description="What helped, if anything did; at most 1,000 characters.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Say it."""
        new = NewBarrier(self.id, self.commitment_id, self.code, self.words, self.helped)
        return await following.say_barrier(doing, new)


@told_input
class FollowUpCommitment:
    """Say what became of a commitment, 30, 90 or 180 days after it was due; said again, the newer holds."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    commitment_id: UUID = strawberry.field(description=THE_COMMITMENT)
    days: int = strawberry.field(
        description="How many days after the due day it was asked: 30, 90 or 180; not before it comes."
    )
    how_far: HowFar = strawberry.field(description="How far it has come.")
    words: str | None = strawberry.field(description="What became of it.", default=None)
    minutes_a_week: int | None = strawberry.field(
        description="How many minutes a week it saves; 0 to 10,080.", default=None
    )
    measured: Measured | None = strawberry.field(
        description="How that is known; given whenever a saving is.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Say it."""
        return await following.follow_up(
            doing,
            NewFollowUp(
                self.id,
                self.commitment_id,
                self.days,
                self.how_far,
                self.words,
                self.minutes_a_week,
                self.measured,
            ),
        )
