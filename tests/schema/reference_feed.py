"""The change feed, as the reference reads it: every scope's log, line by line."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from tests.schema.reference_lists import refused

KINDS = ("NETWORK", "MUSEUM", "PROGRAMME", "PLACEMENT", "PERSON")
Row = dict[str, Any]
Places = dict[UUID, tuple[int, int]]
Path = tuple[str | int, ...]


class Feed:
    """The scopes that one person may see, and their logs."""

    places: ClassVar[dict[str, tuple[UUID, str, Places]]] = {}
    """What stands in a cursor, whoever it was given to."""

    def __init__(self, scopes: dict[UUID, Row], lines: list[Row]) -> None:
        self.scopes, self.lines = scopes, lines
        self.broken: set[tuple[Any, ...]] = set()
        self.shown: dict[tuple[Any, ...], list[Row]] = {}

    def page(self, person: UUID | None, given: dict[str, Any]) -> Row:
        """One page, with what it takes to tell its changes."""
        if person is None:
            raise refused("UNAUTHENTICATED")
        limit, after, device = given["limit"], given.get("after"), given["deviceId"]
        if not 1 <= limit <= 500:
            raise refused("BAD_PAGE_SIZE")
        whose, of, known = self.places.get(after or "", (None, "", {}))
        reset = after is not None and (whose, of) != (person, device)
        known = {} if reset else known
        heard = {key: place for key, place in known.items() if str(key) not in (given.get("again") or ())}
        follows = {
            key: heard.get(key, (0, self.scopes[key]["position"]))
            for key in sorted(self.scopes, key=lambda key: (KINDS.index(self.scopes[key]["kind"].name), key))
        }
        lines = [
            line
            for key, (position, _) in follows.items()
            for line in sorted(self.lines, key=lambda line: int(line["position"]))
            if line["scope_id"] == key and line["position"] > position
        ]
        read = lines[:limit]
        reached = {line["scope_id"]: line["position"] for line in read}
        places = {key: (reached.get(key, position), born) for key, (position, born) in follows.items()}
        cursor = "§changes " + " ".join(map(str, (person, device, *sorted(places.items()))))
        self.places[cursor] = (person, device, places)
        return {
            "__kind": "ChangePage",
            "cursor": cursor,
            "hasMore": len(lines) > limit,
            "reset": "BAD_CURSOR" if reset else None,
            "read": [{**line, "later": line["position"] > follows[line["scope_id"]][1]} for line in read],
            "left": sorted(key for key in known if key not in self.scopes),
            "joined": sorted(key for key in self.scopes if key not in heard),
            "backedUpUntil": None,
        }

    def changes(self, page: Row, key: Path, find: Callable[[str, UUID], Row | None]) -> list[Row]:
        """What to do, in order; a row of which something promised is missing counts as not to be seen."""
        told: list[Row] = [{"__kind": "ScopeRemoved", "scope": one} for one in page["left"]]
        told += ({"__kind": "ScopeAdded", "scope": one} for one in page["joined"])
        pointed: dict[tuple[str, UUID], Row] = {}
        for line in page["read"]:
            before = pointed.pop((line["kind"], line["entity_id"]), {"later": False})
            pointed[line["kind"], line["entity_id"]] = {**line, "later": line["later"] or before["later"]}
        for (kind, one), line in pointed.items():
            row = find(kind, one)
            if row is not None and (key, kind, one) not in self.broken:
                told.append({"__kind": "Upsert", "scope": row.get("scope_id", line["scope_id"]), "row": row})
            elif line["later"]:
                told.append({"__kind": "Gone", "id": f"{kind}:{one}"})
        self.shown[key] = told
        return told

    def digest(self, rows: Iterable[Row]) -> list[Row]:
        """For each scope, how many of these rows stand in it, and one number made of them."""
        found = {key: [0, 0] for key in sorted(self.scopes)}
        for row in rows:
            line = f"{row['__kind']}:{row['id']}|{row['rev']}"
            one = found[row["scope_id"]]
            one[0] += 1
            one[1] ^= int.from_bytes(sha256(line.encode()).digest()[:8])
        return [
            {"__kind": "ScopeDigest", "scope": key, "count": count, "hash": f"{mixed:016x}"}
            for key, (count, mixed) in found.items()
        ]

    def learn(self, paths: Iterable[Path]) -> bool:
        """Whether an error lies within a change; the same question is then asked without that row."""
        before = len(self.broken)
        for path in paths:
            match path:
                case (str() as top, str() as key, int() as number, _, *_) if (top, key) in self.shown:
                    row = self.shown[top, key][number]["row"]
                    self.broken.add(((top, key), row["__kind"], row["id"]))
        return len(self.broken) > before
