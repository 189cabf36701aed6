"""One stage for all of the matrix: its world is told once, and whoever changes it changes spare rows only."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.embedded import Postgres
from tests.api.running import Running
from tests.conftest import named, sql
from tests.matrix.furnishing import told
from tests.matrix.stage import Stage

NAME = "matrix"


@pytest.fixture(scope="package")
def stage(postgres: Postgres, migrated: str) -> Iterator[Stage]:
    """Everybody in their places."""
    sql(postgres, f"create database {NAME} template {migrated} strategy file_copy")
    with tempfile.TemporaryDirectory(prefix="understudy-") as folder, asyncio.Runner() as runner:
        here = runner.run(told(named(postgres, NAME), Path(folder), runner))
        yield here
        runner.run(here.reading.close())
        runner.run(here.sessions.close())
    sql(postgres, f"drop database {NAME} with (force)")


@pytest.fixture(scope="package")
def server(stage: Stage) -> Iterator[Running]:
    """The server over the same world."""
    running = Running(stage.settings, stage.url)
    running.house.allowance.per_window = 1_000_000
    yield running
    running.stop()
