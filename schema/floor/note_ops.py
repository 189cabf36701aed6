"""Operations on handling notes and notices: writing, handing over, placing, taking off."""

from datetime import date
from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.notes import NewHandling, NewNotice, NoticeKind, Severity
from exchange.floor.noticing import place_notice, take_notice_off
from exchange.floor.noting import hand_over, note_handling
from exchange.floor.pushes import Doing
from schema.described import told_input
from schema.floor.words import ID_OF_NEW


@told_input
class HandlingInput:
    """A handling note; its observation is of that kind and has the number of an object."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    severity: Severity = strawberry.field(description="How much harm is near when nobody takes care.")
    vulnerable: str = strawberry.field(
        description="What is easily harmed; up to 1,000 characters.", default=""
    )
    condition: str = strawberry.field(
        description="The condition that was seen; up to 1,000 characters.", default=""
    )
    care: str = strawberry.field(description="What to do; up to 1,000 characters.", default="")
    avoid: str = strawberry.field(description="What not to do; up to 1,000 characters.", default="")
    needs: str = strawberry.field(
        description="The people and the equipment it takes; up to 1,000 characters.", default=""
    )
    review_on: date | None = strawberry.field(description="When somebody looks at it again.", default=None)

    def new(self) -> NewHandling:
        """The note as the floor takes it."""
        return NewHandling(
            id=self.id,
            severity=self.severity,
            vulnerable=self.vulnerable,
            condition=self.condition,
            care=self.care,
            avoid=self.avoid,
            needs=self.needs,
            review_on=self.review_on,
        )


@told_input
class NoteHandling:
    """Say how the object of an observation is to be handled, or say it anew: for its author."""

    observation_id: UUID = strawberry.field(description="The observation.")
    handling: HandlingInput = strawberry.field(description="The note.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Say it."""
        return await note_handling(doing, self.observation_id, self.handling.new())


@told_input
class HandOver:
    """Say that the registrar has a handling note: for the mentor, and who keeps records at the host."""

    observation_id: UUID = strawberry.field(description="The observation of the note.")
    reference: str | None = strawberry.field(
        description="Its number in the museum's collection system; up to 120 characters.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Hand it over."""
        return await hand_over(doing, self.observation_id, self.reference)


@told_input
class PlaceNotice:
    """Place a notice of Local Contexts on an observation, or a label as a community gave it."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    observation_id: UUID = strawberry.field(description="The observation.")
    photo_id: UUID | None = strawberry.field(description="One photo of it alone.", default=None)
    kind: NoticeKind = strawberry.field(description="Which notice, or that it is a label.")
    label: str | None = strawberry.field(
        description="The type of a label, as the Hub calls it, such as `culturally_sensitive`.", default=None
    )
    community: str | None = strawberry.field(description="The community that gave the label.", default=None)
    words: str | None = strawberry.field(
        description="The words of the label, as they were given; up to 4,000 characters.", default=None
    )
    language: str | None = strawberry.field(description="The language of the words, BCP 47.", default=None)
    project: str | None = strawberry.field(
        description="The project of the Local Contexts Hub that the label stands in.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Place it."""
        new = NewNotice(
            id=self.id,
            kind=self.kind,
            photo_id=self.photo_id,
            label=self.label,
            community=self.community,
            words=self.words,
            language=self.language,
            project=self.project,
        )
        return await place_notice(doing, self.observation_id, new)


@told_input
class TakeNoticeOff:
    """Take a notice off again: for who placed it."""

    id: UUID = strawberry.field(description="The notice.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it off."""
        return await take_notice_off(doing, self.id)
