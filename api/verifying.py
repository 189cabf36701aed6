"""Looking everything over: the journal's chain of hashes, and every photo that was acknowledged."""

import hashlib
from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy import select

from api.media.storage import Storage, key_of
from exchange.floor.tables import Photo, PhotoState
from exchange.ground.sessions import Sessions
from exchange.ground.tables import JournalLine, Scope


async def verify(sessions: Sessions, storage: Storage) -> AsyncIterator[str]:
    """One sentence for everything that is not as it was acknowledged; none when all is well."""
    async for trouble in journal(sessions):
        yield trouble
    async for trouble in photos(sessions, storage):
        yield trouble


async def journal(sessions: Sessions) -> AsyncIterator[str]:
    """Each line's hash is made of the line and of the hash before it, up to the head its scope keeps."""
    heads: dict[UUID, bytes] = {}
    told: set[UUID] = set()
    async with sessions.as_steward() as session:
        lines = await session.stream_scalars(
            select(JournalLine).order_by(JournalLine.scope_id, JournalLine.position)
        )
        async for line in lines:
            before = heads.get(line.scope_id, b"")
            heads[line.scope_id] = line.hash
            if (
                line.hash != hashlib.sha256(before + line.line.encode()).digest()
                and line.scope_id not in told
            ):
                told.add(line.scope_id)
                yield f"The journal of scope {line.scope_id} was changed at position {line.position}."
        scopes = await session.execute(select(Scope.id, Scope.journal_head))
        for scope_id, head in scopes:
            if heads.get(scope_id, b"") != head:
                yield f"The journal of scope {scope_id} does not end where it should."


async def photos(sessions: Sessions, storage: Storage) -> AsyncIterator[str]:
    """Every received photo is there and hashes to what its phone announced."""
    async with sessions.as_steward() as session:
        rows = await session.stream_scalars(select(Photo).where(Photo.state != PhotoState.EXPECTED))
        async for photo in rows:
            try:
                found = await storage.digest(key_of(photo.author_id, photo.sha256))
            except FileNotFoundError:
                yield f"The bytes of photo {photo.id} are gone."
            else:
                if found != photo.sha256:
                    yield f"The bytes of photo {photo.id} were changed."
