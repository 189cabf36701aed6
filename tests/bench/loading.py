"""A client that does nothing but ask: `… loading <file of requests> <port> <connections> <seconds>`.

The file is a JSON list of requests as they go over the wire; connections take them in turn. Ids that begin
with `feedfeed` stand for new ones: each request gets its own.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import uvloop

from exchange.ground.ids import uuid7

NEW = re.compile("(feedfeed-0000-7000-8000-[0-9]{12})")


def renewed(request: str) -> Callable[[], bytes]:
    """What makes the bytes of a request, with new ids where new ones are due."""
    parts = NEW.split(request)
    places = sorted(set(parts[1::2]))
    if not places:
        whole = request.encode()
        return lambda: whole

    def make() -> bytes:
        now = datetime.now(UTC)
        new = {place: str(uuid7(now)) for place in places}
        return "".join(new.get(part, part) for part in parts).encode()

    return make


async def ask(requests: "cycle[Callable[[], bytes]]", port: int, until: float, took: list[float]) -> int:
    """Ask on one connection until the time is over; how many bytes came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    total = 0
    while time.perf_counter() < until:
        request = next(requests)()
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200") or b'"errors"' in body[:200]:
            raise SystemExit(f"The server answered {head.decode()}{body[:300]!r}")
        total += length
        took.append(time.perf_counter() - begun)
    writer.close()
    return total


async def load(requests: list[str], port: int, connections: int, seconds: float) -> dict[str, float]:
    """Ask on several connections at once."""
    took: list[float] = []
    turns = cycle([renewed(request) for request in requests])
    begun = time.perf_counter()
    asking = (ask(turns, port, begun + seconds, took) for _ in range(connections))
    total = sum(await asyncio.gather(*asking))
    elapsed = time.perf_counter() - begun
    took.sort()
    return {
        "requests": len(took),
        "rate": len(took) / elapsed,
        "p50": took[len(took) // 2] * 1000,
        "p99": took[int(len(took) * 0.99)] * 1000,
        "bytes": total / len(took),
    }


if __name__ == "__main__":
    file, at, many, long = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        told = json.loads(Path(file).read_text())
        print(json.dumps(runner.run(load(told, int(at), int(many), float(long)))))
