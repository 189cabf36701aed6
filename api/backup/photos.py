"""Photos, recordings and scans in a backup: copied once, each checked against the hash that was announced."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import anyio

from api.media.storage import SHAPES, Storage, key_of, make_folder, settle

SLICE = 1024 * 1024


class Shot(NamedTuple):
    """A photo, a recording or a scan of which the database says that it is here."""

    kind: str
    id: UUID
    owner: UUID
    sha256: str
    size: int | None


async def copy(storage: Storage, shots: Iterable[Shot], to: Path) -> AsyncIterator[str]:
    """Copy what is not there yet; one sentence for each that is not as it was acknowledged."""
    await anyio.to_thread.run_sync(make_folder, to)
    for shot in shots:
        for shape in SHAPES:
            key = key_of(shot.owner, shot.sha256, shape)
            place = to / key
            if place.exists() and (shape != "original" or place.stat().st_size == shot.size):
                continue
            found = await storage.size(key)
            if found is not None:
                sha256 = await fetch(storage, key, to)
                if shape == "original" and sha256 != shot.sha256:
                    place.unlink()
                    yield f"The bytes of {shot.kind} {shot.id} were changed."
            elif shape == "original":
                yield f"The bytes of {shot.kind} {shot.id} are gone."


async def fetch(storage: Storage, key: str, to: Path) -> str:
    """Copy one stored thing, whole or not at all; its hash is that of what stands on the disk."""
    place = to / key
    new = to / f".{place.name}.new"
    await storage.fetch(key, new)
    sha256 = await anyio.to_thread.run_sync(written_down, new)
    await anyio.to_thread.run_sync(settle, new, place)
    return sha256


def written_down(path: Path) -> str:
    """Write a file down for good; its hash."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


async def put_back(storage: Storage, source: Path) -> None:
    """Store everything of a backup again, each as durable as if its phone had just sent it."""
    with tempfile.TemporaryDirectory(prefix="understudy-") as aside:
        for file in await anyio.to_thread.run_sync(whole_files, source):
            part = await anyio.to_thread.run_sync(copied, file, Path(aside) / file.name)
            await storage.keep(part, str(file.relative_to(source)))


def copied(file: Path, to: Path) -> Path:
    """A copy of a file, written down for good."""
    shutil.copyfile(file, to)
    written_down(to)
    return to


def whole_files(folder: Path) -> list[Path]:
    """The files of a folder, without what a copy left half done."""
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith(".")]
