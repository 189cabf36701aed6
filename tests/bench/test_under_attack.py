"""What pushes feel of an attack: captures come steadily, with and without twenty bombs a second beside them.

The bombs come from a partner's key that means harm, under the budgets of a server as it is delivered; the
second attack has no budget to stop it. `ATTACK_ROUNDS` (5) and `ATTACK_SECONDS` (6) change the size.
Nothing here passes or fails by its time: the figures are for reading.
"""

import asyncio
import os
import statistics
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest

from api.embedded.postgres import running_postgres
from migrations.moving import upgrade
from tests.api.capturing import captures
from tests.api.running import OURS
from tests.api.test_hard_to_abuse_documents import BOMBS
from tests.bench.running import free_port, started
from tests.bench.seeding import Pair, seed

Result = TypeVar("Result")
ROUNDS = int(os.environ.get("ATTACK_ROUNDS", "5"))
SECONDS = int(os.environ.get("ATTACK_SECONDS", "6"))
HELD: Counter[str] = Counter()
"""What pushes were answered: one that is told to wait loses nothing, but is no answer either."""
PUSHES, ATTACKS = 20, 20
"""A second, of each."""


@pytest.fixture
def database_url(short_tmp: Path) -> Iterator[str]:
    """A database with the settings it has in earnest."""
    with running_postgres(short_tmp) as url:
        asyncio.run(upgrade(url))
        yield url


@pytest.mark.parametrize("budget", ["600000", "0"], ids=["with budgets", "without"])
def test_pushes_beside_bombs(database_url: str, tmp_path: Path, budget: str) -> None:
    pairs = asyncio.run(seed(database_url, 2_000)).pairs
    port = free_port()
    told = {"DATABASE_URL": database_url, "DATA_DIR": str(tmp_path), "DEMO": "0", "LOG_LEVEL": "ERROR"}
    told |= {"PORT": str(port), "BUDGET": budget, "PUSH_BUDGET": "0", "DEVELOPMENT": "1"}
    with started("api", "serve", environment={**os.environ, **told}, port=port):
        asyncio.run(alternating(f"http://127.0.0.1:{port}", pairs[0], budget))


async def alternating(url: str, pair: Pair, budget: str) -> None:
    """Push in quiet and under attack by turns, and tell what it was like."""
    phone_is = {**OURS, "cookie": f"understudy={pair.cookie}"}
    attacker_is = {"authorization": f"Bearer {pair.key}"}
    quiet, attacked, said = [], [], Counter[int]()
    async with (
        httpx2.AsyncClient(base_url=url, headers=phone_is, timeout=60) as phone,
        httpx2.AsyncClient(base_url=url, headers=attacker_is, timeout=60) as attacker,
    ):
        await pushing(phone, pair)
        for _ in range(ROUNDS):
            quiet.append(await pushing(phone, pair))
            bombs = asyncio.create_task(bombing(attacker))
            attacked.append(await pushing(phone, pair))
            said += await bombs
    ratios = [there / here for (_, here), (_, there) in zip(quiet, attacked, strict=True)]
    print(
        f"\n\n{PUSHES} pushes of one capture a second beside {ATTACKS} bombs a second; BUDGET={budget}; "
        f"{ROUNDS} alternating rounds of {SECONDS} s; load {os.getloadavg()[0]:.1f}\n"
        f"  in quiet:     p50 {middle(quiet, 0):6.1f} ms, p95 {middle(quiet, 1):6.1f} ms\n"
        f"  under attack: p50 {middle(attacked, 0):6.1f} ms, p95 {middle(attacked, 1):6.1f} ms\n"
        f"  p95 under attack to p95 in quiet: {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f}); the attacker was told {dict(said)}, pushes {dict(HELD)}"
    )


def middle(rounds: list[tuple[float, float]], which: int) -> float:
    """The median of the rounds, in milliseconds."""
    return statistics.median(one[which] for one in rounds) * 1000


async def pushing(phone: httpx2.AsyncClient, pair: Pair) -> tuple[float, float]:
    """Push steadily; the median and the 95th percentile of how long an answer took."""

    async def push() -> float:
        body = captures(pair.placement)
        body["variables"]["input"]["deviceId"] = str(pair.participant)
        begun = time.perf_counter()
        answer = await phone.post("/graphql", json=body)
        took = time.perf_counter() - begun
        HELD[answer.json()["data"]["push"]["__typename"]] += 1
        return took

    took = sorted(await steadily(push, PUSHES))
    return took[len(took) // 2], took[int(len(took) * 0.95)]


async def bombing(attacker: httpx2.AsyncClient) -> Counter[int]:
    """Send one bomb after the other; with what each was answered."""
    bombs = iter([*BOMBS.values()] * (ATTACKS * SECONDS))

    async def bomb() -> int:
        return (await attacker.post("/graphql", json={"query": next(bombs)})).status_code

    return Counter(await steadily(bomb, ATTACKS))


async def steadily(act: Callable[[], Coroutine[Any, Any, Result]], a_second: int) -> list[Result]:
    """Begin something so often a second, whether the ones before have ended or not."""
    begun, under_way = time.perf_counter(), []
    for number in range(a_second * SECONDS):
        await asyncio.sleep(max(0.0, begun + number / a_second - time.perf_counter()))
        under_way.append(asyncio.create_task(act()))
    return await asyncio.gather(*under_way)
