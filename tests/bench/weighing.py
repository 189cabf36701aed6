"""What a process and all below it have used: processor time and memory, as the kernel counts them."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, USED, RESIDENT = 1, slice(11, 15), 21  # of the fields behind the name: proc(5)
PAGE = os.sysconf("SC_PAGE_SIZE")


def seconds(root: int) -> float:
    """The processor time of a tree, that of its ended children included."""
    return sum(sum(map(int, fields[USED])) for fields in tree(root)) / TICKS


def mebibytes(root: int) -> float:
    """The resident memory of a tree."""
    return sum(int(fields[RESIDENT]) for fields in tree(root)) * PAGE / 2**20


def tree(root: int) -> Iterator[list[str]]:
    """The fields of every process from this one downwards."""
    fields: dict[int, list[str]] = {}
    below: dict[int, list[int]] = defaultdict(list)
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            behind_the_name = file.read_text().rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        number = int(file.parent.name)
        fields[number] = behind_the_name
        below[int(behind_the_name[PARENT])].append(number)
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in fields:
            yield fields[number]
        waiting += below[number]
