"""Which Node builds the app: the system's where it fits, else one from PyPI in our environment."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (20, 19)  # what Vite 8 asks for
LOCK = Path(__file__).parents[2] / "requirements-node.lock"


def fits(version: str) -> bool:
    """Whether `node --version` answered with one that can build the app."""
    numbers = re.match(r"v(\d+)\.(\d+)\.", version)
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= OLDEST


def system_node() -> Path | None:
    """The folder of the system's node and npm, if both are there and node is new enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return Path(node).parent if fits(answer.stdout) else None


def own_node() -> Path:
    """The folder of node and npm in our environment, installed on the first call."""
    scripts = Path(sys.executable).parent
    if not (scripts / "npm").exists():
        print("The system has no Node that fits: installing one (206 MB).", file=sys.stderr)
        subprocess.run(
            [scripts / "uv", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK],
            check=True,
        )
    return scripts


if __name__ == "__main__":
    print(system_node() or own_node())
