"""The museum of the tests of faults: the real server and its own PostgreSQL, to be killed and started."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
from sqlalchemy import text

from api.auth.signing import begin_session
from api.embedded.folder import Folder
from api.embedded.lifeline import from_the_kernel
from api.settings import TOP
from exchange.ground.sessions import Sessions
from tests.bench.running import free_port

PATIENCE = 180.0
LEFT_OUT = ("DATABASE_URL", "MEDIA_URL", "DEMO", "PUBLIC_URL")


@dataclass
class Museum:
    """`python -m api serve` on a data folder of its own; with `room`, on a small disk of its own too."""

    data: Path
    told: Mapping[str, str] = field(default_factory=dict)
    room: int | None = None
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def inside(self) -> Path:
        """The data folder as the server sees it: on a small disk, only it has that disk in its sight."""
        if self.room is None:
            return self.data
        assert self.process
        return Path(f"/proc/{self.process.pid}/root") / self.data.relative_to("/")

    @property
    def database(self) -> str:
        """How to reach its PostgreSQL."""
        return Folder(self.inside / "postgres").url

    def begin(self) -> None:
        """Start the server, and do not wait for it."""
        self.data.mkdir(parents=True, exist_ok=True)
        env = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        env |= {"PORT": str(self.port), "DATA_DIR": str(self.data), "DEVELOPMENT": "1", **self.told}
        command = [*from_the_kernel(), *self.small_disk(), sys.executable, "-m", "api", "serve"]
        with self.data.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=TOP, env=env, stdout=log, stderr=log)

    def small_disk(self) -> Sequence[str]:
        """What to put before the server so that its data folder is a disk of so many megabytes."""
        if self.room is None:
            return ()
        mount = f'mount -t tmpfs -o size={self.room}m tmpfs "$0" && exec "$@"'
        return (*own_mounts(), "sh", "-c", mount, str(self.data))

    def start(self) -> None:
        """Start the server, and return when it is ready."""
        self.begin()
        self.wait()

    def wait(self, ready: bool = True) -> None:
        """Return when it says that it is ready, or that it is not."""
        deadline = time.monotonic() + PATIENCE
        while self.is_ready() is not ready:
            assert self.process
            assert self.process.poll() is None, self.log[-4000:]
            assert time.monotonic() < deadline, self.log[-4000:]
            time.sleep(0.02)

    def is_ready(self) -> bool | None:
        """What it says of itself; nothing, when there is nobody to say it."""
        try:
            return bool(httpx2.get(f"{self.url}/readyz", timeout=5).json()["ready"])
        except (httpx2.HTTPError, ValueError):
            return None

    @property
    def log(self) -> str:
        return self.data.with_suffix(".log").read_text()

    @property
    def postgres_pid(self) -> int:
        """The process id of its PostgreSQL as it stands in its folder."""
        return int((self.inside / "postgres" / "data" / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """End the server in the middle of whatever it does, as a power cut would."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def kill_postgres(self) -> None:
        """End PostgreSQL in the middle of whatever it does; the server brings it back."""
        os.kill(self.postgres_pid, signal.SIGKILL)

    def stop_postgres_at_once(self) -> None:
        """What `pg_ctl stop -m immediate` does: everything ends without writing anything down."""
        os.kill(self.postgres_pid, signal.SIGQUIT)

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def memory(self) -> float:
        """How many megabytes the server holds."""
        assert self.process
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    def verified(self) -> str:
        """What `python -m api verify` says of the journal and of every photo."""
        env = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        done = subprocess.run(
            [sys.executable, "-m", "api", "verify"],
            cwd=TOP,
            env=env | {"DATA_DIR": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout + done.stderr if done.returncode else ""

    async def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """What really stands there, seen by the steward."""
        sessions = Sessions.at(self.database, size=1)
        try:
            async with sessions.as_steward() as session:
                return [tuple(row) for row in await session.execute(text(query), values)]
        finally:
            await sessions.close()

    async def sign_in(self, *people: UUID) -> dict[UUID, str]:
        """A session for each of these people."""
        sessions = Sessions.at(self.database, size=1)
        try:
            async with sessions.as_steward() as session:
                now = datetime.now(UTC)
                return {one: await begin_session(session, one, at=now) for one in people}
        finally:
            await sessions.close()


def own_mounts() -> Sequence[str]:
    """What gives a process mounts of its own; empty where the system does not."""
    unshare = ["unshare", "--mount"]
    if os.geteuid() != 0:
        unshare += ["--user", "--map-root-user"]
    if shutil.which("unshare") is None:
        return ()
    tried = subprocess.run([*unshare, "--", "true"], capture_output=True, check=False)
    return () if tried.returncode else (*unshare, "--")


async def until(so: Any, seconds: float = PATIENCE) -> None:
    """Wait until something asked of a running system is so."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await so():
        assert asyncio.get_running_loop().time() < deadline, "It did not happen in time."
        await asyncio.sleep(0.05)
