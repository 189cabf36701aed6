"""One run of the server: from its start until it is stopped, or dies."""

import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.embedded.binaries import as_somebody, binaries, environment
from api.embedded.folder import NAME, Folder
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


class Server:
    """A `postgres` process over a folder that nobody else uses."""

    def __init__(self, folder: Folder, settings: Mapping[str, str]) -> None:
        self.folder = folder
        kernel = from_the_kernel()
        own: list[str | Path] = [binaries().folder / "postgres", "-D", folder.data, "-k", folder.run]
        own += [word for pair in {**SETTINGS, **settings}.items() for word in ("-c", "=".join(pair))]
        with folder.log.open("ab") as log:
            self._process: subprocess.Popen[Any] = subprocess.Popen(
                # Each of these becomes the next without a fork: the id stays the server's.
                [*as_somebody(), *kernel, *own],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                # Ctrl-C at the terminal is for us; we stop the server after the last request.
                start_new_session=True,
            )
        self.pid = self._process.pid
        self._watcher = None if kernel else Watcher(self.pid)

    def wait_until_ready(self) -> None:
        """Return when it takes connections."""
        deadline = time.monotonic() + TO_START
        while not self._ready():
            if self._process.poll() is not None:
                raise WillNotStart(f"PostgreSQL did not start; {self.folder.log} says why.")
            if time.monotonic() > deadline:
                raise WillNotStart(f"PostgreSQL is not ready yet; {self.folder.log} says why.")
            time.sleep(0.01)

    def wait_until_gone(self) -> None:
        """Return when it has ended, whoever ended it."""
        self._process.wait()
        if self._watcher:
            self._watcher.dismiss()

    def stop(self) -> None:
        """End it cleanly: open transactions are rolled back, what was committed is on the disk."""
        if self._watcher:
            self._watcher.dismiss()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)  # at once; the next start recovers
            self._process.wait()

    def _ready(self) -> bool:
        try:
            lines = self.folder.pid.read_text().splitlines()
        except OSError:
            return False
        # A killed server's file says `ready` too: only our own child's word counts.
        ours = len(lines) >= 8 and lines[0] == str(self.pid)  # noqa: PLR2004 - the file's layout
        return ours and lines[7].strip() == "ready"
