"""How far the graph is from statements written by hand: each workload in alternating rounds.

Nothing here passes or fails by its time: the figures are for reading, and stand in the README afterwards.
`BENCH_OBSERVATIONS`, `BENCH_CONNECTIONS`, `BENCH_ROUNDS`, `BENCH_SECONDS` and `BENCH_DIR` change the sizes
and the place; `BENCH_QUICK=1` is a look that takes a minute and leaves the README alone.
"""

import os
from functools import partial
from pathlib import Path

from tests.bench.measuring import measured
from tests.bench.sizes import Sizes
from tests.bench.stage import set_up
from tests.bench.telling import write

README = Path(__file__).parents[2] / "README.md"


def test_the_graph_against_the_floor() -> None:
    sizes = Sizes.told()
    tell = partial(print, flush=True)
    tell("\n")
    with set_up(sizes.observations, sizes.tenth) as stage:
        report = measured(stage, sizes, tell)
    if not os.environ.get("BENCH_QUICK"):
        write(README, report.markdown())
        tell("\n  The tables are in README.md now.")
