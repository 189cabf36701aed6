"""Are weaknesses known in what is installed? `make nightly` asks, and says when nobody could be asked.

Both programs ask the registries of their packages, so nothing here runs with the ordinary tests.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
PATIENCE = 120


@dataclass(frozen=True)
class Audit:
    """One program that knows weaknesses, and how it names those it found."""

    of: str
    folder: str
    command: tuple[str, ...]
    weak: Callable[[Any], Sequence[str]]


def weak_in_python(answer: Any) -> list[str]:
    """What pip-audit found; what it could not look up is no good news."""
    known = [one for one in answer["dependencies"] if "skip_reason" not in one]
    if len(known) < len(answer["dependencies"]):
        raise ValueError("some were skipped")
    return [f"{one['name']} {one['version']}: {weak['id']}" for one in known for weak in one["vulns"]]


def weak_in_npm(answer: Any) -> list[str]:
    """What npm found."""
    return [f"{name}: {one['severity']}" for name, one in answer["vulnerabilities"].items()]


PIP = (
    "tool",
    "run",
    "pip-audit==2.10.1",
    "--require-hashes",
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
)
NPM = ("npm", "audit", "--package-lock-only", "--json")
AUDITS = (
    *(
        Audit(lock, ".", (str(TOP / ".venv/bin/uv"), *PIP, f"--requirement={lock}"), weak_in_python)
        for lock in ("requirements.lock", "requirements-dev.lock")
    ),
    Audit("web/package-lock.json", "web", NPM, weak_in_npm),
)


def asked(audit: Audit) -> Sequence[str] | None:
    """The weaknesses that are known; None when nobody could be asked."""
    try:
        done = subprocess.run(
            audit.command,
            cwd=TOP / audit.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return audit.weak(json.loads(done.stdout))
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None


def main() -> int:
    """Say for each lock what is known; 1 when something is weak."""
    found = {audit.of: asked(audit) for audit in AUDITS}
    for of, weak in found.items():
        if weak is None:
            print(
                f"{of}: not audited: nobody who knows can be asked from here. Ask where there is a network."
            )
        else:
            print(f"{of}: {len(weak)} known weaknesses", *weak, sep="\n  ")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
