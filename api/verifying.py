"""Looking everything over: the journal's chain of hashes, and every photo that was acknowledged."""

import hashlib
from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy import select

from api.media.storage import Storage, key_of
from api.media.stored import NAMES, STORED_UNDER, Kind
from exchange.floor.tables import Photo
from exchange.ground.sessions import Sessions
from exchange.ground.tables import JournalLine, Scope


async def verify(sessions: Sessions, storage: Storage) -> AsyncIterator[str]:
    """One sentence for everything that is not as it was acknowledged; none when all is well."""
    async for trouble in journal(sessions):
        yield trouble
    for kind in STORED_UNDER:
        async for trouble in stored(sessions, storage, kind):
            yield trouble


async def journal(sessions: Sessions) -> AsyncIterator[str]:
    """Each line's hash is made of the line and of the hash before it, up to the head its scope keeps."""
    told: set[UUID] = set()
    async with sessions.as_steward() as session:
        # Where the oldest lines are over and gone, the chain begins with the hash of the last of them.
        begun = await session.execute(select(Scope.id, Scope.journal_from))
        heads: dict[UUID, bytes] = {scope_id: before for scope_id, before in begun if before}
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


async def stored(sessions: Sessions, storage: Storage, kind: Kind) -> AsyncIterator[str]:
    """Everything that was received is there, and hashes to what was announced."""
    async with sessions.as_steward() as session:
        received = select(kind.id, STORED_UNDER[kind], kind.sha256).where(kind.state != "EXPECTED")
        if kind is Photo:
            received = received.where(Photo.expired_at.is_(None))
        async for named, owner, sha256 in await session.stream(received):
            what = f"{NAMES[kind]} {named}"
            try:
                found = await storage.digest(key_of(owner, sha256))
            except FileNotFoundError:
                yield f"The bytes of {what} are gone."
            else:
                if found != sha256:
                    yield f"The bytes of {what} were changed."
