"""PostgreSQL's own programs for dumps, run without a password in sight."""

import subprocess
from pathlib import Path

import anyio
from sqlalchemy.engine import make_url

from api.embedded.binaries import binaries, environment
from api.embedded.trouble import WillNotStart

DUMP = "understudy.dump"


async def dump(url: str, snapshot: str, to: Path) -> None:
    """Write the database as it stood at a snapshot; the file is there whole or not at all."""
    new = to.with_suffix(".new")
    await run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={new}")
    new.replace(to)


async def load(url: str, source: Path) -> None:
    """Put a dump, whole or not at all, into a database that knows the two roles; what has its names goes."""
    await run("pg_restore", url, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))


async def run(program: str, url: str, *words: str) -> None:
    """Run one program on a database; what it complains of is told."""
    place = make_url(url)
    secret = {"PGPASSWORD": str(place.password)} if place.password else {}
    address = place.set(password=None).render_as_string(hide_password=False)
    command = [str(binaries().folder / program), f"--dbname={address}", *words]
    done = await anyio.run_process(
        command, env=environment() | secret, check=False, stdout=subprocess.DEVNULL
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise WillNotStart(f"{program} could not finish: {said}")
