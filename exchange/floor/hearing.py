"""Voice recordings of an observation: expecting one, writing down its words, receiving its bytes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied
from exchange.floor.attaching import hold_still_attached, keep_attached, locked, told
from exchange.floor.keeping import as_it_is
from exchange.floor.observations import NewRecording
from exchange.floor.pushes import Doing
from exchange.floor.recorded import Recording, RecordingState
from exchange.floor.rows import recording_row
from exchange.floor.statements import of_bytes
from exchange.floor.tables import Observation
from exchange.ground.recording import record
from exchange.ground.refusals import not_here
from exchange.ground.stamp import Stamp


async def write_words(doing: Doing, id: UUID, words: str | None) -> Applied:
    """Write down what a recording says, for who cannot hear it."""
    observation, recording = await hold_still_attached(doing, Recording, id)
    if recording.words == words:
        return as_it_is(observation)
    recording.words = words
    return await keep_attached(doing, "write words of recording", observation, recording)


def expect_recording(doing: Doing, observation: Observation, new: NewRecording) -> Recording:
    """Put a recording on an observation; from now on its bytes are expected."""
    here = {"observation_id": observation.id, "scope_id": observation.scope_id}
    recording = Recording(**recording_row(new, by=doing.by, **here))
    doing.session.add(recording)
    return recording


async def receive_recording(
    session: AsyncSession, id: UUID, *, by: UUID, mime: str | None, stamp: Stamp, at: datetime
) -> None:
    """The bytes of this recording are safe at the museum; if they are none, they are kept, but set aside."""
    recording = await locked(session, Recording, id)
    if recording is None or recording.author_id != by:
        raise not_here()
    if recording.state is not RecordingState.EXPECTED:
        return
    recording.state = RecordingState.VERIFIED if mime else RecordingState.QUARANTINED
    recording.mime = mime or recording.mime
    recording.received_at = at
    recording.receipt = stamp.put_on(of_bytes(recording, at=at))
    recording.rev += 1
    await session.flush()
    act = "receive recording" if mime else "quarantine recording"
    await record(session, act, [told(recording)], by=by, at=at)


async def expect_recording_again(session: AsyncSession, id: UUID, *, at: datetime) -> None:
    """The bytes are gone from where they were kept: the phone that still has them sends them again."""
    recording = await locked(session, Recording, id)
    if recording is not None and recording.state is not RecordingState.EXPECTED:
        recording.state = RecordingState.EXPECTED
        recording.received_at = recording.receipt = None
        recording.rev += 1
        await session.flush()
        await record(session, "expect recording again", [told(recording)], by=None, at=at)
