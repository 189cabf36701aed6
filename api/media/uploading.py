"""Uploads: who sends which photo, recording or scan, how far it has come, and the moment it is safe."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from api.media.storage import Storage, key_of
from api.media.tus import Announced
from exchange.floor.hearing import receive_recording
from exchange.floor.receiving import receive_photo
from exchange.floor.recordings import heard_as
from exchange.floor.uploads import Upload
from exchange.ground.refusals import Refused
from exchange.ground.sessions import Sessions
from exchange.ground.signs import HEAD
from exchange.ground.stamp import Stamp
from exchange.placements.scanning import receive_scan
from exchange.placements.scans import check_hash, kind_of

LIFE = timedelta(days=14)
OPEN_AT_ONCE = 500
COLUMNS = (
    "id",
    "photo_id",
    "recording_id",
    "scan_id",
    "person_id",
    "sha256",
    "size",
    "made_at",
    "expires_at",
)

# One round trip. Asked twice it finds the same upload, as the first answer may have been lost.
# Nothing is promised yet, so nothing waits for the disk: an upload that a crash forgets is begun again.
OPEN = text(
    """
    with this as (
        select sha256, size, state from photo
         where id = :photo_id and author_id = :person_id and removed_at is null and expired_at is null
         union all
        select sha256, size, state from recording
         where id = :recording_id and author_id = :person_id and removed_at is null
         union all
        select signature_scan.sha256, cast(:size as bigint), signature_scan.state from signature_scan
          join signature on signature.id = signature_scan.id
          join placement_agreement on placement_agreement.id = signature.agreement_id
         where signature_scan.id = :scan_id and programme_id = any((select my_scopes())::uuid[])
    ), open as (
        select id, photo_id, recording_id, scan_id, expires_at from upload
         where person_id = :person_id and finished_at is null and expires_at > :made_at
    ), mine as (
        select id, expires_at from open
         where photo_id = :photo_id or recording_id = :recording_id or scan_id = :scan_id limit 1
    ), made as (
        insert into upload
               (id, photo_id, recording_id, scan_id, person_id, sha256, size, made_at, expires_at)
        select :id, :photo_id, :recording_id, :scan_id, :person_id, :sha256, :size, :made_at, :expires_at
          from this
         where state = 'EXPECTED' and this.sha256 = :sha256 and this.size = :size
           and not exists (select from mine) and (select count(*) from open) < :most
        returning id, expires_at
    )
    select this.sha256, this.size, this.state, coalesce(mine.id, made.id) as id,
           coalesce(mine.expires_at, made.expires_at) as expires_at,
           set_config('synchronous_commit', 'off', true)
      from this left join mine on true left join made on true
    """
)
FINISH = text(
    """
    with finished as (update upload set finished_at = :at where id = :id returning id)
    select pg_notify('understudy', 'photo') from (values (1)) as once
    """
)


@dataclass(frozen=True, slots=True)
class Begun:
    """An upload to send to, or none because the bytes are here already."""

    upload: Upload | None


async def begin(
    sessions: Sessions, storage: Storage, wish: Announced, *, by: UUID, stamp: Stamp, at: datetime
) -> Begun:
    """Open an upload for what this person announced, or the one that is open already."""
    upload = Upload(
        id=secrets.token_urlsafe(24),
        photo_id=wish.photo_id,
        recording_id=wish.recording_id,
        scan_id=wish.scan_id,
        person_id=by,
        sha256=wish.sha256,
        size=wish.size,
        made_at=at,
        expires_at=at + LIFE,
        finished_at=None,
    )
    values = {name: getattr(upload, name) for name in COLUMNS}
    async with sessions.as_person(by) as session:
        answer = (await session.execute(OPEN, {**values, "most": OPEN_AT_ONCE})).one_or_none()
    # What is somebody else's and what is unknown get the same answer.
    if answer is None:
        raise Refused("DEPENDENCY_MISSING", "Nobody waits for this here: say first what it belongs to.")
    if wish.scan_id:
        check_hash(wish.sha256, signed=answer.sha256)
    if (answer.sha256, answer.size) != (wish.sha256, wish.size):
        sentence = "These are not the bytes that were announced."
        raise Refused("INVALID", sentence, "sha256")
    if answer.state != "EXPECTED":
        return Begun(None)
    if answer.id is None:
        raise Refused("RATE_LIMITED", "Too many uploads are open; finish some of them first.")
    upload.id, upload.expires_at = answer.id, answer.expires_at
    # The key names its owner, so bytes another person sent are never answered for here.
    if await storage.size(place_of(upload)) == wish.size:
        await received(sessions, storage, upload, stamp=stamp, at=at)
        return Begun(None)
    return Begun(upload)


def place_of(upload: Upload) -> str:
    """Where what was sent stays: with whoever sent it, or, for a scan, with the signature that it shows."""
    return key_of(upload.scan_id or upload.person_id, upload.sha256)


async def find(sessions: Sessions, name: str, *, by: UUID) -> Upload | None:
    """An upload of this person; anybody else's does not exist."""
    async with sessions.as_person(by) as session:
        upload = await session.get(Upload, name)
        return upload if upload is not None and upload.person_id == by else None


async def received(
    sessions: Sessions, storage: Storage, upload: Upload, *, stamp: Stamp, at: datetime
) -> None:
    """The bytes are stored: they are received, and the upload is over, in one transaction."""
    by = upload.person_id
    if upload.scan_id:
        kind = kind_of(await head_of(storage, upload))
        async with sessions.as_steward() as session:
            await receive_scan(session, upload.scan_id, size=upload.size, mime=kind, by=by, at=at)
            await session.execute(FINISH, {"id": upload.id, "at": at})
        return
    mime = heard_as(await head_of(storage, upload)) if upload.recording_id else None
    async with sessions.as_person(by) as session:
        if upload.photo_id:
            await receive_photo(session, upload.photo_id, by=by, stamp=stamp, at=at)
        if upload.recording_id:
            await receive_recording(session, upload.recording_id, by=by, mime=mime, stamp=stamp, at=at)
        await session.execute(FINISH, {"id": upload.id, "at": at})


async def head_of(storage: Storage, upload: Upload) -> bytes:
    """The first of the stored bytes, which tell what they are."""
    pieces = storage.read(place_of(upload), 0, min(HEAD, upload.size))
    return b"".join([piece async for piece in pieces])
