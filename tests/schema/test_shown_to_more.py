"""What is shown to many comes to their devices, and is gone from them when it is taken back."""

import pytest

from exchange.floor.pushes import Doing
from exchange.floor.reclassifying import reclassify
from exchange.floor.tables import Observation
from exchange.placements.tables import Audience
from tests.schema.conftest import Asker
from tests.schema.story import MORNING
from tests.schema.test_changes import Device
from tests.sync.phone import just_shown

pytestmark = pytest.mark.anyio

DIGEST = "query D($device: UUID!) { changes(deviceId: $device, limit: 500) { digest { scope count hash } } }"
ALL = "{ observations { totalCount nodes { id comments { id } versions { id } placement { title } } } }"


async def show(ask: Asker, start: Audience, goal: Audience) -> str:
    """Ana shows an entry without photos to others, or to fewer."""
    one, ana = ask.story.observations[4], ask.story["Ana"]
    async with ask.sessions.as_person(ana) as session:
        doing = Doing(session, ana, MORNING, MORNING, {}, just_shown)
        await reclassify(doing, Observation, one, start, goal)
    return f"Observation:{one}"


async def test_the_entry_comes_with_its_placement_and_goes_from_rows_counts_and_digests(ask: Asker) -> None:
    device = Device(ask, "Dario")
    await device.catch_up()
    assert (await ask("Dario", ALL))["observations"]["totalCount"] == 0
    before = await ask("Dario", DIGEST, device=device.device)

    shown = await show(ask, Audience.MENTOR, Audience.PUBLISHED)
    await device.catch_up()
    assert {shown, ask.story.node("Placement", "placement")} <= device.rows.keys()
    found = (await ask("Dario", ALL))["observations"]
    assert found["totalCount"] == 1
    assert found["nodes"] == [
        {"id": shown, "comments": [], "versions": [], "placement": {"title": "Ana in Lisbon"}}
    ]
    held = await ask("Dario", DIGEST, device=device.device)
    assert sum(one["count"] for one in held["changes"]["digest"]) == 1 + sum(
        one["count"] for one in before["changes"]["digest"]
    )

    await show(ask, Audience.PUBLISHED, Audience.MENTOR)
    heard = await device.catch_up()
    assert {"__typename": "Gone", "id": shown} in heard
    assert shown not in device.rows
    assert (await ask("Dario", ALL))["observations"]["totalCount"] == 0
    after = await ask("Dario", DIGEST, device=device.device)
    assert sum(one["count"] for one in after["changes"]["digest"]) == sum(
        one["count"] for one in before["changes"]["digest"]
    )
