"""Saying what became of a commitment: what shows it, what stood in the way, and how far it came."""

from uuid import UUID

from sqlalchemy import select

from exchange.floor.answers import Applied
from exchange.floor.follow_ups import (
    NewBarrier,
    NewEvidence,
    NewFollowUp,
    check_barrier,
    check_evidence,
    check_follow_up,
)
from exchange.floor.followed import Barrier, Evidence, FollowUp
from exchange.floor.keeping import as_it_is, hold_own, keep, taken
from exchange.floor.pushes import Doing
from exchange.floor.tables import Commitment, CommitmentState, Photo
from exchange.ground.refusals import Refused, not_here


async def follow_up(doing: Doing, new: NewFollowUp) -> Applied:
    """Say how far a commitment has come; said again, the newer answer holds."""
    commitment = await hold_own(doing, Commitment, new.commitment_id)
    if commitment.state is CommitmentState.DROPPED:
        raise Refused("INVALID", "It was given up: nobody asks about it any more.", "commitmentId")
    check_follow_up(new, commitment.due_on, said_at=doing.captured_at)
    same = FollowUp.commitment_id == commitment.id, FollowUp.days == new.days
    here = await doing.session.scalar(select(FollowUp).where(*same))
    if here is None:
        if await doing.session.get(FollowUp, new.id) is not None:
            raise taken()
        here = FollowUp(id=new.id, commitment_id=commitment.id, author_id=doing.by, days=new.days)
        doing.session.add(here)
    elif here.said_at > doing.captured_at:
        return as_it_is(commitment)
    here.how_far, here.words = new.how_far, new.words
    here.minutes_a_week, here.measured = new.minutes_a_week, new.measured
    here.said_at, here.received_at = doing.captured_at, doing.at
    detail = {"days": new.days, "howFar": new.how_far.value}
    return await keep(doing, "follow up", commitment, detail=detail)


async def add_evidence(doing: Doing, new: NewEvidence) -> Applied:
    """Add something that shows that a commitment is being kept; sent again, it is the same one."""
    commitment = await hold_own(doing, Commitment, new.commitment_id)
    check_evidence(new)
    here = await doing.session.get(Evidence, new.id)
    if here is not None:
        if here.commitment_id != commitment.id:
            raise taken()
        return as_it_is(commitment)
    if new.photo_id is not None:
        photo = await doing.session.get(Photo, new.photo_id)
        if photo is None or photo.author_id != doing.by or photo.removed_at is not None:
            raise Refused("NOT_FOUND_OR_FORBIDDEN", "This is not here, or it is not yours.", "photoId")
    doing.session.add(
        Evidence(
            id=new.id,
            commitment_id=commitment.id,
            author_id=doing.by,
            kind=new.kind,
            words=new.words.strip(),
            place=new.place,
            url=new.url,
            photo_id=new.photo_id,
            added_at=doing.captured_at,
        )
    )
    return await keep(doing, "add evidence", commitment, detail={"kind": new.kind.value})


async def take_evidence_away(doing: Doing, id: UUID, commitment_id: UUID) -> Applied:
    """Take something away again that was to show it; taken away already, nothing is left to do."""
    commitment = await hold_own(doing, Commitment, commitment_id)
    here = await doing.session.get(Evidence, id)
    if here is None:
        return as_it_is(commitment)
    if here.commitment_id != commitment_id:
        raise not_here()
    await doing.session.delete(here)
    return await keep(doing, "take evidence away", commitment)


async def say_barrier(doing: Doing, new: NewBarrier) -> Applied:
    """Say what stands in the way, and what helped; said again, the new words hold."""
    commitment = await hold_own(doing, Commitment, new.commitment_id)
    check_barrier(new)
    here = await doing.session.get(Barrier, new.id)
    if here is None:
        here = Barrier(id=new.id, commitment_id=commitment.id, author_id=doing.by, said_at=doing.captured_at)
        doing.session.add(here)
    elif here.commitment_id != commitment.id:
        raise taken()
    here.code, here.words, here.helped = new.code, new.words, new.helped
    return await keep(doing, "say barrier", commitment, detail={"code": new.code.value})
