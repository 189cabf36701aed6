"""What stands in an archive of one's own data, file by file, and how each is explained."""

from collections.abc import Mapping, Sequence

from exchange.privacy.register import REGISTER

TABLES = tuple(table for table, kept in REGISTER.items() if kept.mine and kept.archived)
"""Every table that has rows of a person, but for what is kept apart on purpose."""
COLUMNS = ("captured_at", "kind", "note", "zone", "object_number", "procedure", "audience", "state")
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""With which a spreadsheet begins a formula, or a command."""
HEAD = """Understudy: everything that is kept of you

Your data, as it stood when this archive was made. It is yours: keep it where only you can read it.
All `.json` files are UTF-8, each a list with one object for every row, times in UTC. What would open a
door (hashes of sessions and codes) is left out.

Das sind deine Daten, so wie sie standen, als dieses Archiv entstand. Alle `.json`-Dateien sind UTF-8,
jede eine Liste mit einem Objekt je Zeile, Zeiten in UTC.

- `people.json`: the names of everybody whose id stands in the other files
- `entries.csv`: your entries for a spreadsheet; what looks like a formula begins with `'`
- `originals/`: your photos and recordings as you took them, and scans of what you signed, named by their ids
"""


def explained() -> str:
    """The README of an archive."""
    lines = [
        f"- `data/{table}.json`: {REGISTER[table].why} Kept: {REGISTER[table].until}." for table in TABLES
    ]
    return HEAD + "\n".join(lines) + "\n"


def inert(cell: object) -> str:
    """A cell that a spreadsheet shows and never runs."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(ACTIVE) else text


def line(row: Mapping[str, object]) -> Sequence[str]:
    """An entry as a line of a spreadsheet."""
    return [inert(row.get(column)) for column in COLUMNS]
