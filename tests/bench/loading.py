"""A client that does nothing but ask: `… loading <request file> <port> <connections> <seconds>`."""

import asyncio
import json
import sys
import time
from pathlib import Path

import uvloop


async def ask(request: bytes, port: int, until: float, took: list[float]) -> int:
    """Ask on one connection until the time is over; how many bytes came."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    total = 0
    while (begun := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"The server answered {head.decode()}")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        if b'"errors"' in body[:200]:
            raise SystemExit(f"The server answered {body[:300]!r}")
        total += length
        took.append(time.perf_counter() - begun)
    writer.close()
    return total


async def load(request: bytes, port: int, connections: int, seconds: float) -> dict[str, float]:
    """Ask on several connections at once."""
    took: list[float] = []
    begun = time.perf_counter()
    asking = (ask(request, port, begun + seconds, took) for _ in range(connections))
    total = sum(await asyncio.gather(*asking))
    elapsed = time.perf_counter() - begun
    took.sort()
    return {
        "rate": len(took) / elapsed,
        "p50": took[len(took) // 2] * 1000,
        "p99": took[int(len(took) * 0.99)] * 1000,
        "bytes": total / len(took),
    }


if __name__ == "__main__":
    file, at, many, long = sys.argv[1:]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(json.dumps(runner.run(load(Path(file).read_bytes(), int(at), int(many), float(long)))))
