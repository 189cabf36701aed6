"""A process that answers one question: the question comes in, a line for each step goes out, the answer last.

The server starts it (`solving.py`); it knows no database and no secret.
"""

import os
import sys

from exchange.matching.answer import answered
from exchange.matching.choice import Progress

POLITE = 10
"""Requests go first."""


def main() -> None:
    """Read, answer, end."""
    os.nice(POLITE)
    out = sys.stdout.buffer

    def say(progress: Progress) -> None:
        out.write(f"{progress.points} {progress.at_most}\n".encode())
        out.flush()

    answer = answered(sys.stdin.buffer.read(), say)
    out.write(answer + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
