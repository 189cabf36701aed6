"""Operations on a voice recording: adding it to an observation, writing its words down, taking it off."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.attaching import detach
from exchange.floor.consenting import attach_recording
from exchange.floor.hearing import write_words
from exchange.floor.observations import NewRecording
from exchange.floor.pushes import Doing
from exchange.floor.recorded import Recording
from schema.described import told_input


@told_input
class RecordingInput:
    """A voice recording before its bytes: what they will hash to, how long it is, and its words."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    sha256: str = strawberry.field(description="The SHA-256 of its bytes, 64 hexadecimal digits.")
    size: int = strawberry.field(description="How many bytes it has; at most 64 MiB.")
    mime: str = strawberry.field(description="Its media type, such as `audio/webm`.")
    duration_ms: int = strawberry.field(description="How long it is, in milliseconds; at most an hour.")
    words: str | None = strawberry.field(
        description="What is said, for somebody who cannot hear it; up to 10,000 characters."
    )
    position: int = strawberry.field(description="Its place among the recordings of its observation.")

    def new(self) -> NewRecording:
        """The recording as the floor takes it."""
        return NewRecording(
            id=self.id,
            sha256=self.sha256,
            size=self.size,
            mime=self.mime,
            duration_ms=self.duration_ms,
            words=self.words,
            position=self.position,
        )


@told_input
class AttachRecording:
    """Add a recording to an observation."""

    observation_id: UUID = strawberry.field(description="The observation.")
    recording: RecordingInput = strawberry.field(description="The recording.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Add it."""
        return await attach_recording(doing, self.observation_id, self.recording.new())


@told_input
class WriteWords:
    """Write down what a recording says."""

    id: UUID = strawberry.field(description="The recording.")
    words: str | None = strawberry.field(description="What is said; `null` takes the words away.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Write it down."""
        return await write_words(doing, self.id, self.words)


@told_input
class DetachRecording:
    """Take a recording off its observation."""

    id: UUID = strawberry.field(description="The recording.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it off."""
        return await detach(doing, Recording, self.id)
