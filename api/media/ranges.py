"""The Range header: one range of bytes, or everything."""

import re

ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z")


class Unsatisfiable(Exception):
    """The range begins behind the end."""


def wanted(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and the one after the last; None asks for all, as does what we do not read."""
    match = ONE.match(header or "")
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise Unsatisfiable
    return start, end
