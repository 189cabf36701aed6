"""How far the graph is from a statement written by hand: the review page, in alternating rounds.

`BENCH_OBSERVATIONS` (20,000), `BENCH_ROUNDS` (11) and `BENCH_SECONDS` (1) change the size. Nothing here
passes or fails by its time: the figures are for reading.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from api.embedded.postgres import running_postgres
from migrations.moving import upgrade
from tests.bench.running import free_port, started
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
SIZES = {"OBSERVATIONS": 20_000, "ROUNDS": 11, "SECONDS": 1}
Round: TypeAlias = dict[str, float]


@pytest.fixture
def database_url(short_tmp: Path) -> Iterator[str]:
    """A database with the settings it has in earnest: other tests' may forget what they are told."""
    with running_postgres(short_tmp) as url:
        asyncio.run(upgrade(url))
        yield url


def test_the_review_page_against_the_floor(database_url: str, tmp_path: Path) -> None:
    size = {name: int(os.environ.get(f"BENCH_{name}", usual)) for name, usual in SIZES.items()}
    seeded = asyncio.run(seed(database_url, size["OBSERVATIONS"]))
    ports = {"graph": free_port(), "floor": free_port()}
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path),
        "BENCH_MENTOR": str(seeded.mentor),
        "DEMO": "0",
        "DEVELOPMENT": "1",  # the tests' database does not keep what it acknowledges, and that may be
        "LOG_LEVEL": "ERROR",
        "PORT": str(ports["graph"]),
    }
    requests = {name: tmp_path / name for name in ports}
    for name, content in asked(seeded, ports).items():
        requests[name].write_bytes(content)
    with ExitStack() as stack:
        graph, floor = ports.values()
        stack.enter_context(started("api", "serve", environment=environment, port=graph))
        stack.enter_context(started("tests.bench.floor", str(floor), environment=environment, port=floor))
        same_answer(requests, ports)
        title(size)
        for connections in CONNECTIONS:
            told = [
                measured(requests, ports, connections, size["SECONDS"], graph_first=bool(number % 2))
                for number in range(size["ROUNDS"] + 1)
            ]
            row(connections, told[1:])  # the first round warms up


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


def measured(
    requests: dict[str, Path], ports: dict[str, int], connections: int, seconds: int, *, graph_first: bool
) -> dict[str, Round]:
    """Load one after the other, so that the machine's moods fall on both."""
    found: dict[str, Round] = {}
    for name in ("graph", "floor") if graph_first else ("floor", "graph"):
        loading = [sys.executable, "-m", "tests.bench.loading", requests[name], ports[name]]
        command = [str(part) for part in (*loading, connections, seconds)]
        found[name] = json.loads(subprocess.check_output(command, timeout=60))
    return found


def title(size: dict[str, int]) -> None:
    """Say what is measured, how, and whether the machine was busy with something else."""
    print(
        f"\n\nReview page: {FIRST} of {size['OBSERVATIONS']:,} observations, each with author, 3 photos, "
        f"3 comments; total count.\nMedians of {size['ROUNDS']} alternating rounds of {size['SECONDS']} s; "
        f"one process and 8 database connections each; {os.cpu_count()} cores shared with PostgreSQL and "
        f"the client; load before: {os.getloadavg()[0]:.1f}.\n"
        "\n  connections   graph req/s   floor req/s   ratio (each round)   graph p50 / p99 ms   floor"
    )


def row(connections: int, rounds: list[dict[str, Round]]) -> None:
    """One line of the table."""
    middle = {
        name: {key: statistics.median(one[name][key] for one in rounds) for key in rounds[0][name]}
        for name in ("graph", "floor")
    }
    ratios = [one["graph"]["rate"] / one["floor"]["rate"] for one in rounds]
    graph, floor = middle["graph"], middle["floor"]
    spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    print(
        f"  {connections:>11}   {graph['rate']:>11.0f}   {floor['rate']:>11.0f}   {spread:>18}"
        f"   {graph['p50']:>10.1f} / {graph['p99']:>5.1f}   {floor['p50']:>6.1f} / {floor['p99']:.1f}"
    )
