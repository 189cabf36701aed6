"""How far the graph is from a statement written by hand: the review page, in alternating rounds.

`BENCH_OBSERVATIONS` (20,000), `BENCH_ROUNDS` (3) and `BENCH_SECONDS` (2) change the size. Nothing here
passes or fails by its time: the figures are for reading.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench.seeding import Seeded, seed

REVIEW = """query Review($placement: ID!, $first: Int!) {
  observations(where: {placement: $placement}, first: $first) {
    totalCount
    nodes {
      id kind note zone state capturedAt rev
      author { id name }
      photos(first: 3) { id thumb alt state }
      comments(first: 3) { id body writtenAt }
    }
  }
}"""
FIRST = 50
CONNECTIONS = (1, 16)


def test_the_review_page_against_the_floor(database_url: str, tmp_path: Path) -> None:
    number = {name: int(os.environ.get(f"BENCH_{name}", usual)) for name, usual in SIZES.items()}
    seeded = asyncio.run(seed(database_url, number["OBSERVATIONS"]))
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path),
        "BENCH_MENTOR": str(seeded.mentor),
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
    }
    ports = {"graph": free_port(), "floor": free_port()}
    requests = {"graph": tmp_path / "graph", "floor": tmp_path / "floor"}
    for name, content in asked(seeded, ports).items():
        requests[name].write_bytes(content)
    graph = {**environment, "PORT": str(ports["graph"])}
    with ExitStack() as stack:
        stack.enter_context(started([sys.executable, "-m", "api", "serve"], graph, ports["graph"]))
        floor = [sys.executable, "-m", "tests.bench.floor", str(ports["floor"])]
        stack.enter_context(started(floor, environment, ports["floor"]))
        same_answer(requests, ports)
        print(
            f"\nReview page: {FIRST} of {number['OBSERVATIONS']:,} observations, author, 3 photos, 3 comments"
        )
        for connections in CONNECTIONS:
            compare(requests, ports, connections, number["ROUNDS"], number["SECONDS"])


SIZES = {"OBSERVATIONS": 20_000, "ROUNDS": 3, "SECONDS": 2}


def asked(seeded: Seeded, ports: dict[str, int]) -> dict[str, bytes]:
    """The two requests, as they go over the wire."""
    placement = str(seeded.placement)
    variables = {"placement": f"Placement:{placement}", "first": FIRST}
    graph = json.dumps({"query": REVIEW, "variables": variables})
    floor = json.dumps({"placement": placement, "first": FIRST})
    return {
        "graph": wire(ports["graph"], "/graphql", graph, f"Authorization: Bearer {seeded.key}\r\n"),
        "floor": wire(ports["floor"], "/floor", floor),
    }


def wire(port: int, path: str, body: str, headers: str = "") -> bytes:
    """A request on a connection that stays open."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"{headers}Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def same_answer(requests: dict[str, Path], ports: dict[str, int]) -> None:
    """What is compared must say the same."""
    graph, floor = (json.loads(once(requests[name].read_bytes(), ports[name])) for name in ("graph", "floor"))
    assert graph == floor
    assert len(graph["data"]["observations"]["nodes"]) == FIRST


def once(request: bytes, port: int) -> bytes:
    """The body of one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return answer.partition(b"\r\n\r\n")[2]


def compare(
    requests: dict[str, Path], ports: dict[str, int], connections: int, rounds: int, seconds: int
) -> None:
    """Load both in alternating rounds, so that the machine's moods fall on both."""
    found: dict[str, list[dict[str, float]]] = {"graph": [], "floor": []}
    for number in range(rounds + 1):
        for name in ("graph", "floor") if number % 2 else ("floor", "graph"):
            loading = [sys.executable, "-m", "tests.bench.loading", requests[name], ports[name]]
            command = [str(part) for part in (*loading, connections, seconds)]
            told = subprocess.check_output(command, timeout=60)
            if number:  # the first round warms up
                found[name].append(json.loads(told))
    for name, rows in found.items():
        middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
        print(
            f"  c{connections:<3}{name}: {middle['rate']:7.0f} req/s   p50 {middle['p50']:6.1f} ms"
            f"   p99 {middle['p99']:6.1f} ms   {middle['bytes'] / 1000:5.1f} kB"
        )
    ratios = [graph["rate"] / floor["rate"] for graph, floor in zip(*found.values(), strict=True)]
    between = f"from {min(ratios):.2f} to {max(ratios):.2f}"
    print(f"  c{connections:<3}ratio: {statistics.median(ratios):.2f} ({between})")


@contextmanager
def started(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """A server of its own process, until the block ends."""
    process = subprocess.Popen(command, env=environment)
    try:
        deadline = time.monotonic() + 30
        while not listening(port):
            assert process.poll() is None, "The server ended."
            assert time.monotonic() < deadline, "The server did not start."
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def listening(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
