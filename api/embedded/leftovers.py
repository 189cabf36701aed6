"""What a killed server leaves behind, and when it is safe to take it away."""

import os
import signal
import subprocess
import time
from pathlib import Path

from api.embedded.folder import Folder
from api.embedded.trouble import WillNotStart

PATIENCE = 30.0  # seconds for the processes of a killed server to leave


def clear(folder: Folder) -> None:
    """Make a folder ready for a start; called only by who holds its lock."""
    # Nobody else may start a server here while we hold the lock. Whoever is left is an orphan
    # of an earlier start, or has nothing to do with us and only got an old process id.
    _wait_until_empty(folder)
    try:
        pid = int(folder.pid.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        pid = 0
    # PostgreSQL clears a dead server's file by itself, and its shared memory with it. It refuses
    # for any living process of that id, and for a zombie too: then the file has to go.
    if pid == 0 or _lives(pid):
        folder.pid.unlink(missing_ok=True)
    for socket in folder.run.glob(".s.PGSQL.*"):
        socket.unlink()


def _wait_until_empty(folder: Folder) -> None:
    deadline = time.monotonic() + PATIENCE
    while orphans := _working_in(folder.data):
        if time.monotonic() > deadline:
            raise WillNotStart(f"Processes of an earlier server will not leave {folder.data}: {orphans}.")
        for pid in orphans:
            try:
                os.kill(pid, signal.SIGINT)  # the server shuts down fast, a backend ends its query
            except ProcessLookupError:
                continue
        time.sleep(0.05)


def _working_in(data: Path) -> list[int]:
    """The processes whose current folder is the data folder: every live server process."""
    processes = Path("/proc")
    if not processes.is_dir():
        return _named_after(data)
    return [
        int(process.name)
        for process in processes.iterdir()
        if process.name.isdigit() and _stands_in(process, data)
    ]


def _stands_in(process: Path, data: Path) -> bool:
    try:
        # A shell of the operator may stand there as well: only PostgreSQL's processes count.
        program = (process / "exe").readlink().name.split(" ")[0]
        return program == "postgres" and (process / "cwd").readlink() == data
    except OSError:  # gone, somebody else's, or a zombie that nobody has reaped yet
        return False


def _named_after(data: Path) -> list[int]:
    # Without /proc (macOS): the server's command line names its folder. Backends leave alone.
    table = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=False)
    return [
        int(line.split(None, 1)[0])
        for line in table.stdout.splitlines()
        if "postgres" in line and f"-D {data}" in line
    ]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
