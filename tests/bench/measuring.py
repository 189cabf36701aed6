"""Measuring every workload, after both have given the same answer to it."""

import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench import workloads
from tests.bench.loading import renewed
from tests.bench.seeding import PAGE, PAGES, Seeded
from tests.bench.sizes import Sizes
from tests.bench.stage import Stage
from tests.bench.telling import Report
from tests.bench.turns import Figures, Site, in_turns, once, sent, under_load
from tests.bench.workloads import WRITES, Workload

Tell = Callable[[str], None]
METHOD = (Path(__file__).parent / "method.md").read_text()
MIDDLE = 16
WALK = 100


def measured(stage: Stage, sizes: Sizes, tell: Tell) -> Report:
    """Everything, reads before writes, because a push makes the exchange grow."""
    report = Report(method(sizes))
    memory: dict[str, float] = {}
    for workload in everything(stage):
        if workload.name == WRITES:
            compared(report, stage, sizes, tell)
        same_answers(workload, stage)
        for connections in sizes.connections:
            turns = {
                "graph": turn(stage.graph, workload.graph, connections, sizes),
                "floor": turn(stage.floor, workload.floor, connections, sizes),
            }
            rounds = in_turns(sizes.rounds, turns, progress(tell, workload.name, connections))
            tell("  " + "   ".join(report.add(workload.name, connections, rounds)))
            for name in turns:
                memory[name] = max(memory.get(name, 0), rounds[-1][name]["memory"])
    report.notes.append(
        f"Memory of the server's processes after each turn, at most: graph {memory['graph']:.0f} MiB, "
        f"floor {memory['floor']:.0f} MiB."
    )
    return report


def reads(seeded: Seeded, graph: Site) -> list[Workload]:
    """The workloads that are compared over ten times the rows."""
    cursors = [ask(workloads.first_changes(pair), graph)["changes"]["cursor"] for pair in seeded.pairs]
    return [workloads.review(seeded), workloads.node(seeded), workloads.changes(seeded, cursors)]


def everything(stage: Stage) -> list[Workload]:
    """All workloads; those that make the exchange grow come last."""
    review, node, changes = reads(stage.large, stage.graph)
    push, duties = workloads.push(stage.large)
    return [review, node, workloads.report(stage.large), changes, push, duties]


def compared(report: Report, stage: Stage, sizes: Sizes, tell: Tell) -> None:
    """The same question over ten times the rows, and at the end of a long list."""
    large, small = (
        reads(seeded, site)
        for seeded, site in ((stage.large, stage.graph), (stage.small, stage.graph_of_small))
    )
    for many, few in zip(large, small, strict=True):
        turns = {
            "few": turn(stage.graph_of_small, few.graph, MIDDLE, sizes),
            "many": turn(stage.graph, many.graph, MIDDLE, sizes),
        }
        rounds = in_turns(sizes.rounds, turns, progress(tell, f"{many.name}, ten times the rows", MIDDLE))
        name = f"{many.name}: {sizes.tenth:,} → {sizes.observations:,} observations"
        tell("  " + "   ".join(report.compare(name, rounds, "few", "many")))
    last = stage.large.long_list // PAGE - 1
    last = min(PAGES, last)
    pair = stage.large.long
    turns = {
        "first": turn(stage.graph, [workloads.page_of(pair, PAGE, None)], MIDDLE, sizes),
        "last": turn(
            stage.graph, [workloads.page_of(pair, PAGE, walked(stage, (last - 1) * PAGE))], MIDDLE, sizes
        ),
    }
    rounds = in_turns(sizes.rounds, turns, progress(tell, f"page {last:,}", MIDDLE))
    name = f"a list of {stage.large.long_list:,}: page 1 → page {last:,}, {PAGE} rows each"
    tell("  " + "   ".join(report.compare(name, rounds, "first", "last")))


def walked(stage: Stage, rows: int) -> str | None:
    """The cursor behind so many rows of the long list."""
    cursor = None
    while rows:
        step = min(WALK, rows)
        page = ask(workloads.page_of(stage.large.long, step, cursor), stage.graph)["observations"]
        cursor, rows = page["pageInfo"]["endCursor"], rows - step
    return cursor


def same_answers(workload: Workload, stage: Stage) -> None:
    """What is compared must say the same, and say it again when it is asked again."""
    for own, by_hand in list(zip(workload.graph, workload.floor, strict=True))[:8]:
        graph, floor = renewed(own)(), renewed(by_hand)()
        for _ in range(2):
            here = workload.told(json.loads(sent(graph, stage.graph.port)))
            there = workload.told(json.loads(sent(floor, stage.floor.port)))
            assert bare(here) == bare(there), f"{workload.name}: {here} is not {there}"


def bare(answer: Any) -> Any:
    """An answer without the ids that each request made anew."""
    if isinstance(answer, list):
        return [bare(one) for one in answer]
    if isinstance(answer, dict) and "duplicate" in answer:
        return {
            "duplicate": answer["duplicate"],
            "kind": answer["entity"].split(":")[0],
            "rev": answer["rev"],
        }
    return answer


def ask(request: str, site: Site) -> Any:
    """The data of one answer of the graph."""
    answer = json.loads(once(request, site.port))
    assert "errors" not in answer, answer
    return answer["data"]


def turn(site: Site, requests: list[str], connections: int, sizes: Sizes) -> Callable[[], Figures]:
    """A turn of one server that is ready to be taken."""
    return partial(under_load, site, requests, connections, sizes.seconds)


def progress(tell: Tell, name: str, connections: int) -> Callable[[], None]:
    """A word after every round."""
    rounds = iter(range(1000))

    def told() -> None:
        tell(f"  … {name}, {connections} connections: round {next(rounds)}")

    return told


def method(sizes: Sizes) -> str:
    """What is measured, how, and whether the machine was busy with something else."""
    return METHOD.format(
        day=datetime.now(UTC).date(),
        cores=os.cpu_count(),
        machine=platform.machine(),
        python=platform.python_version(),
        load=os.getloadavg()[0],
        observations=sizes.observations,
        photos=sizes.observations * 3 // 2,
        comments=sizes.observations * 2,
        captures=workloads.CAPTURES,
        seconds=sizes.seconds,
        rounds=sizes.rounds,
    ).strip()
