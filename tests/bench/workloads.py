"""What is asked of both: of the graph in its own language, of the floor with the bare values."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from schema.graph import committed
from tests.bench.seeding import Museum, Pair, Seeded

DEVICE = UUID("0d000000-0000-4000-8000-000000000001")
FIRST = 50
LIMIT = 200
CAPTURES = 20
YEAR = 2026
WRITES = f"(d) push of {CAPTURES} captures"
DUTIES = "(d) the same, against all its duties by hand"
AT = "2026-11-01T10:00:00+00:00"

ROW = "id kind note zone state capturedAt rev author { id name }"
REVIEW = f"""query Review($placement: ID!, $first: Int!) {{
  observations(where: {{placement: $placement}}, first: $first) {{
    totalCount
    nodes {{ {ROW} photos(first: 3) {{ id thumb alt state }} comments(first: 3) {{ id body writtenAt }} }}
  }}
}}"""
NODE = f"query Node($id: ID!) {{ node(id: $id) {{ ... on Observation {{ {ROW} }} }} }}"
CHANGES = f"""query Changes($device: UUID!, $after: String, $limit: Int!) {{
  changes(deviceId: $device, after: $after, limit: $limit) {{
    cursor hasMore reset
    changes {{
      __typename
      ... on Upsert {{ scope row {{
        __typename
        ... on Observation {{ {ROW} }}
        ... on Photo {{ id position alt bytes: state rev }}
        ... on Comment {{ id body writtenAt }}
      }} }}
      ... on Gone {{ id }}
    }}
  }}
}}"""
REPORT = """query Report($year: Int!, $museum: ID!) {
  report(year: $year, where: {museum: $museum}) {
    museum { id name }
    placements people observations friction: observations(where: {kind: [FRICTION]})
    photos commitments medianHoursToDecision
  }
}"""
LIST = """query List($placement: ID!, $first: Int!, $after: String) {
  observations(where: {placement: $placement}, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { id kind note state capturedAt rev }
  }
}"""


@dataclass(frozen=True, slots=True)
class Workload:
    """One thing that is asked again and again, and how the two answers are made comparable."""

    name: str
    graph: list[str]
    floor: list[str]
    told: Callable[[Any], Any]


def wire(path: str, body: object, *headers: str) -> str:
    """A request on a connection that stays open."""
    content = json.dumps(body, separators=(",", ":"))
    head = (f"POST {path} HTTP/1.1", "Host: 127.0.0.1:$PORT", "Content-Type: application/json", *headers)
    return "\r\n".join((*head, f"Content-Length: {len(content)}", "", content))


def by_key(pair: Pair | Museum, query: str, **variables: object) -> str:
    """A question of a partner system."""
    body = {"query": query, "variables": variables}
    return wire("/graphql", body, f"Authorization: Bearer {pair.key}")


def review(seeded: Seeded) -> Workload:
    """A page of what waits for a mentor."""
    graph = [
        by_key(pair, REVIEW, placement=f"Placement:{pair.placement}", first=FIRST) for pair in seeded.pairs
    ]
    floor = [
        wire("/review", {"person": str(pair.mentor), "placement": str(pair.placement), "first": FIRST})
        for pair in seeded.pairs
    ]
    return Workload("(a) review page", graph, floor, lambda answer: answer["data"])


def node(seeded: Seeded) -> Workload:
    """One observation by its id."""
    seen = [(pair, one) for pair in seeded.pairs for one in pair.seen]
    graph = [by_key(pair, NODE, id=f"Observation:{one}") for pair, one in seen]
    floor = [wire("/node", {"person": str(pair.mentor), "id": str(one)}) for pair, one in seen]
    return Workload("(b) one node", graph, floor, lambda answer: answer["data"])


def report(seeded: Seeded) -> Workload:
    """A museum's year in numbers, as its coordinator reads it."""
    graph = [by_key(one, REPORT, year=YEAR, museum=f"Museum:{one.id}") for one in seeded.museums]
    floor = [
        wire("/report", {"person": str(one.coordinator), "museum": str(one.id), "year": YEAR})
        for one in seeded.museums
    ]
    return Workload("(c) a year's report of a museum", graph, floor, lambda answer: answer["data"])


def first_changes(pair: Pair) -> str:
    """The first page of a device, whose cursor leads to the second."""
    return by_key(pair, CHANGES, device=str(DEVICE), after=None, limit=LIMIT)


def changes(seeded: Seeded, cursors: Iterable[str]) -> Workload:
    """The second page of the feed; a cursor is sealed by the graph and bare on the floor."""
    graph = [
        by_key(pair, CHANGES, device=str(DEVICE), after=cursor, limit=LIMIT)
        for pair, cursor in zip(seeded.pairs, cursors, strict=True)
    ]
    floor = []
    for pair in seeded.pairs:
        after = {str(scope): LIMIT if scope == pair.placement else 0 for scope in pair.scopes}
        floor.append(wire("/changes", {"person": str(pair.mentor), "after": after, "limit": LIMIT}))

    def told(answer: Any) -> Any:
        return {name: value for name, value in answer["data"]["changes"].items() if name != "cursor"}

    return Workload(f"(e) changes, {LIMIT} rows", graph, floor, told)


def push(seeded: Seeded) -> list[Workload]:
    """Twenty captures of a phone, as the app's own document sends them; against one upsert, and by hand."""
    *_, key = (key for key, text in committed().items() if text.startswith("mutation Push("))
    graph, floor, duties = [], [], []
    for pair in seeded.pairs:
        cookie = (f"Cookie: understudy={pair.cookie}", "X-Understudy: 1")
        captures = [captured(pair, number) for number in range(CAPTURES)]
        ops = [sync_op(capture, number) for number, capture in enumerate(captures)]
        head = {"protocol": 1, "deviceId": str(pair.participant), "schemaVersion": 1, "clientTime": AT}
        variables = {"input": {**head, "ackThrough": 0, "waiting": CAPTURES, "ops": ops}}
        graph.append(wire("/graphql", {"documentId": key, "variables": variables}, *cookie))
        flat = [
            {"opId": op["opId"], "capturedAt": AT, **capture}
            for op, capture in zip(ops, captures, strict=True)
        ]
        floor.append(wire(f"/push?person={pair.participant}", flat))
        duties.append(wire(f"/duties?person={pair.participant}", flat))

    def told(answer: Any) -> Any:
        results = answer["results"] if "results" in answer else answer["data"]["push"]["results"]
        names = ("opId", "duplicate", "entity", "rev")
        return [{name: one.get(name) for name in names} for one in results]

    return [Workload(WRITES, graph, floor, told), Workload(DUTIES, graph, duties, told)]


def captured(pair: Pair, number: int) -> dict[str, object]:
    """An observation that a phone captured; the loader gives it an id of its own."""
    return {
        "id": new(2 * number),
        "placementId": str(pair.placement),
        "kind": "ROUTINE",
        "note": "The registrar reads the number aloud while the courier checks the seal. " * 2,
        "zone": "Loading bay",
        "audience": "MENTOR",
        "capturedZone": "Europe/Lisbon",
    }


def sync_op(capture: dict[str, object], number: int) -> dict[str, object]:
    """The operation that brings it."""
    return {
        "opId": new(2 * number + 1),
        "seq": number + 1,
        "prevOp": None,
        "v": 1,
        "capturedAt": AT,
        "do": {"captureObservation": {**capture, "tags": [], "photos": []}},
    }


def new(number: int) -> str:
    """The place of an id that each request makes anew."""
    return f"feedfeed-0000-7000-8000-{number:012}"


def page_of(pair: Pair, first: int, after: str | None) -> str:
    """A page of a long list."""
    return by_key(pair, LIST, placement=f"Placement:{pair.placement}", first=first, after=after)
