"""`register`: what is stored, why, how long, who sees it and what erasing leaves, as Markdown or JSON."""

import json
from collections.abc import Iterator

from exchange.privacy.kept import DELETED
from exchange.privacy.register import REGISTER
from exchange.tables import METADATA
from exchange.visibility import SEEN

READERS = {
    "person_id = any((select my_scopes())::uuid[])": "its person",
    "network_id = any((select my_scopes())::uuid[])": "everybody in its network",
    "network_id = any((select my_scopes())::uuid[]) or id = any((select took_part())::uuid[])": (
        "everybody in its network, and for ever who took part in a placement with it"
    ),
}


def entries() -> Iterator[dict[str, object]]:
    """One entry for every table, read from the tables themselves."""
    for name, table in sorted(METADATA.tables.items()):
        kept = REGISTER[name]
        yield {
            "table": name,
            "what": [column.name for column in table.columns],
            "why": kept.why,
            "until": kept.until,
            "who sees it": seen_by(name),
            "in a person's archive": bool(kept.mine and kept.archived),
            "erasing a person": erasing(kept.mine, kept.erased),
        }


def seen_by(table: str) -> str:
    """Who reads a table's rows, as the database has it."""
    condition = SEEN.get(table)
    if condition is None:
        return "nobody in the app: sign-in, jobs and the command line alone"
    return READERS.get(condition, f"whom the database lets in by: {condition}")


def erasing(mine: str | None, erased: str | None) -> str:
    """What becomes of rows when their person is erased."""
    if mine is None:
        return "nothing: its rows are nobody's"
    if erased is None:
        return "ids stay, nothing else is in it"
    return "deleted" if erased == DELETED else "content goes, the id stays"


def register(*, as_json: bool) -> int:
    """Print the register."""
    found = list(entries())
    if as_json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return 0
    print("# What is stored of people, and why\n")
    for entry in found:
        print(f"## {entry['table']}\n\n{entry['why']}\n")
        for name in ("what", "until", "who sees it", "in a person's archive", "erasing a person"):
            said = entry[name]
            shown = ", ".join(said) if isinstance(said, list) else {True: "yes", False: "no"}.get(said, said)  # type: ignore[call-overload]
            print(f"- {name}: {shown}")
        print()
    return 0
