"""Photos arriving: expected, received, then verified, or kept aside because nobody can read them.

The state of the row is the queue of the work that is left; there is no other one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from exchange.floor.attaching import locked, told
from exchange.floor.statements import of_bytes
from exchange.floor.tables import Photo, PhotoState
from exchange.ground.recording import record
from exchange.ground.refusals import not_here
from exchange.ground.stamp import Stamp

LEASE = timedelta(seconds=60)
TRIES = 3
SOME = 500


async def receive_photo(
    session: AsyncSession, photo_id: UUID, *, by: UUID, stamp: Stamp, at: datetime
) -> None:
    """The bytes of this photo are safe at the museum, and its receipt says so; said twice, it is one."""
    photo = await locked(session, Photo, photo_id)
    if photo is None or photo.author_id != by:
        raise not_here()
    if photo.state is PhotoState.EXPECTED:
        photo.received_at = at
        photo.receipt = stamp.put_on(of_bytes(photo, at=at))
        await move(session, photo, PhotoState.RECEIVED, "receive photo", by=by, at=at)


async def claim_photo(session: AsyncSession, *, at: datetime) -> Photo | None:
    """Take the photo that waits longest for its smaller pictures.

    A claim is a lease: if its holder dies, the photo is claimed again when the lease is over.
    """
    due = or_(Photo.next_try_at.is_(None), Photo.next_try_at <= at)
    photo = await session.scalar(
        select(Photo)
        .where(Photo.state == PhotoState.RECEIVED, Photo.expired_at.is_(None), due)
        .order_by(Photo.received_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if photo is not None:
        photo.tries += 1
        photo.next_try_at = at + LEASE
    return photo


async def verify_photo(session: AsyncSession, photo_id: UUID, *, at: datetime) -> None:
    """Its smaller pictures are made: the photo can be shown."""
    photo = await locked(session, Photo, photo_id)
    if photo is not None and photo.state is PhotoState.RECEIVED:
        await move(session, photo, PhotoState.VERIFIED, "verify photo", by=None, at=at)


async def quarantine_photo(session: AsyncSession, photo_id: UUID, *, reason: str, at: datetime) -> None:
    """Nobody can read this photo: it is kept as it came, and its note lives on without it."""
    photo = await locked(session, Photo, photo_id)
    if photo is not None and photo.state is PhotoState.RECEIVED:
        detail = {"reason": reason}
        state = PhotoState.QUARANTINED
        await move(session, photo, state, "quarantine photo", by=None, at=at, detail=detail)


async def expect_photo_again(session: AsyncSession, photo_id: UUID, *, at: datetime) -> None:
    """The bytes are gone from where they were kept: the phone that still has them sends them again."""
    photo = await locked(session, Photo, photo_id)
    if photo is not None and photo.state is not PhotoState.EXPECTED:
        photo.received_at = photo.next_try_at = photo.receipt = None
        photo.tries = 0
        await move(session, photo, PhotoState.EXPECTED, "expect photo again", by=None, at=at)


async def develop_photo_again(session: AsyncSession, photo_id: UUID, *, at: datetime) -> None:
    """Its smaller pictures are gone: it waits for them as if it had just come."""
    photo = await locked(session, Photo, photo_id)
    if photo is not None and photo.state is PhotoState.VERIFIED:
        photo.next_try_at = None
        photo.tries = 0
        await move(session, photo, PhotoState.RECEIVED, "develop photo again", by=None, at=at)


async def expire_photo(session: AsyncSession, photo_id: UUID, *, at: datetime) -> Photo | None:
    """What was kept with the host for a time is over; its row goes on saying that there was a photo."""
    photo = await locked(session, Photo, photo_id)
    if photo is None or photo.expired_at is not None or photo.expires_at is None or photo.expires_at > at:
        return None
    photo.expired_at = at
    photo.rev += 1
    await session.flush()
    await record(session, "expire photo", [told(photo)], by=None, at=at)
    return photo


async def sign_earlier(session: AsyncSession, *, stamp: Stamp, at: datetime) -> int:
    """Photos that came before receipts were signed get theirs, some at a time; how many did."""
    unsigned = select(Photo).where(Photo.received_at.is_not(None), Photo.receipt.is_(None))
    photos = (await session.scalars(unsigned.limit(SOME).with_for_update(skip_locked=True))).all()
    for photo in photos:
        photo.receipt = stamp.put_on(of_bytes(photo, at=photo.received_at or at))
        photo.rev += 1
    await session.flush()
    if photos:
        await record(session, "sign photos", [told(photo) for photo in photos], by=None, at=at)
    return len(photos)


async def move(
    session: AsyncSession,
    photo: Photo,
    to: PhotoState,
    act: str,
    *,
    by: UUID | None,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Put the photo into a state, and tell everybody who sees it."""
    photo.state = to
    photo.rev += 1
    await session.flush()
    await record(session, act, [told(photo)], by=by, at=at, detail=detail)
