"""The tests of the protocol can fail: with one of its rules turned off, the test named for it does.

A few rules each time; all of them with `NIGHTLY=1`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.mutants import MUTANTS

TOP = Path(__file__).parents[2]
SOME = ("no_prev", "scope_of_the_pointer")
CHOSEN = list(MUTANTS) if "NIGHTLY" in os.environ else SOME


@pytest.mark.parametrize("name", MUTANTS)
def test_the_test_of_a_rule_is_there(name: str) -> None:
    path, _, test = MUTANTS[name].test.partition("::")
    assert f"def {test}(" in (TOP / path).read_text()


@pytest.mark.parametrize("name", CHOSEN)
def test_without_the_rule_its_test_fails(name: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "tests.sync.mutants", MUTANTS[name].test]
    ran = subprocess.run(
        command, cwd=TOP, env=os.environ | {"MUTANT": name}, capture_output=True, text=True, check=False
    )
    said = f"{MUTANTS[name].rule}\n{ran.stdout[-3000:]}\n{ran.stderr[-1000:]}"
    assert ran.returncode == 1, said
    assert "1 failed" in ran.stdout, said
