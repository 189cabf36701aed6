"""The house and the phones of its people, and what a backup is put back into."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.embedded import Postgres
from api.media.storage import Storage
from migrations.moving import upgrade
from tests.conftest import named, sql
from tests.sync.stage import amara, dimitra, house, ingrid, leyla, tablet

__all__ = ["amara", "dimitra", "house", "ingrid", "leyla", "tablet"]


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage((tmp_path / "media").as_uri())


@pytest.fixture
async def elsewhere(postgres: Postgres) -> AsyncIterator[str]:
    """An empty, migrated database on a fresh disk."""
    sql(postgres, "create database elsewhere")
    url = named(postgres, "elsewhere")
    await upgrade(url)
    yield url
    sql(postgres, "drop database elsewhere with (force)")
