"""`make dev`: the server, started again whenever a file it is made of changes."""

import signal
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).parents[2]
FOLDERS = ("api", "exchange", "migrations", "schema")
KINDS = (".py", ".sql", ".graphql", ".json")
LOOK = 0.5  # seconds between two looks


def state(top: Path = TOP) -> frozenset[tuple[Path, int]]:
    """Every file the server is made of, and when it was last written."""
    return frozenset(
        (file, file.stat().st_mtime_ns)
        for folder in FOLDERS
        for file in (top / folder).rglob("*")
        if file.suffix in KINDS and file.exists()
    )


def run_until_changed(command: list[str]) -> None:
    """Run a program; when a file changes, stop it as Ctrl-C would. If it ends first, wait for a change."""
    before = state()
    # In a session of its own, so that Ctrl-C at the terminal reaches it once: from us.
    program = subprocess.Popen(command, cwd=TOP, start_new_session=True)
    try:
        while state() == before:
            time.sleep(LOOK)
        print("== Something changed: starting again", flush=True)
    finally:
        program.send_signal(signal.SIGINT)
        program.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while True:
            run_until_changed([sys.executable, "-m", "api", "serve"])
    except KeyboardInterrupt:
        pass
