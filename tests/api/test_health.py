"""Whether it lives, and whether it can work: asked by machines, answered without a session."""

import asyncio
from pathlib import Path

import httpx2

from api.embedded import Postgres
from api.settings import Settings
from migrations.moving import upgrade
from tests.api.running import Running
from tests.api.world import World, told


def test_without_a_database_it_lives_but_is_not_ready(server: Running, world: World) -> None:
    world.do("alter table migration.alembic_version rename to gone")
    answer = httpx2.get(f"{server.url}/readyz", headers={"host": "10.0.0.1"})
    assert answer.status_code == 503
    assert answer.json()["migrations"] is False
    assert httpx2.get(f"{server.url}/healthz").json() == {"alive": True}


def test_with_everything_in_place_it_is_ready(server: Running) -> None:
    answer = httpx2.get(f"{server.url}/readyz")
    assert answer.json() == {
        "ready": True,
        "database": True,
        "migrations": True,
        "whole": True,
        "media": True,
        "room": True,
    }


def test_when_the_database_goes_away_it_says_so_and_comes_back_with_it(
    settings: Settings, short_tmp: Path
) -> None:
    postgres = Postgres(short_tmp / "postgres")
    postgres.start()
    asyncio.run(upgrade(postgres.url))
    world = told(postgres.url)
    server = Running(settings, postgres.url)
    try:
        with server.browser(world.ana) as browser:
            postgres.stop()
            away = browser.post("/auth/demo", json={"person": str(world.ana)})
            assert (away.status_code, away.headers["retry-after"]) == (503, "2")
            assert browser.get("/healthz").status_code == 200
            assert browser.get("/readyz").json()["database"] is False
            postgres.start()
            assert browser.post("/auth/demo", json={"person": str(world.ana)}).status_code == 200
            assert browser.get("/readyz").status_code == 200
    finally:
        server.stop()
        postgres.stop()
