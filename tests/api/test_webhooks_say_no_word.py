"""Webhooks say that something changed and never what; of what is not shown to others they say nothing."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from api.house import House
from api.settings import Settings
from tests.api.receiver import receiving
from tests.api.test_webhooks import Stage
from tests.api.world import World

RESTRICT = text("select restrict_entry(:id, 'SACRED', cast(:olu as uuid[]), now())")


@pytest.fixture
def stage(settings: Settings, world: World) -> Iterator[Stage]:
    """A partner that listens to what Marit may read."""
    with receiving() as receiver:
        yield Stage(settings, world, receiver)


def test_what_is_restricted_confided_or_helps_somebody_is_told_to_no_webhook(stage: Stage) -> None:
    """Not even when a line of a feed named it: what its owner may not read for others is not there."""
    world, secret = stage.world, "The second key hangs behind the third shelf."
    entry = world.photo(b"of the shrine").observation_id
    world.do("update observation set note = :secret where id = :id", secret=secret, id=entry)
    stage.subscribe(world.marit, world.placement)
    stage.changed(world.placement, "Observation", entry)
    stage.turn()
    assert [one["type"] for one in stage.heard] == ["observation.changed"]

    async def restrict(house: House) -> None:
        async with house.sessions.as_person(world.ana) as session:
            given = {"id": entry, "olu": [world.olu]}
            await session.execute(RESTRICT, given)

    stage.run(restrict)
    for scope in (world.placement, world.ana):
        for kind in ("Observation", "Critique", "Adjustment", "TextVersion", "Custodian"):
            stage.changed(scope, kind, entry)
    stage.turn()
    assert [one["type"] for one in stage.heard] == ["observation.changed", "observation.gone"]
    assert all(set(one["data"]) == {"id", "scope"} for one in stage.heard)
    assert secret.encode() not in b"".join(body for _, body in stage.receiver.came)
    assert world.rows("select 1 from delivery one where one::text like '%second key%'") == []
