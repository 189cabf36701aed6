"""Photos that stayed with the host for a time: their bytes and smaller pictures go, their row says that."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.media.storage import SHAPES, Storage, key_of
from exchange.floor.receiving import expire_photo
from exchange.floor.tables import Photo
from exchange.ground.sessions import Sessions


async def expire_photos(sessions: Sessions, storage: Storage, *, at: datetime) -> int:
    """Let every photo go whose time is over; how many went.

    The row first: a photo that nobody is shown any more may still lie there for a moment, never the other
    way round. Whoever has no bytes left is not asked for them again.
    """
    async with sessions.as_steward() as session:
        due = select(Photo.id).where(Photo.expires_at <= at, Photo.expired_at.is_(None))
        waiting = (await session.scalars(due)).all()
    gone = 0
    for photo_id in waiting:
        async with sessions.as_steward() as session:
            photo = await expire_photo(session, photo_id, at=at)
            wanted = photo is None or await has_another(session, photo)
            owner, sha256 = (photo.author_id, photo.sha256) if photo else (None, "")
        gone += photo is not None
        if owner is not None and not wanted:
            await drop(storage, owner, sha256)
    return gone


async def drop(storage: Storage, owner: UUID, sha256: str) -> None:
    """Throw away the bytes and every smaller picture."""
    for shape in SHAPES:
        if await storage.size(key := key_of(owner, sha256, shape)) is not None:
            await storage.drop(key)


async def has_another(session: AsyncSession, photo: Photo) -> bool:
    """Whether another photo of this person has the same bytes, and goes on."""
    same = select(Photo.id).where(
        Photo.author_id == photo.author_id,
        Photo.sha256 == photo.sha256,
        Photo.id != photo.id,
        Photo.expired_at.is_(None),
    )
    return await session.scalar(same.limit(1)) is not None
