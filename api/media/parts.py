"""Part files: what has arrived of a photo. The length of the file is the offset, also after a crash."""

import fcntl
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Self

import anyio

from api.media.writers import Progress
from exchange.ground.signs import HEAD

SLICE = 256 * 1024
ADRIFT = -1  # the running hash and the file may differ


class Busy(Exception):
    """Another process is writing this part."""


class WrongChecksum(Exception):
    """What arrived is not what was announced; the chunk is gone again."""


class Part:
    """One part file, held by one writer at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name
        self.handle = -1

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self.handle)
            raise Busy from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        os.close(self.handle)

    @property
    def offset(self) -> int:
        """How many bytes are here."""
        return os.fstat(self.handle).st_size

    async def take(self, chunks: AsyncIterator[bytes], progress: Progress, digest: bytes | None) -> bool:
        """Append what arrives, up to the announced size; False when more came than that.

        What came of a piece before its connection was cut stays, though its checksum cannot be asked: on a
        weak network it would come again and again, and the hash of the whole is asked in the end.
        """
        before = self.offset
        room = progress.upload.size - before
        whole = progress.seen.copy() if progress.at == before else None
        piece = hashlib.sha256() if whole is None or (before and digest) else whole
        progress.at = ADRIFT
        os.lseek(self.handle, before, os.SEEK_SET)
        async for chunk in chunks:
            room -= len(chunk)
            if room < 0:
                os.ftruncate(self.handle, before)
                return False
            piece.update(chunk)
            if whole is not None and whole is not piece:
                whole.update(chunk)
            write_all(self.handle, chunk)
        if digest is not None and piece.digest() != digest:
            os.ftruncate(self.handle, before)
            raise WrongChecksum
        if whole is not None:
            progress.seen, progress.at = whole, self.offset
        return True

    async def digest(self, progress: Progress) -> str:
        """The sha-256 of everything here, once it is on the disk."""
        return await anyio.to_thread.run_sync(self.synced_digest, progress)

    def synced_digest(self, progress: Progress) -> str:
        """Sync; then read it all, unless every byte went through our hands since the beginning."""
        os.fsync(self.handle)
        if progress.at == self.offset:
            return str(progress.seen.hexdigest())
        seen, at = hashlib.sha256(), 0
        while piece := os.pread(self.handle, SLICE, at):
            seen.update(piece)
            at += len(piece)
        return seen.hexdigest()

    def head(self) -> bytes:
        """The first bytes, which tell what it is."""
        return os.pread(self.handle, HEAD, 0)

    def empty(self) -> None:
        """Throw away what came; the upload begins again at nothing."""
        os.ftruncate(self.handle, 0)


def is_held(folder: Path, name: str) -> bool:
    """Whether somebody writes this part at the moment."""
    try:
        with Part(folder, name):
            return False
    except Busy:
        return True


def offset_of(folder: Path, name: str) -> int:
    """How much of an upload has arrived."""
    try:
        return (folder / name).stat().st_size
    except FileNotFoundError:
        return 0


def write_all(handle: int, chunk: bytes) -> None:
    """Write every byte, or raise: a disk that fills up must not shorten a chunk in silence."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(handle, rest) :]
