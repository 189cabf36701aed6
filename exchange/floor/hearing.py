"""Adding voice recordings to an observation, writing down their words, taking them off, receiving them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.answers import Applied, NeedsUserCode, NeedsYou
from exchange.floor.keeping import as_it_is, entity, hold_own, keep, taken
from exchange.floor.observations import NewRecording
from exchange.floor.pushes import Doing
from exchange.floor.recorded import Recording, RecordingState
from exchange.floor.recordings import check_recording
from exchange.floor.statements import of_bytes
from exchange.floor.tables import Observation
from exchange.ground.recording import Changed, record
from exchange.ground.refusals import not_here
from exchange.ground.stamp import Stamp


async def attach_recording(doing: Doing, observation_id: UUID, new: NewRecording) -> Applied:
    """Add a recording to an observation."""
    observation = await hold_own(doing, Observation, observation_id)
    here = await doing.session.get(Recording, new.id)
    if here is not None:
        if (here.observation_id, here.sha256) != (observation_id, new.sha256):
            raise taken()
        return as_it_is(observation)
    recording = expect_recording(doing, observation, new)
    return await keep(doing, "attach recording", observation, beside=[told(recording)])


async def write_words(doing: Doing, id: UUID, words: str | None) -> Applied:
    """Write down what a recording says, for who cannot hear it."""
    observation, recording = await hold_recording(doing, id)
    if recording.removed_at is not None:
        sentence = "This recording was taken off meanwhile."
        raise NeedsYou(NeedsUserCode.TARGET_CLOSED, sentence, entity(observation))
    if recording.words == words:
        return as_it_is(observation)
    recording.words = words
    recording.rev += 1
    return await keep(doing, "write words of recording", observation, beside=[told(recording)])


async def detach_recording(doing: Doing, id: UUID) -> Applied:
    """Take a recording off its observation; its bytes are not erased."""
    observation, recording = await hold_recording(doing, id)
    if recording.removed_at is not None:
        return as_it_is(observation)
    recording.removed_at = doing.at
    recording.rev += 1
    return await keep(doing, "detach recording", observation, beside=[told(recording)])


async def hold_recording(doing: Doing, id: UUID) -> tuple[Observation, Recording]:
    """Lock a recording of this person's own and, before it, its observation, as everybody does."""
    observation_id = await doing.session.scalar(select(Recording.observation_id).where(Recording.id == id))
    if observation_id is None:
        raise not_here()
    observation = await hold_own(doing, Observation, observation_id)
    held = select(Recording).where(Recording.id == id).with_for_update()
    return observation, (await doing.session.scalars(held)).one()


def expect_recording(doing: Doing, observation: Observation, new: NewRecording) -> Recording:
    """Put a recording on an observation; from now on its bytes are expected."""
    check_recording(new)
    recording = Recording(
        id=new.id,
        scope_id=observation.scope_id,
        observation_id=observation.id,
        author_id=doing.by,
        position=new.position,
        sha256=new.sha256,
        size=new.size,
        mime=new.mime,
        duration_ms=new.duration_ms,
        words=new.words,
        state=RecordingState.EXPECTED,
        received_at=None,
        receipt=None,
        removed_at=None,
        rev=1,
    )
    doing.session.add(recording)
    return recording


async def receive_recording(
    session: AsyncSession, id: UUID, *, by: UUID, mime: str | None, stamp: Stamp, at: datetime
) -> None:
    """The bytes of this recording are safe at the museum; if they are none, they are kept, but set aside."""
    held = select(Recording).where(Recording.id == id, Recording.removed_at.is_(None)).with_for_update()
    recording = (await session.scalars(held)).one_or_none()
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
    held = select(Recording).where(Recording.id == id, Recording.removed_at.is_(None)).with_for_update()
    recording = (await session.scalars(held)).one_or_none()
    if recording is not None and recording.state is not RecordingState.EXPECTED:
        recording.state = RecordingState.EXPECTED
        recording.received_at = recording.receipt = None
        recording.rev += 1
        await session.flush()
        await record(session, "expect recording again", [told(recording)], by=None, at=at)


def told(recording: Recording) -> Changed:
    """The line of the feed that tells of a recording."""
    return Changed(recording.scope_id, "Recording", recording.id)
