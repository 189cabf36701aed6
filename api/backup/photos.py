"""Photos and recordings in a backup: copied once, each checked against the hash that its phone announced."""

import hashlib
import os
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import anyio

from api.media.storage import SHAPES, Storage, key_of

SLICE = 1024 * 1024


class Shot(NamedTuple):
    """A photo, or a recording, of which the database says that it is here."""

    kind: str
    id: UUID
    author_id: UUID
    sha256: str
    size: int


async def copy(storage: Storage, shots: Iterable[Shot], to: Path) -> AsyncIterator[str]:
    """Copy what is not there yet; one sentence for each that is not as it was acknowledged."""
    for shot in shots:
        for shape in SHAPES:
            key = key_of(shot.author_id, shot.sha256, shape)
            place = to / key
            if place.exists() and (shape != "original" or place.stat().st_size == shot.size):
                continue
            found = await storage.size(key)
            if found is not None:
                sha256 = await fetch(storage, key, place)
                if shape == "original" and sha256 != shot.sha256:
                    place.unlink()
                    yield f"The bytes of {shot.kind} {shot.id} were changed."
            elif shape == "original":
                yield f"The bytes of {shot.kind} {shot.id} are gone."


async def fetch(storage: Storage, key: str, place: Path) -> str:
    """Copy one stored thing, whole or not at all; its hash is that of what stands on the disk."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = place.with_name(f".{place.name}.new")
    await storage.fetch(key, new)
    sha256 = await anyio.to_thread.run_sync(settled, new)
    new.replace(place)
    return sha256


def settled(path: Path) -> str:
    """Write a file down for good; its hash."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


async def put_back(storage: Storage, source: Path) -> int:
    """Store everything of a backup again; how many files there were."""
    files = await anyio.to_thread.run_sync(whole_files, source)
    for file in files:
        await storage.put(str(file.relative_to(source)), await anyio.Path(file).read_bytes())
    return len(files)


def whole_files(folder: Path) -> list[Path]:
    """The files of a folder, without what a copy left half done."""
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith(".")]
