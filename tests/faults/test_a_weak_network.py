"""A network of a cellar: 64 kbit/s, a packet in twenty lost, three cuts a minute; photos arrive.

At most 15 % of the bytes are sent twice. `NIGHTLY=1` sends 20 photos of 4 MB at the true speed, which takes
hours; `FASTER=4` with it takes a quarter of them. The short form has fewer and smaller ones, and time that
runs faster: cuts come as often for each byte. `--log-cli-level=INFO` shows the figures.
"""

import asyncio
import logging
import os
import random
from pathlib import Path

import httpx2

from exchange.ground.sessions import Sessions
from tests.cast import AMARA
from tests.faults.device import Device
from tests.faults.lines import Listener, Wire
from tests.faults.museum import Museum
from tests.faults.pens import Story, announced, capture
from tests.faults.photos import TUS, Sender, Sent, announced_by
from tests.faults.radio import Radio
from tests.sync.house import build

log = logging.getLogger(__name__)
NIGHTLY = bool(os.environ.get("NIGHTLY"))
PHOTOS, SIZE = (20, 4_000_000) if NIGHTLY else (3, 400_000)
FASTER = float(os.environ.get("FASTER", "1" if NIGHTLY else "150"))
BYTES_A_SECOND = 64_000 // 8
CUT_EVERY = 20.0  # seconds
LOSS = 0.05
PIECE = 512 * 1024  # as the phone sends them


async def test_photos_arrive_and_hardly_a_byte_is_sent_twice(short_tmp: Path) -> None:
    museum, chance = Museum(short_tmp / "data"), random.Random(1)
    await asyncio.to_thread(museum.start)
    try:
        sessions = Sessions.at(museum.database, size=2)
        await build(sessions)
        await sessions.close()
        story, phone = Story(), Device(AMARA.id)
        cookies = await museum.sign_in(AMARA.id)
        radio = Radio(museum.address, chance, BYTES_A_SECOND * FASTER, CUT_EVERY / FASTER, LOSS)
        async with radio.open(), httpx2.AsyncClient(timeout=60) as client:
            wire = Wire(client, lambda: museum.url, cookies, Listener(story))
            for _ in range(PHOTOS):
                op = capture(story, phone, chance)
                op["do"]["captureObservation"]["photos"] = [announced(story, chance.randbytes(SIZE))]
            assert await phone.push(wire, phone.queue) is None
            weak = Wire(client, lambda: f"http://127.0.0.1:{radio.port}", cookies, Listener(story))
            sender = Sender(weak, weak.headers(AMARA.id) | TUS, PIECE, Sent(), patience=60)
            for photo in announced_by(phone):
                await sender.send(photo, story)
        due = PHOTOS * SIZE / BYTES_A_SECOND / CUT_EVERY
        assert radio.cuts >= due / 3, "Hardly anything was cut: this network was not weak."
        assert sender.told.needed == PHOTOS * SIZE
        assert radio.up <= 1.15 * PHOTOS * SIZE, "Headers included, too much went over the air."
        assert await museum.rows("select count(*) from photo where state <> 'EXPECTED'") == [(PHOTOS,)]
        assert museum.verified() == ""
        again = radio.up / (PHOTOS * SIZE) - 1
        log.info(
            "%d photos of %d bytes, %d cuts: %.1f %% more went over the air.",
            PHOTOS,
            SIZE,
            radio.cuts,
            100 * again,
        )
    finally:
        await asyncio.to_thread(museum.stop)
