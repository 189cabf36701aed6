"""The real server in a process of its own, to be stopped, killed and started again by a journey."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).parents[2]
PATIENCE = 300  # seconds: the first start makes a database, its story and all pictures


def free_port() -> int:
    """A port nobody uses now; the journeys keep it, so that the phone finds the museum again."""
    with socket.socket() as chance:
        chance.bind(("127.0.0.1", 0))
        return int(chance.getsockname()[1])


@dataclass
class Museum:
    """Understudy as a museum runs it: `python -m api serve` on a data folder of its own."""

    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def start(self) -> None:
        """Start the server, and return when it is ready to be spoken to."""
        self.data.mkdir(parents=True, exist_ok=True)
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MEDIA_URL")}
        env |= {"PORT": str(self.port), "DATA_DIR": str(self.data), "DEMO": "1"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "api", "serve"],
                cwd=TOP,
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.05)

    def ready(self) -> bool:
        """Say whether the server answers that it is ready."""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(json.load(answer))
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop the server: kindly, or with `SIGKILL` in the middle of whatever it does."""
        if self.process is None:
            return
        self.process.send_signal(how)
        self.process.wait(30)
        self.process = None
