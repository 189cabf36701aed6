"""A device's copy of what its person may read: pulled page by page, compared with the museum, and mended."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

import orjson

from schema.context import Context
from schema.graph import Graph
from tests.sync.phone import Phone

PULL = """
query Pull($device: UUID!, $after: String, $again: [UUID!], $digest: Boolean!, $limit: Int!) {
  changes(deviceId: $device, after: $after, again: $again, limit: $limit) {
    cursor hasMore reset durableThrough backedUpUntil
    digest @include(if: $digest) { scope count hash }
    changes {
      __typename
      ... on Upsert { scope row { id __typename
        ... on Observation { rev note } ... on Commitment { rev }
        ... on Photo { rev state receipt } ... on Comment { rev }
        ... on Mark { rev }
      } }
      ... on Gone { id }
      ... on ScopeAdded { scope }
      ... on ScopeRemoved { scope }
    }
  }
}
"""
NUMBERED = {"Observation", "Commitment", "Photo", "Mark", "Comment"}
Row: TypeAlias = dict[str, Any]


class Copy:
    """What one device keeps: each row with the scope that it stands in."""

    def __init__(self, graph: Graph, phone: Phone, asking: Callable[[UUID | None], Context]) -> None:
        self.graph, self.phone, self.asking = graph, phone, asking
        self.cursor: str | None = None
        self.rows: dict[str, tuple[str, Row]] = {}
        self.scopes: set[str] = set()

    async def page(self, *, again: list[str] | None = None, digest: bool = False, limit: int = 3) -> Row:
        """Read a page and do what it says."""
        asked: Row = {"device": str(self.phone.device_id), "after": self.cursor, "limit": limit}
        asked |= {"again": again, "digest": digest}
        answer = await self.graph.execute(PULL, asked, context_value=self.asking(self.phone.person_id))
        assert not answer.errors, answer.errors
        page: Row = read(answer.data)["changes"]
        if page["reset"]:
            self.rows, self.scopes = {}, set()
        for change in page["changes"]:
            self.take(change)
        self.cursor = page["cursor"]
        return page

    def take(self, change: Row) -> None:
        """Do what one change says; a scope that is read again loses its rows first."""
        match change["__typename"]:
            case "Upsert":
                self.rows[change["row"]["id"]] = change["scope"], change["row"]
            case "Gone":
                self.rows.pop(change["id"], None)
            case "ScopeAdded":
                self.scopes.add(change["scope"])
                self.purge(change["scope"])
            case "ScopeRemoved":
                self.scopes.discard(change["scope"])
                self.purge(change["scope"])

    def purge(self, scope: str) -> None:
        """Forget the rows that stand in a scope."""
        self.rows = {key: kept for key, kept in self.rows.items() if kept[0] != scope}

    async def pull(self, *, again: list[str] | None = None) -> Row:
        """Read until there is no more; the last page, with digests."""
        page = await self.page(again=again)
        while page["hasMore"]:
            page = await self.page()
        return await self.page(digest=True)

    def differing(self, page: Row) -> list[str]:
        """The scopes of which the copy is not what the museum has."""
        return [one["scope"] for one in page["digest"] if one != self.digest(one["scope"])]

    def digest(self, scope: str) -> Row:
        """The museum's two numbers, reckoned over the copy."""
        many, mixed = 0, 0
        for key, (stands, row) in self.rows.items():
            if stands == scope and row["__typename"] in NUMBERED:
                many += 1
                mixed ^= int(hashlib.sha256(f"{key}|{row['rev']}".encode()).hexdigest()[:16], 16)
        return {"scope": scope, "count": many, "hash": f"{mixed:016x}"}


def read(data: Any) -> Row:
    """The data of an answer, as it travels."""
    read: Row = orjson.loads(orjson.dumps(data))
    return read
