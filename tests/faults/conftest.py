"""What the tests of faults may ask for: the house of the cast, and a way into its graph."""

from collections.abc import AsyncIterator

import pytest

from schema.engine.reading import Reading
from tests.api.conftest import server, settings, world
from tests.faults.lines import Inside, Listener
from tests.faults.pens import Story
from tests.sync.house import House
from tests.sync.stage import house

__all__ = ["house", "server", "settings", "world"]


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
async def inside(house: House, database_url: str, story: Story) -> AsyncIterator[Inside]:
    """Straight into the graph of the house."""
    reading = await Reading.at(database_url)
    yield Inside(house.sessions, reading, Listener(story))
    await reading.close()
