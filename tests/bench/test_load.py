"""Load: so many pushes a second for minutes, then everybody at once; the driver's own ledger counts.

`LOAD_MINUTES` and `LOAD_DEVICES` set how much (5 and 500); `BENCH_QUICK=1` takes half a minute and 50. The
figures are no pass or fail; that nothing is lost, doubled or refused is.
"""

import asyncio
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from exchange.ground.ids import uuid7
from tests.bench.crowd import Pair, seat
from tests.bench.lean import Came, Lean
from tests.bench.telling import write
from tests.faults.device import CHANGES, PUSH, Device, Json
from tests.faults.museum import Museum, until

QUICK = bool(os.environ.get("BENCH_QUICK"))
MINUTES = float(os.environ.get("LOAD_MINUTES", "0.5" if QUICK else "5"))
DEVICES = int(os.environ.get("LOAD_DEVICES", "50" if QUICK else "500"))
A_SECOND, EACH = 50, 40
LONGEST = 60.0  # seconds that a device waits before it tries again
README = Path(__file__).parents[2] / "README.md"
PLACE = ("<!-- what the load wrote -->", "<!-- as far as the load wrote -->")


@dataclass
class Ledger:
    """What the driver asked, what it was told, and how long each answer took."""

    asked: set[str] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)
    wrong: list[Json] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    memory: float = 0.0

    def at(self, share: float, of: list[float]) -> float:
        """A percentile, in milliseconds."""
        return sorted(of)[min(len(of) - 1, int(len(of) * share))] * 1000 if of else 0.0


@dataclass
class Driver:
    """Everybody's phone."""

    museum: Museum
    client: Lean
    ledger: Ledger
    chance: random.Random

    def capture(self, pair: Pair, device: Device) -> Json:
        """One more entry in the queue of a device."""
        entry = uuid7(datetime.now(UTC))
        self.ledger.asked.add(str(entry))
        said = {
            "id": str(entry),
            "placementId": str(pair.placement),
            "kind": "ROUTINE",
            "note": f"Gloves are changed between two objects. {entry} " * 3,
            "audience": "MENTOR",
            "capturedZone": "Europe/Lisbon",
            "tags": [],
            "photos": [],
        }
        return device.write(entry, {"captureObservation": said})

    async def push(self, pair: Pair, device: Device) -> None:
        """Send the queue until it is empty, waiting as long as the museum says in between."""
        begun, tries = time.perf_counter(), 0
        while device.queue:
            said = {
                "protocol": 1,
                "deviceId": str(device.device_id),
                "schemaVersion": 1,
                "clientTime": datetime.now(UTC).isoformat(),
                "ackThrough": device.heard_through(),
                "ops": device.queue[:50],
            }
            try:
                wait = self.heard(device, await self.client.ask(pair.cookie, PUSH, {"input": said}))
            except OSError as fault:
                self.ledger.later[type(fault).__name__] += 1
                wait = 1.0
            if wait:
                await asyncio.sleep(min(LONGEST, wait * 2**tries) * (0.5 + self.chance.random()))
                tries += 1
        self.ledger.took.append(time.perf_counter() - begun)

    def heard(self, device: Device, answer: Came) -> float:
        """Enter an answer in the ledger; the seconds to wait, when it is to be asked again."""
        if answer.status != 200:
            self.ledger.later[str(answer.status)] += 1
            return answer.after
        push = answer.data()["push"]
        if push["__typename"] == "PushBlocked":
            self.ledger.later[push["reason"]] += 1
            return float(push["retryAfterMs"]) / 1000
        for result in push["results"]:
            if result["__typename"] == "OpApplied":
                self.ledger.told[result["entity"].partition(":")[2]] += 1
            elif result["__typename"] == "OpRetry":
                self.ledger.later[result["retry"]] += 1
            else:
                self.ledger.wrong.append(result)
            device.hear(result)
        return max((one["afterMs"] for one in push["results"] if "afterMs" in one), default=0) / 1000

    async def read(self, pair: Pair, tablet: Device) -> None:
        """How long after an acknowledgement the mentor's tablet has the entry."""
        phone = Device(pair.participant)
        entry = self.capture(pair, phone)["do"]["captureObservation"]["id"]
        await self.push(pair, phone)
        begun = time.perf_counter()
        while f"Observation:{entry}" not in tablet.rows:
            said = {"deviceId": str(tablet.device_id), "after": tablet.cursor, "limit": 200}
            answer = await self.client.ask(pair.mentor_s_cookie, CHANGES, said)
            if answer.status == 200:
                tablet.turn(tablet.cursor, answer.data()["changes"])
        self.ledger.lag.append(time.perf_counter() - begun)

    async def watch(self, over: asyncio.Event) -> None:
        """Look at the server's memory until it is over."""
        while not over.is_set():
            self.ledger.memory = max(self.ledger.memory, self.museum.memory())
            await asyncio.wait([asyncio.ensure_future(over.wait())], timeout=0.5)


async def evenly(driver: Driver, pairs: list[Pair]) -> None:
    """A push every twentieth of a second, whoever has not been answered yet."""
    begun, under_way = time.perf_counter(), set[asyncio.Task[None]]()
    tablets = {pair: Device(pair.mentor) for pair in pairs[:10]}
    phones = {pair: uuid4() for pair in pairs}
    for number in range(int(MINUTES * 60 * A_SECOND)):
        await asyncio.sleep(max(0.0, begun + number / A_SECOND - time.perf_counter()))
        pair = driver.chance.choice(pairs)
        phone = Device(pair.participant)
        phone.device_id = phones[pair]  # the same phone, for whom another entry is on its way perhaps
        driver.capture(pair, phone)
        under_way.add(asyncio.create_task(driver.push(pair, phone)))
        if number % A_SECOND == 0:
            reader = pairs[number // A_SECOND % len(tablets)]
            under_way.add(asyncio.create_task(driver.read(reader, tablets[reader])))
        for task in [task for task in under_way if task.done()]:
            under_way.remove(task)
            await task
    await asyncio.gather(*under_way)


async def all_at_once(driver: Driver, pairs: list[Pair]) -> None:
    """Everybody comes back from the tunnel at the same moment."""
    phones = [(pair, Device(pair.participant)) for pair in pairs]
    for pair, phone in phones:
        for _ in range(EACH):
            driver.capture(pair, phone)
    tablets = [(pair, Device(pair.mentor)) for pair in pairs[:10]]
    reading = [asyncio.create_task(driver.read(pair, tablet)) for pair, tablet in tablets]
    await asyncio.gather(*(driver.push(pair, phone) for pair, phone in phones), *reading)


async def measured(museum: Museum, pairs: list[Pair], doing: Any) -> tuple[Ledger, float]:
    """Do it, and hold the ledger against what stands in the database: nothing lost, doubled or refused."""
    ledger, over = Ledger(), asyncio.Event()
    driver = Driver(museum, Lean(museum.port), ledger, random.Random(1))
    watching = asyncio.create_task(driver.watch(over))
    begun = time.perf_counter()
    await doing(driver, pairs)
    elapsed = time.perf_counter() - begun
    over.set()
    await watching
    driver.client.close()
    assert ledger.wrong == []
    assert ledger.told.keys() == ledger.asked
    assert set(ledger.told.values()) == {1}
    stand = Counter(str(one) for (one,) in await museum.rows("select id from observation"))
    assert ledger.asked <= stand.keys()
    journal = await museum.rows("select count(*) from journal where act = 'capture observation'")
    assert journal == [(len(stand),)]
    return ledger, elapsed


def line(name: str, ledger: Ledger, elapsed: float) -> str:
    """One row of the table."""
    later = ", ".join(f"{many} × {word}" for word, many in sorted(ledger.later.items())) or "none"
    figures = [
        f"{len(ledger.asked):,}",
        f"{elapsed:.0f} s",
        " / ".join(f"{ledger.at(share, ledger.took):,.0f}" for share in (0.5, 0.95, 0.99)),
        f"{ledger.at(0.95, ledger.lag):,.0f}",
        f"{ledger.memory:.0f}",
        later,
    ]
    return f"| {' | '.join([name, *figures])} |"


async def test_what_a_day_and_what_a_tunnel_s_end_bring(short_tmp: Path, tmp_path: Path) -> None:
    museum = Museum(tmp_path / "data")  # on a real disk: a commit waits for it
    load = os.getloadavg()[0]
    await asyncio.to_thread(museum.start)
    try:
        pairs = await seat(museum.database, DEVICES)
        even = await measured(museum, pairs, evenly)
        at_once = await measured(museum, pairs, all_at_once)
        await until(lambda: asyncio.to_thread(museum.is_ready))
        assert museum.verified() == ""
    except BaseException:
        print(museum.log[-4000:])
        raise
    finally:
        await asyncio.to_thread(museum.stop)
    method = (
        f"`make bench` also puts the real server under load, with PostgreSQL on a real disk and the driver on"
        f" the same machine ({os.cpu_count()} cores, load {load:.1f} before it began,"
        f" {datetime.now(UTC):%Y-%m-%d}): first {A_SECOND} pushes of one capture a second for {MINUTES:g}"
        f" minutes, sent by the clock whether or not the last was answered; then {DEVICES} devices with"
        f" {EACH} captures each at the same moment, each backing off when it is told to wait. The driver's"
        " ledger is held against database and journal: 0 lost, 0 doubled, 0 refused, or the bench fails."
        " Feed lag is the time from an acknowledgement to the entry on a mentor's tablet; memory is what the"
        " server held at most; a broken connection counts as one that was told to wait."
    )
    head = (
        "| load | captures | took | push p50 / p95 / p99 ms | feed lag p95 ms | memory MiB | told to wait |\n"
        "| :--- | ---: | ---: | ---: | ---: | ---: | :--- |"
    )
    rows = [
        line(f"{A_SECOND} a second", *even),
        line(f"{DEVICES} devices at once", *at_once),
    ]
    report = f"{method}\n\n{head}\n" + "\n".join(rows)
    print(report)
    if not QUICK:
        write(README, report, *PLACE)
