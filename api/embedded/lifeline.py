"""How the server learns that its launcher is gone, even by kill -9."""

import shutil
import signal
import subprocess
import sys
import threading
from typing import Any


def from_the_kernel() -> tuple[str, ...]:
    """What to put before the server's command so that the kernel stops it when we die.

    Empty where that cannot be had: not on Linux, or not in the main thread, because the kernel
    watches the thread that started the server and not the process.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return ()
    return ("setpriv", "--pdeathsig", "INT", "--") if shutil.which("setpriv") else ()


class Watcher:
    """A shell that waits for the end of a pipe we hold, then stops the server."""

    def __init__(self, pid: int) -> None:
        # `read` returns when the other end closes, and a dead process closes everything.
        self._process: subprocess.Popen[Any] = subprocess.Popen(
            ["/bin/sh", "-c", f"read -r _; kill -{signal.SIGINT.value} {pid}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def dismiss(self) -> None:
        """The server was stopped by us: there is nothing left to watch."""
        self._process.kill()
        self._process.communicate()
