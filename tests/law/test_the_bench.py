"""The bench compares like with like, and what it writes stands where it belongs."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest

from api.embedded import Postgres
from tests.bench.measuring import everything, same_answers, turn
from tests.bench.seeding import seed
from tests.bench.sizes import Sizes
from tests.bench.stage import Stage, site
from tests.bench.telling import BEGIN, END, Report, write

TOP = Path(__file__).parents[2]


def test_a_report_without_its_place_is_not_written(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    for text in ("No place.", f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n"):
        readme.write_text(text)
        with pytest.raises(LookupError):
            write(readme, "figures")
        assert readme.read_text() == text


def test_a_report_replaces_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\n\nold\n\n{END}\nafter\n")
    write(readme, "new")
    write(readme, "newer")
    assert readme.read_text() == f"before\n{BEGIN}\n\nnewer\n\n{END}\nafter\n"


def test_the_readme_has_a_place_for_the_report() -> None:
    text = (TOP / "README.md").read_text()
    assert text.count(BEGIN) == text.count(END) == 1


def test_every_workload_has_the_same_answer_from_the_graph_and_from_the_floor(
    postgres: Postgres, database_url: str, tmp_path: Path
) -> None:
    seeded = asyncio.run(seed(database_url, 2_000))
    assert postgres.pid
    report = Report("")
    with ExitStack() as stack:
        # What the tests' database acknowledges need not outlive them.
        graph, floor = (
            site(stack, tmp_path, name, database_url, postgres.pid, DEVELOPMENT="1")
            for name in ("graph", "floor")
        )
        stage = Stage(seeded, seeded, graph=graph, floor=floor, graph_of_small=graph)
        for workload in everything(stage):
            same_answers(workload, stage)
        sizes = Sizes(2_000, (2,), 1, 0.1)
        loads = {"graph": workload.graph, "floor": workload.floor}
        found = {name: turn(getattr(stage, name), load, 2, sizes)() for name, load in loads.items()}
        report.add(workload.name, 2, [found])
    assert workload.name in report.markdown()
    assert all(one["requests"] >= 1 and one["memory"] > 1 for one in found.values())
