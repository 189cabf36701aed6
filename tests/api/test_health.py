"""Whether it lives, and whether it can work: asked by machines, answered without a session."""

import httpx2

from tests.api.running import Running
from tests.api.world import World


def test_without_a_database_it_lives_but_is_not_ready(server: Running, world: World) -> None:
    world.do("alter table migration.alembic_version rename to gone")
    answer = httpx2.get(f"{server.url}/readyz", headers={"host": "10.0.0.1"})
    assert answer.status_code == 503
    assert answer.json()["migrations"] is False
    assert httpx2.get(f"{server.url}/healthz").json() == {"alive": True}


def test_with_everything_in_place_it_is_ready(server: Running) -> None:
    answer = httpx2.get(f"{server.url}/readyz")
    assert answer.json() == {"ready": True, "database": True, "migrations": True, "media": True}
