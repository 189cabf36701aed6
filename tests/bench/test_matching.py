"""How long it takes to match a large round: 1,000 people who apply, and 400 offers.

`BENCH_APPLICANTS` (1000) and `BENCH_OFFERS` (400) say how many. All is in the figures: which pairs suit each
other, both choices (with and without the priority), runners-up and the one change for everybody left over.
The round is made up, the same one every time; nothing passes or fails by time.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from exchange.matching.answer import answered
from exchange.matching.choice import Progress
from exchange.matching.question import canonical
from tests.bench.telling import table, write
from tests.exchange.matching.rounds import a_round

APPLICANTS = int(os.environ.get("BENCH_APPLICANTS", "1000"))
OFFERS = int(os.environ.get("BENCH_OFFERS", "400"))
README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- what the matching wrote -->", "<!-- as far as the matching wrote -->"
METHOD = (
    "Written by `make bench` on {day} ({machine}): {applicants:,} people who apply for two months of a year,"
    " and {offers:,} offers. In the figures is all that an answer holds: both choices, with and without the"
    " priority, runners-up, and the one change for everybody who is left over. The gap is proven: no choice"
    " whatever has more points than that."
)
HEAD = ("a museum sends at most", "took", "CPU", "placed", "left over", "points", "no choice has more", "gap")


def test_a_large_round_is_matched() -> None:
    rows = [matched(share) for share in (None, 5)]
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    method = METHOD.format(
        day=datetime.now(UTC).date(), machine=machine, applicants=APPLICANTS, offers=OFFERS
    )
    report = f"{method}\n\n{table(HEAD, rows)}"
    print(f"\n\n{report}")
    write(README, report, BEGIN, END)


def matched(share: int | None) -> Sequence[str]:
    """A round in which a museum sends no more people than that, as a line of the table."""
    question = a_round(APPLICANTS, OFFERS)
    asked = canonical(replace(question, formula=replace(question.formula, most_from_one_museum=share)))
    began, worked = time.monotonic(), time.process_time()

    def heard(progress: Progress) -> None:
        gone = time.monotonic() - began
        print(f"  … {gone:4.1f} s: {progress.points:,} points of at most {progress.at_most:,}", flush=True)

    answer = json.loads(answered(asked, heard))
    took, cpu = time.monotonic() - began, time.process_time() - worked
    points, at_most = answer["points"], answer["at_most"]
    return (
        "as many as apply" if share is None else str(share),
        f"{took:.1f} s",
        f"{cpu:.1f} s",
        f"{answer['placed']:,}",
        f"{len(answer['left_over']):,}",
        f"{points:,}",
        f"{at_most:,}",
        f"{(at_most - points) / at_most:.2%}",
    )
