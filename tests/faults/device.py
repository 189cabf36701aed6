"""A device in a test, as the wire knows it: its queue, what it was told, and the rows it keeps."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from exchange.ground.ids import uuid7
from tests.cast import MORNING

PUSH = """
mutation Push($input: PushInput!) { push(input: $input) {
  __typename
  ... on PushBlocked { reason retryAfterMs }
  ... on PushOutcome { echo feedEpoch durableThrough results {
    __typename
    ... on OpAnswer { opId duplicate }
    ... on OpApplied { entity rev }
    ... on OpMerged { entity rev kept { field mine theirs } }
    ... on OpNeedsUser { needs: code sentence current }
    ... on OpRetry { retry: code afterMs }
    ... on OpRejected { rejected: code sentence field quarantineId }
  } }
} }
"""
CHANGES = """
query Changes($deviceId: UUID!, $after: String, $limit: Int!) {
  changes(deviceId: $deviceId, after: $after, limit: $limit) {
    cursor hasMore reset changes {
      __typename
      ... on Upsert { scope row { __typename id
        ... on Observation { rev note zone audience review: state }
        ... on Commitment { rev sentence audience progress: state }
        ... on Comment { body }
        ... on Tag { word }
        ... on Photo { sha256 bytes: state }
        ... on Decision { verdict }
      } }
      ... on Gone { id }
      ... on ScopeAdded { scope }
      ... on ScopeRemoved { scope }
    }
  }
}
"""
Line: TypeAlias = Callable[[UUID, str, dict[str, Any]], Awaitable[dict[str, Any]]]
"""A way to the museum: who asks what, with which variables; the data of the answer, or `Lost`."""
Json: TypeAlias = dict[str, Any]
FINAL = {"OpApplied", "OpMerged", "OpNeedsUser", "OpRejected"}
DONE = {"OpApplied", "OpMerged"}
NEXT = {
    "SUBMITTED": {"SUBMITTED", "SENT_BACK", "SENT_AGAIN", "APPROVED"},
    "SENT_BACK": {"SENT_BACK", "SENT_AGAIN", "APPROVED"},
    "SENT_AGAIN": {"SENT_BACK", "SENT_AGAIN", "APPROVED"},
    "APPROVED": {"APPROVED"},
}
"""Where a review may stand, by however many steps, when it is seen the next time."""


class Lost(Exception):
    """What came back is not the museum's own answer, or nothing came: nothing changes on the device."""


class Device:
    """One device of one person. Everything in here is on its disk: a restart forgets none of it."""

    def __init__(self, person_id: UUID) -> None:
        self.person_id = person_id
        self.device_id = uuid4()
        self.seq = 0
        self.queue: list[Json] = []
        self.asked: dict[str, Json] = {}
        self.told: dict[str, Json] = {}
        self.blocked: list[str] = []
        self.cursor: str | None = None
        self.rows: dict[str, Json] = {}
        self.scopes: dict[str, str] = {}
        self.pages = 0

    def write(self, entry: UUID, do: Json) -> Json:
        """Put an operation about an entry into the queue, behind the last one about it that has no answer."""
        self.seq += 1
        before = [op["opId"] for op in self.queue if self.asked[op["opId"]]["entry"] == str(entry)]
        op: Json = {
            "opId": str(uuid7(MORNING)),
            "seq": self.seq,
            "prevOp": before[-1] if before else None,
            "v": 1,
            "capturedAt": (MORNING + timedelta(seconds=self.seq)).isoformat(),
            "do": do,
        }
        self.queue.append(op)
        self.asked[op["opId"]] = {"op": op, "entry": str(entry)}
        return op

    def acknowledged(self) -> list[tuple[str, Json]]:
        """Name and content of every operation that was answered as done."""
        done = [one for one, answer in self.told.items() if answer["__typename"] in DONE]
        return [next(iter(self.asked[one]["op"]["do"].items())) for one in done]

    async def push(self, line: Line, ops: list[Json]) -> str | None:
        """Send some of the queue; the reason, when the museum takes nothing now."""
        said = {
            "protocol": 1,
            "deviceId": str(self.device_id),
            "schemaVersion": 1,
            "clientTime": MORNING.isoformat(),
            "ackThrough": self.heard_through(),
            "waiting": len(self.queue),
            "ops": ops,
        }
        answer = (await line(self.person_id, PUSH, {"input": said}))["push"]
        if answer["__typename"] == "PushBlocked":
            self.blocked.append(answer["reason"])
            return str(answer["reason"])
        if answer["echo"] != [op["opId"] for op in ops]:
            raise Lost
        for result in answer["results"]:
            self.hear(result)
        return None

    def hear(self, result: Json) -> None:
        """Note an answer, however often it comes; an operation that is answered leaves the queue."""
        kind, op_id = result["__typename"], result["opId"]
        assert op_id in self.asked, "An answer to what nobody asked."
        if kind not in FINAL:
            return
        answer = {name: value for name, value in result.items() if name != "duplicate"}
        first = self.told.setdefault(op_id, answer)
        # I14: the same operation gets the same answer; words it may no longer show are left out.
        same = ("__typename", "entity", "rev", "needs", "rejected", "quarantineId")
        assert [first.get(name) for name in same] == [answer.get(name) for name in same], "I14"
        self.queue = [op for op in self.queue if op["opId"] != op_id]

    def heard_through(self) -> int:
        """Up to which number every operation has its answer."""
        return min((op["seq"] for op in self.queue), default=self.seq + 1) - 1

    async def ask_page(self, line: Line, limit: int) -> tuple[str | None, Json]:
        """Ask for the next page; it is applied by `turn`, now, later, twice or never."""
        after = self.cursor
        said = {"deviceId": str(self.device_id), "after": after, "limit": limit}
        page: Json = (await line(self.person_id, CHANGES, said))["changes"]
        return after, page

    def turn(self, after: str | None, page: Json) -> bool:
        """Apply a page whole, if it answers where this device stands now; else it is too late (I11)."""
        if after != self.cursor:
            return False
        if page["reset"]:
            self.rows, self.scopes = {}, {}
        for change in page["changes"]:
            self.apply(change)
        self.cursor = page["cursor"]
        self.pages += 1
        return True

    def apply(self, change: Json) -> None:
        """Do to the rows what one change says."""
        match change["__typename"]:
            case "Upsert":
                row = change["row"]
                is_a_legal_step(self.rows.get(row["id"]), row)
                self.rows[row["id"]] = row
                self.scopes[row["id"]] = change["scope"]
            case "Gone":
                self.rows.pop(change["id"], None)
            case "ScopeRemoved":
                gone = [one for one in self.rows if self.scopes[one] == change["scope"]]
                self.rows = {one: row for one, row in self.rows.items() if one not in gone}

    async def catch_up(self, line: Line, limit: int = 200) -> None:
        """Read until there is no more."""
        while True:
            after, page = await self.ask_page(line, limit)
            self.turn(after, page)
            if not page["hasMore"]:
                return


def is_a_legal_step(before: Json | None, row: Json) -> None:
    """I16: whatever pages were missed, no device ever sees a review take a step that there is not."""
    if before is not None and "review" in row:
        assert row["review"] in NEXT[before["review"]], ("I16", before["review"], row["review"])
