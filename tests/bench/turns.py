"""Measuring in turns: one server after the other under the same load; the machine's moods fall on all."""

import json
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tests.bench import weighing
from tests.bench.loading import renewed

Figures: TypeAlias = dict[str, float]


@dataclass(frozen=True, slots=True)
class Site:
    """A server under measurement: where it listens, and the processes whose time counts."""

    port: int
    process: int
    postgres: int


def once(request: str, port: int) -> bytes:
    """The body of one answer."""
    return sent(renewed(request)(), port)


def sent(request: bytes, port: int) -> bytes:
    """The body of the answer to these bytes."""
    closing = request.replace(b"$PORT", str(port).encode()).replace(
        b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(closing)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return answer.partition(b"\r\n\r\n")[2]


def under_load(site: Site, requests: Sequence[str], connections: int, seconds: float) -> Figures:
    """One turn of one server."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([request.replace("$PORT", str(site.port)) for request in requests], file)
        file.flush()
        before = [weighing.seconds(one) for one in (site.process, site.postgres)]
        loading = [sys.executable, "-m", "tests.bench.loading", file.name, site.port, connections, seconds]
        command = [str(part) for part in loading]
        found: Figures = json.loads(subprocess.check_output(command, timeout=60 + 2 * seconds))
    after = [weighing.seconds(one) for one in (site.process, site.postgres)]
    server, postgres = (
        (late - early) / found["requests"] * 1000 for early, late in zip(before, after, strict=True)
    )
    return found | {"server": server, "postgres": postgres, "memory": weighing.mebibytes(site.process)}


def in_turns(
    rounds: int, turns: Mapping[str, Callable[[], Figures]], told: Callable[[], None]
) -> list[dict[str, Figures]]:
    """Every turn once a round, each round begun by another; a round before the first one warms up."""
    found = []
    names = list(turns)
    for number in range(rounds + 1):
        order = names[number % len(names) :] + names[: number % len(names)]
        found.append({name: turns[name]() for name in order})
        told()
    return found[1:]


def middle(rounds: Sequence[Mapping[str, Figures]], name: str) -> Figures:
    """The median of each figure of one server."""
    return {key: statistics.median(one[name][key] for one in rounds) for key in rounds[0][name]}


def ratios(rounds: Sequence[Mapping[str, Figures]], one: str, other: str) -> tuple[float, float, float]:
    """How the rates of two servers compare within a round: the median, the least and the most."""
    each = [told[one]["rate"] / told[other]["rate"] for told in rounds]
    return statistics.median(each), min(each), max(each)
