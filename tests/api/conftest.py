"""What the tests of the edge may ask for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from api.auth.signing import give_token
from api.settings import Settings
from tests.api.running import Running
from tests.api.world import NOW, World


@pytest.fixture
def world(database_url: str, spree: World) -> World:
    """The small world, in a database of the test's own."""
    return replace(spree, url=database_url)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A demo in a folder of its own."""
    return Settings(data_dir=tmp_path / "data", demo=True, secret_key="not much of a secret")


@pytest.fixture
def server(settings: Settings, world: World) -> Iterator[Running]:
    """The running server."""
    running = Running(settings, world.url)
    yield running
    running.stop()


@pytest.fixture
def workshop(settings: Settings, world: World) -> Iterator[Running]:
    """A server where documents may be typed by hand."""
    running = Running(settings.model_copy(update={"development": True}), world.url)
    yield running
    running.stop()


@pytest.fixture
def key(world: World) -> dict[str, str]:
    """A partner's header: it reads as Marit."""
    made = world.within(
        lambda session: give_token(session, world.marit, name="CMS", life=timedelta(days=1), at=NOW)
    )
    return {"authorization": f"Bearer {made}"}
