"""Uploads: who sends which photo, how far it has come, and the moment it is safe."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.media.storage import Storage, key_of
from api.media.tus import Announced
from exchange.floor.receiving import receive_photo
from exchange.floor.tables import Photo, PhotoState, Upload
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions

LIFE = timedelta(days=14)
OPEN_AT_ONCE = 500
WAKE = text("select pg_notify('understudy', 'photo')")


@dataclass(frozen=True, slots=True)
class Begun:
    """An upload to send to, or none because the bytes are here already."""

    upload: Upload | None


async def begin(sessions: Sessions, storage: Storage, wish: Announced, *, by: UUID, at: datetime) -> Begun:
    """Open an upload for a photo this person announced, or the one that is open already."""
    async with sessions.as_person(by) as session:
        photo = await session.get(Photo, wish.photo_id)
        # Somebody else's photo and an unknown one get the same answer.
        if photo is None or photo.author_id != by or photo.removed_at is not None:
            raise Refused("DEPENDENCY_MISSING", "Push the observation of this photo first.")
        if (photo.sha256, photo.size) != (wish.sha256, wish.size):
            sentence = "These are not the bytes this photo was announced with."
            raise Refused("INVALID", sentence, "sha256")
        if photo.state is not PhotoState.EXPECTED:
            return Begun(None)
        upload = await open_one(session, wish, by=by, at=at)
    # The key names its owner, so bytes another person sent are never answered for here.
    if await storage.size(key_of(by, wish.sha256)) == wish.size:
        await received(sessions, upload, at=at)
        return Begun(None)
    return Begun(upload)


async def open_one(session: AsyncSession, wish: Announced, *, by: UUID, at: datetime) -> Upload:
    """The open upload of this photo; asked twice, the same one, as the first answer may be lost."""
    mine = select(Upload).where(Upload.person_id == by, Upload.finished_at.is_(None), Upload.expires_at > at)
    if upload := (await session.scalars(mine.where(Upload.photo_id == wish.photo_id))).first():
        return upload
    many = await session.scalar(select(func.count()).select_from(mine.subquery()))
    if (many or 0) >= OPEN_AT_ONCE:
        raise Refused("RATE_LIMITED", "Too many uploads are open; finish some of them first.")
    upload = Upload(
        id=secrets.token_urlsafe(24),
        photo_id=wish.photo_id,
        person_id=by,
        sha256=wish.sha256,
        size=wish.size,
        made_at=at,
        expires_at=at + LIFE,
        finished_at=None,
    )
    session.add(upload)
    return upload


async def find(sessions: Sessions, name: str, *, by: UUID) -> Upload | None:
    """An upload of this person; anybody else's does not exist."""
    async with sessions.as_person(by) as session:
        upload = await session.get(Upload, name)
        return upload if upload is not None and upload.person_id == by else None


async def received(sessions: Sessions, upload: Upload, *, at: datetime) -> None:
    """The bytes are stored: the photo is received, the upload is over, in one transaction."""
    async with sessions.as_person(upload.person_id) as session:
        await receive_photo(session, upload.photo_id, by=upload.person_id, at=at)
        row = await session.get(Upload, upload.id)
        if row is not None:
            row.finished_at = at
        await session.execute(WAKE)
