"""Five devices of three people at once on a real database, over a network that loses and doubles."""

import asyncio
import os
import random
from typing import Any
from uuid import UUID

import pytest

from tests.cast import AMARA, INGRID, LEYLA
from tests.faults.device import Device, Lost
from tests.faults.invariants import all_hold
from tests.faults.lines import Inside
from tests.faults.pens import Story
from tests.faults.swarm import live, settle
from tests.sync.house import House

SEEDS = range(200) if os.environ.get("NIGHTLY") else range(2)
OPERATIONS = 200 if os.environ.get("NIGHTLY") else 60
PEOPLE = (AMARA.id, AMARA.id, INGRID.id, LEYLA.id, LEYLA.id)


class Weather:
    """A line that forgets questions, forgets answers, and gives others first way."""

    def __init__(self, line: Inside, chance: random.Random) -> None:
        self.line = line
        self.chance = chance

    async def __call__(self, person_id: UUID, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        if self.chance.random() < 0.15:
            raise Lost
        if self.chance.random() < 0.2:
            for _ in range(self.chance.randint(1, 30)):
                await asyncio.sleep(0)
        answer = await self.line(person_id, document, variables)
        if self.chance.random() < 0.2:
            raise Lost
        return answer


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_is_lost_nothing_doubled_all_agree_and_nobody_hears_too_much(
    house: House, inside: Inside, story: Story, seed: int
) -> None:
    chance = random.Random(seed)
    devices = [Device(person_id) for person_id in PEOPLE]
    weather = Weather(inside, chance)
    await asyncio.gather(*(live(one, story, weather, chance, OPERATIONS) for one in devices))
    await settle(devices, inside)
    await all_hold(devices, house.rows, inside.listener)
    assert all(len(device.told) >= OPERATIONS for device in devices)
