"""What is installed is what was asked for, pinned, the same everywhere."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text())


def pins(lock: str) -> dict[str, str]:
    """Name and version of every package in a lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", (TOP / lock).read_text(), re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", requirement)[0] for requirement in requirements}


def test_every_package_that_is_asked_for_is_pinned() -> None:
    asked, groups = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]
    assert names(asked) <= pins("requirements.lock").keys()
    assert names(asked + groups["dev"]) <= pins("requirements-dev.lock").keys()
    assert names(groups["node"]) <= pins("requirements-node.lock").keys()
    assert names(groups["heic"]) <= pins("requirements-heic.lock").keys()


def test_what_is_tested_is_what_runs() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
    assert pins("requirements-heic.lock")["pillow"] == pins("requirements.lock")["pillow"]


def test_every_pin_has_a_hash_and_no_lock_says_where_from() -> None:
    for lock in sorted(TOP.glob("*.lock")):
        assert "://" not in lock.read_text(), lock.name
        for entry in re.split(r"^(?=\S)", lock.read_text(), flags=re.MULTILINE)[1:]:
            assert "--hash=sha256:" in entry, entry
    for folder in ("web", "tests/clients", "tests/bench/lighthouse"):
        assert '"resolved"' not in (TOP / folder / "package-lock.json").read_text(), folder


def test_the_continuous_integration_runs_what_everybody_runs() -> None:
    script = TOP / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "exec make test"
