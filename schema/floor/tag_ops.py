"""Tagging: words put on an observation and taken off."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.observations import NewTag
from exchange.floor.pushes import Doing
from exchange.floor.tagging import tag
from schema.described import told_input
from schema.floor.words import ID_OF_NEW


@told_input
class TagInput:
    """A word for an observation; it is taken off by this id, never by the word."""

    id: UUID = strawberry.field(description=ID_OF_NEW)
    word: str = strawberry.field(description="The word, 1 to 60 characters.")

    def new(self) -> NewTag:
        """The tag as the floor takes it."""
        return NewTag(self.id, self.word)


@told_input
class TagObservation:
    """Put words on an observation and take others off; a word put on elsewhere meanwhile stays."""

    id: UUID = strawberry.field(description="The observation.")
    add: list[TagInput] = strawberry.field(description="Words to put on.")
    remove: list[UUID] = strawberry.field(description="Tags to take off, by the ids that were seen.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Put words on and take words off."""
        return await tag(doing, self.id, [new.new() for new in self.add], self.remove)
