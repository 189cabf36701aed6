"""A PostgreSQL of our own: started with us, stopped with us, reachable by nobody else."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from api.embedded.binaries import as_somebody, binaries, environment
from api.embedded.folder import NAME, Folder
from api.embedded.leftovers import clear
from api.embedded.lifeline import Watcher, from_the_kernel
from api.embedded.trouble import WillNotStart

SETTINGS: Mapping[str, str] = {
    "cluster_name": NAME,
    "listen_addresses": "",  # the socket only
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",  # our statements are short; compiling them takes longer than running them
    # What was acknowledged is on the disk.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # A forgotten transaction must not hold rows and old versions for ever.
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
TO_START = 300.0  # seconds; recovery after a crash replays what was written since a checkpoint
TO_STOP = 30.0


class Postgres:
    """One server over one folder."""

    def __init__(self, root: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = Folder(Path(os.path.realpath(root)))
        self.settings = {**SETTINGS, **(settings or {})}
        self._lock: IO[str] | None = None
        self._server: subprocess.Popen[Any] | None = None
        self._watcher: Watcher | None = None

    @property
    def url(self) -> str:
        """The address, password included; asyncpg and SQLAlchemy's asyncpg dialect take it."""
        return self.folder.url

    @property
    def pid(self) -> int | None:
        """The server's process id while it runs."""
        return self._server.pid if self._server else None

    def start(self) -> None:
        """Make the database if there is none, start the server, return when it answers."""
        self._take_lock()
        try:
            self.folder.prepare()
            clear(self.folder)
            self._launch()
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop cleanly: open transactions are rolled back, what was committed is on the disk."""
        if self._watcher:
            self._watcher.dismiss()
            self._watcher = None
        if self._server:
            self._server.send_signal(signal.SIGINT)
            try:
                self._server.wait(TO_STOP)
            except subprocess.TimeoutExpired:
                self._server.send_signal(signal.SIGQUIT)  # at once; the next start recovers
                self._server.wait()
            self._server = None
        if self._lock:
            self._lock.close()
            self._lock = None

    def _take_lock(self) -> None:
        root = self.folder.root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (root / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise WillNotStart(
                f"Another Understudy is using {root}: stop it first, or choose another DATA_DIR."
            ) from None
        self._lock = lock

    def _launch(self) -> None:
        kernel = from_the_kernel()
        own: list[str | Path] = [
            binaries().folder / "postgres",
            "-D",
            self.folder.data,
            "-k",
            self.folder.run,
        ]
        settings = [word for pair in self.settings.items() for word in ("-c", "=".join(pair))]
        with self.folder.log.open("ab") as log:
            self._server = subprocess.Popen(
                # Each of these becomes the next without a fork: the id stays the server's.
                [*as_somebody(), *kernel, *own, *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                # Ctrl-C at the terminal is for us; we stop the server after the last request.
                start_new_session=True,
            )
        if not kernel:
            self._watcher = Watcher(self._server.pid)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + TO_START
        while not self._ready():
            if self._server is None or self._server.poll() is not None:
                raise WillNotStart(f"PostgreSQL did not start; {self.folder.log} says why.")
            if time.monotonic() > deadline:
                raise WillNotStart(f"PostgreSQL is not ready yet; {self.folder.log} says why.")
            time.sleep(0.01)

    def _ready(self) -> bool:
        try:
            lines = self.folder.pid.read_text().splitlines()
        except OSError:
            return False
        # A killed server's file says `ready` too: only our own child's word counts.
        ours = len(lines) >= 8 and lines[0] == str(self.pid)  # noqa: PLR2004  the file's layout
        return ours and lines[7].strip() == "ready"


@contextmanager
def running_postgres(root: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    server = Postgres(root, settings)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()
