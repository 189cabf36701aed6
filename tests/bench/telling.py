"""The figures as two tables in Markdown, and the place in the README where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.turns import Figures, middle, ratios

BEGIN, END = "<!-- what make bench wrote -->", "<!-- as far as here -->"
HEAD = (
    "workload",
    "connections",
    "graph req/s",
    "floor req/s",
    "graph ÷ floor",
    "graph p50 / p99 ms",
    "floor p50 / p99 ms",
    "graph CPU ms",
    "floor CPU ms",
)
GROWTH = ("compared, at 16 connections", "req/s", "req/s", "takes … times as long", "CPU ms", "CPU ms")


@dataclass(slots=True)
class Report:
    """Everything that was measured, and how."""

    method: str
    rows: list[Sequence[str]] = field(default_factory=list)
    grown: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, connections: int, rounds: Sequence[Mapping[str, Figures]]) -> Sequence[str]:
        """A workload under so many connections, against the floor."""
        graph, floor = middle(rounds, "graph"), middle(rounds, "floor")
        own, least, most = ratios(rounds, "graph", "floor")
        row = (
            name,
            str(connections),
            f"{graph['rate']:,.0f}",
            f"{floor['rate']:,.0f}",
            f"**{own:.2f}** ({least:.2f} to {most:.2f})",
            *(f"{one['p50']:.1f} / {one['p99']:.1f}" for one in (graph, floor)),
            *(f"{one['server']:.2f} + {one['postgres']:.2f}" for one in (graph, floor)),
        )
        self.rows.append(row)
        return row

    def compare(
        self, name: str, rounds: Sequence[Mapping[str, Figures]], one: str, other: str
    ) -> Sequence[str]:
        """The same question under two circumstances."""
        first, then = middle(rounds, one), middle(rounds, other)
        longer, least, most = ratios(rounds, one, other)
        row = (
            name,
            f"{first['rate']:,.0f}",
            f"{then['rate']:,.0f}",
            f"**{longer:.2f}** ({least:.2f} to {most:.2f})",
            *(f"{figures['server']:.2f} + {figures['postgres']:.2f}" for figures in (first, then)),
        )
        self.grown.append(row)
        return row

    def markdown(self) -> str:
        """The whole report."""
        parts = [self.method, table(HEAD, self.rows)]
        if self.grown:
            parts.append(table(GROWTH, self.grown))
        return "\n\n".join([*parts, *self.notes])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table: words to the left, figures to the right."""
    lines = [head, [":---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(readme: Path, report: str, begin: str = BEGIN, end: str = END) -> None:
    """Put a report where the last one stood; nothing else in the file changes."""
    text = readme.read_text()
    place = re.compile(f"(?<={re.escape(begin)}\n).*?(?={re.escape(end)})", re.DOTALL)
    if len(place.findall(text)) != 1:
        raise LookupError(f"{readme} has no single place between {begin} and {end}.")
    readme.write_text(place.sub(lambda _: f"\n{report}\n\n", text))
