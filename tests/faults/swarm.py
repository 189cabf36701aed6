"""A seeded swarm: devices that write, send and read in any order, until all is quiet."""

import asyncio
import random
from collections.abc import Awaitable, Sequence

from tests.faults.device import Device, Json, Line, Lost
from tests.faults.pens import Story, write

ROUNDS = 60
MOST_WAITING = 30
LEFT_FOR_LATER = 5
BACK_OFF = 0.02  # seconds; a real device waits longer


async def live(device: Device, story: Story, line: Line, chance: random.Random, operations: int) -> None:
    """Write so many operations, and send and read on the way, until nearly all of them are answered."""
    while len(device.asked) < operations or len(device.queue) > LEFT_FOR_LATER:
        if len(device.asked) < operations and len(device.queue) < MOST_WAITING:
            for _ in range(chance.randint(1, 6)):
                write(story, device, chance)
        try:
            await send_some(device, line, chance)
            if chance.random() < 0.5:
                await read_some(device, line, chance)
        except Lost:
            await asyncio.sleep(BACK_OFF)


async def send_some(device: Device, line: Line, chance: random.Random) -> None:
    """Push any stretch of the queue, perhaps twice at once, perhaps the later half before the earlier."""
    first = chance.choice((0, 0, 0, 1, 2))
    ops = device.queue[first : first + chance.randint(1, 8)]
    if not ops:
        await asyncio.sleep(0)  # a mentor's turn comes when there is something to review
        return
    times = 2 if chance.random() < 0.2 else 1
    await one_of_them(*(device.push(line, ops) for _ in range(times)))


async def one_of_them(*sending: Awaitable[str | None]) -> None:
    """Wait for all of them; it is `Lost` when any of them was, and anything else is a failure."""
    came = await asyncio.gather(*sending, return_exceptions=True)
    for one in came:
        if isinstance(one, BaseException):
            raise one


async def read_some(device: Device, line: Line, chance: random.Random) -> None:
    """Read a page; now and then the same page comes once more, too late."""
    after, page = await device.ask_page(line, chance.choice((3, 20, 200)))
    device.turn(after, page)
    if chance.random() < 0.3:
        again: Json = page
        assert not device.turn(after, again) or after == page["cursor"], "I11"


async def empty(device: Device, line: Line) -> None:
    """Push the queue, a stretch at a time, for as long as it gets shorter."""
    waiting = len(device.queue) + 1
    while 0 < len(device.queue) < waiting:
        waiting = len(device.queue)
        try:
            await device.push(line, device.queue[:20])
        except Lost:  # a busy machine took too long
            return


async def settle(devices: Sequence[Device], line: Line) -> None:
    """I12: with the trouble over, every queue empties and every device has read all, within some rounds."""
    for _ in range(ROUNDS):
        for device in devices:
            await empty(device, line)
        if not any(device.queue for device in devices):
            break
    assert [len(device.queue) for device in devices] == [0] * len(devices), "I12"
    for device in devices:
        await device.catch_up(line)
