"""Developing the photos: drawn, stored as if they had been uploaded, with their smaller pictures."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import anyio
from anyio import to_thread

from api.demo.cast import Player
from api.demo.painting import photograph
from api.demo.story import Shot, Stay
from api.media.storage import Storage, key_of
from api.pictures.deriving import SIDES, derive

AT_ONCE = 2  # Pillow draws beside other threads; more than two would only wait for each other


@dataclass(frozen=True, slots=True)
class Negative:
    """A photo that is stored: what its row says about its bytes."""

    sha256: str
    size: int
    width: int
    height: int


async def develop_all(
    storage: Storage, stays: Iterable[Stay], *, progress: Callable[[str], None]
) -> dict[Shot, Negative]:
    """Draw and store every photo of the story."""
    wanted = [(stay.participant, shot) for stay in stays for seen in stay.seen for shot in seen.shots]
    done: dict[Shot, Negative] = {}
    turn = anyio.CapacityLimiter(AT_ONCE)

    async def one(owner: Player, shot: Shot) -> None:
        files, negative = await to_thread.run_sync(printed, shot.motif, limiter=turn)
        for shape, content in files.items():
            await storage.put(key_of(owner.id, negative.sha256, shape), content)
        done[shot] = negative
        if len(done) % 11 == 0:
            progress(f"{len(done)} of {len(wanted)} photos are drawn.")

    async with anyio.create_task_group() as together:
        for owner, shot in wanted:
            together.start_soon(one, owner, shot)
    return done


def printed(motif: str) -> tuple[dict[str, bytes], Negative]:
    """One photo in all its sizes, and what is to be known about the original."""
    content = photograph(motif)
    with tempfile.TemporaryDirectory(prefix="understudy-") as name:
        folder = Path(name)
        (folder / "original").write_bytes(content)
        about = derive(folder / "original", folder)
        files = {shape: (folder / f"{shape}.webp").read_bytes() for shape in SIDES}
    sha256 = hashlib.sha256(content).hexdigest()
    width, height = int(str(about["width"])), int(str(about["height"]))
    return {"original": content, **files}, Negative(sha256, len(content), width, height)
