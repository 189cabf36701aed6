"""The worker: takes received photos one by one and has smaller ones made of them."""

import logging
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from subprocess import DEVNULL, PIPE

import anyio
from sqlalchemy.exc import SQLAlchemyError

from api.house import House
from api.media.storage import key_of
from api.pictures.deriving import SIDES, UNREADABLE, known_formats
from api.settings import TOP
from exchange.floor.receiving import (
    TRIES,
    claim_photo,
    expect_photo_again,
    quarantine_photo,
    verify_photo,
)
from exchange.floor.tables import Photo

log = logging.getLogger("understudy.pictures")

NAP = 15.0
PATIENCE = 40.0


async def work(house: House) -> None:
    """Look after received photos for as long as this process lives."""
    if "HEIF" not in known_formats():
        log.warning("photos in HEIC are kept, but cannot be shown: pillow-heif is not installed")
    while True:
        try:
            while await do_one(house):
                pass
        except (OSError, SQLAlchemyError) as fault:
            log.warning("the database does not answer: %s", type(fault).__name__)
        # Woken by news; the nap is for news that got lost and for leases that ran out.
        with anyio.move_on_after(NAP):
            await house.photo_came.wait()
        house.photo_came = anyio.Event()


async def do_one(house: House) -> bool:
    """See to one photo; False when none waits."""
    async with house.sessions.as_steward() as session:
        photo = await claim_photo(session, at=datetime.now(UTC))
    if photo is None:
        return False
    try:
        reason = await derive(house, photo)
    except FileNotFoundError:
        log.warning("photo %s is not where it was kept; its phone is asked again", photo.id)
        async with house.sessions.as_steward() as session:
            await expect_photo_again(session, photo.id, at=datetime.now(UTC))
        return True
    async with house.sessions.as_steward() as session:
        if reason is None:
            await verify_photo(session, photo.id, at=datetime.now(UTC))
        else:
            log.warning("photo %s is quarantined: %s", photo.id, reason)
            at = datetime.now(UTC)
            await quarantine_photo(session, photo.id, reason=reason, at=at)
    return True


async def derive(house: House, photo: Photo) -> str | None:
    """Make and store the smaller pictures; why it cannot be done, when it cannot."""
    with tempfile.TemporaryDirectory(prefix="understudy-") as folder:
        original = Path(folder) / "original"
        await house.storage.fetch(key_of(photo.author_id, photo.sha256), original)
        ended, said = await confined(original, Path(folder))
        if ended == 0:
            for shape in SIDES:
                content = await anyio.Path(folder, f"{shape}.webp").read_bytes()
                await house.storage.put(key_of(photo.author_id, photo.sha256, shape), content)
            return None
        if ended == UNREADABLE or ended < 0 or photo.tries >= TRIES:
            return said or f"it took too much time or memory ({ended})"
        # Neither the photo's fault nor a limit: something is wrong with us, so try again later.
        raise OSError(f"deriving ended with {ended}: {said}")


async def confined(original: Path, folder: Path) -> tuple[int, str]:
    """Run the deriving in a process of its own; how it ended, and its last words."""
    command = [sys.executable, "-m", "api.pictures.deriving", str(original), str(folder)]
    with anyio.move_on_after(PATIENCE):
        # No secret of ours goes into a process that opens strangers' files.
        bare = {"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"}
        done = await anyio.run_process(command, check=False, stdin=DEVNULL, stderr=PIPE, cwd=TOP, env=bare)
        return done.returncode, done.stderr.decode(errors="replace").strip()[-300:]
    return -1, f"no answer within {PATIENCE:.0f} s"
