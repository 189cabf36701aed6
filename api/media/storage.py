"""Where bytes stay: a folder here or a bucket elsewhere, by one URL."""

import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid4

import anyio
import obstore
from obstore.store import ObjectStore, from_url

if TYPE_CHECKING:
    from obstore import OffsetRange

SLICE = 256 * 1024
SHAPES = {"original": "", "screen": ".1280.webp", "thumb": ".320.webp"}


def key_of(person_id: UUID, sha256: str, shape: str = "original") -> str:
    """The name of one shape of one photo: by owner and content, never by what a client called it."""
    return f"{person_id}/{sha256[:2]}/{sha256}{SHAPES[shape]}"


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored thing, as the store knows it."""

    key: str
    size: int
    stored_at: datetime


class Storage:
    """The photos of this installation."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.folder = Path(unquote(parts.path)) if parts.scheme == "file" else None
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.store: ObjectStore = from_url(url)

    async def keep(self, part: Path, key: str) -> None:
        """Move a complete, synced file to where it stays; once this returns it survives a power cut."""
        if self.folder is not None:
            await anyio.to_thread.run_sync(settle, part, self.folder / key)
        else:
            await obstore.put_async(self.store, key, part)
            await anyio.Path(part).unlink(missing_ok=True)

    async def put(self, key: str, content: bytes) -> None:
        """Store a small thing that could be made again."""
        await obstore.put_async(self.store, key, content)

    async def size(self, key: str) -> int | None:
        """How many bytes are stored under a key, or None when there is nothing."""
        try:
            if self.folder is not None:
                # Quicker than a round through the store's own threads.
                return (self.folder / key).stat().st_size
            return (await obstore.head_async(self.store, key))["size"]
        except FileNotFoundError:
            return None

    async def folders(self) -> list[str]:
        """The names at the top: the owners of what is stored."""
        found = await obstore.list_with_delimiter_async(self.store)
        return [str(name) for name in found["common_prefixes"]]

    async def below(self, folder: str) -> AsyncIterator[Stored]:
        """Everything stored below a folder."""
        async for some in obstore.list(self.store, folder):
            for one in some:
                yield Stored(one["path"], one["size"], one["last_modified"])

    async def drop(self, key: str) -> None:
        """Throw away what is stored under a key."""
        await obstore.delete_async(self.store, key)

    async def read(self, key: str, start: int, end: int | None) -> AsyncIterator[bytes]:
        """The bytes from start up to, not including, end; without an end, all the rest."""
        span: tuple[int, int] | OffsetRange = {"offset": start} if end is None else (start, end)
        got = await obstore.get_async(self.store, key, options={"range": span} if end or start else None)
        async for piece in got.stream(min_chunk_size=SLICE):
            yield bytes(piece)

    async def digest(self, key: str) -> str:
        """The sha-256 of what is stored under a key."""
        seen = hashlib.sha256()
        async for piece in self.read(key, 0, None):
            seen.update(piece)
        return seen.hexdigest()

    async def fetch(self, key: str, to: Path) -> None:
        """Copy a stored thing into a file."""
        async with await anyio.open_file(to, "wb") as file:
            async for piece in self.read(key, 0, None):
                await file.write(piece)

    async def writable(self) -> bool:
        """Whether something can be stored right now."""
        key = f"probe/{uuid4()}"
        try:
            await self.put(key, b"probe")
            await obstore.delete_async(self.store, key)
        except Exception:  # noqa: BLE001 - whatever is wrong, the answer is no
            return False
        return True


def settle(part: Path, place: Path) -> None:
    """Rename into place and write the folders down, so that the name is as durable as the bytes."""
    make_folder(place.parent)
    try:
        part.replace(place)
    except OSError:  # Another file system: copy beside the place first, then rename there.
        beside = place.with_name(f".{place.name}.{uuid4().hex}")
        with part.open("rb") as source, beside.open("wb") as target:
            while piece := source.read(SLICE):
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        beside.replace(place)
        part.unlink()
    write_names_down(place.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it; once this returns they survive a power cut."""
    missing = [new for new in (folder, *folder.parents) if not new.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for new in missing:
        write_names_down(new.parent)


def write_names_down(folder: Path) -> None:
    """Make the names in a folder as durable as what they stand for."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
