"""Servers that live as long as the measurement, whatever ends it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from api.embedded.lifeline import from_the_kernel


@contextmanager
def started(module: str, *arguments: str, environment: Mapping[str, str], port: int) -> Iterator[int]:
    """A server in a process of its own, until the block ends or we do, be it by kill -9."""
    command = [*from_the_kernel(), sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while not listening(port):
            assert process.poll() is None, f"{module} ended."
            assert time.monotonic() < deadline, f"{module} did not start."
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listening(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
