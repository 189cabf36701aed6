"""The push mutation as a client sends it: names, scalars and types of the printed graph."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from exchange.ground.ids import uuid7
from exchange.ground.sealing import Seal
from schema.context import Context
from schema.engine.reading import Reading
from schema.graph import whole
from tests.cast import STAMP
from tests.sync.house import MORNING, House

PUSH = """
mutation Push($input: PushInput!) {
  push(input: $input) {
    __typename
    ... on PushBlocked { reason retryAfterMs }
    ... on PushOutcome {
      echo serverTime feedEpoch durableThrough
      results {
        __typename
        ... on OpAnswer { opId duplicate }
        ... on OpApplied { entity rev }
        ... on OpMerged { entity rev kept { field mine theirs } }
        ... on OpNeedsUser { needs: code sentence current }
        ... on OpRetry { retry: code afterMs }
        ... on OpRejected { rejected: code sentence field quarantineId }
      }
    }
  }
}
"""
Push = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def push(house: House, database_url: str) -> AsyncIterator[Push]:
    """Push as one person or nobody; errors are shown as they are."""
    graph = whole()
    reading = await Reading.at(database_url)
    seal = Seal(b"a secret of the tests")

    async def send(person: UUID | None, *ops: dict[str, Any], **more: Any) -> dict[str, Any]:
        context = Context(person, house.sessions, reading, seal, STAMP, lambda: MORNING)
        usual: dict[str, Any] = {
            "protocol": 1,
            "deviceId": str(more.pop("device", uuid4())),
            "schemaVersion": 1,
            "clientTime": "2026-10-08T11:31:04+02:00",
            "ackThrough": 0,
            "ops": list(ops),
        }
        document, variable, key = (
            more.pop(name, so) for name, so in (("document", PUSH), ("variable", "input"), ("key", "push"))
        )
        result = await graph.execute(document, {variable: usual | more}, context_value=context)
        if result.errors:
            return {"errors": [error.message for error in result.errors]}
        assert result.data
        answer: dict[str, Any] = result.data[key]
        return answer

    yield send
    await reading.close()


def op(**do: Any) -> dict[str, Any]:
    """One operation as JSON."""
    return {
        "opId": str(uuid7(MORNING)),
        "seq": 1,
        "v": 1,
        "capturedAt": "2026-10-08T11:31:04.123456+02:00",
        "do": do,
    }


def capture(placement: UUID, **fields: Any) -> dict[str, Any]:
    """A capture as JSON."""
    usual: dict[str, Any] = {
        "id": str(uuid7(MORNING)),
        "placementId": str(placement),
        "kind": "HANDLING",
        "note": "Two hands, always.",
        "audience": "MENTOR",
        "capturedZone": "Europe/Helsinki",
        "tags": [],
        "photos": [],
    }
    return op(captureObservation=usual | fields)


async def test_nobody_pushes_nothing(house: House, push: Push) -> None:
    answer = await push(None, capture(house.placement))
    assert answer == {"__typename": "PushBlocked", "reason": "AUTH_EXPIRED", "retryAfterMs": None}
    assert await house.count("observation") == 0


async def test_another_protocol_waits(house: House, push: Push) -> None:
    answer = await push(house.amara, capture(house.placement), protocol=2)
    assert answer["reason"] == "MAINTENANCE"
    assert await house.count("observation") == 0


async def test_an_operation_is_exactly_one_thing(house: House, push: Push) -> None:
    two = capture(house.placement)
    two["do"] |= op(detachPhoto={"id": str(uuid4())})["do"]
    answer = await push(house.amara, two)
    assert "exactly one" in str(answer["errors"]).lower()
    assert await house.count("observation") == 0


async def test_every_kind_of_answer_has_its_type(house: House, push: Push) -> None:
    first = capture(house.placement)
    entry = first["do"]["captureObservation"]["id"]
    answer = await push(
        house.amara,
        first,
        first,
        op(editObservation={"id": entry, "base": 0, "note": "Never."}),
        capture(house.other_placement),
        op(moveCommitment={"id": str(uuid4()), "from": "PROMISED", "to": "DONE"}),
        op(editObservation={"id": entry, "base": 1, "zone": None}) | {"prevOp": str(uuid4())},
    )
    assert answer["serverTime"] == "2026-10-08T09:31:04.123456+00:00"
    assert answer["durableThrough"] == 0
    results = answer["results"]
    assert answer["echo"] == [result["opId"] for result in results]
    assert [result["__typename"] for result in results] == [
        "OpApplied",
        "OpApplied",
        "OpMerged",
        "OpRejected",
        "OpRejected",
        "OpRetry",
    ]
    assert results[0] == {
        "__typename": "OpApplied",
        "opId": first["opId"],
        "duplicate": False,
        "entity": f"Observation:{entry}",
        "rev": 1,
    }
    assert results[1]["duplicate"]
    assert results[2]["kept"] == [{"field": "note", "mine": "Never.", "theirs": "Two hands, always."}]
    assert results[3]["rejected"] == "NOT_FOUND_OR_FORBIDDEN"
    assert results[5]["retry"] == "OUT_OF_ORDER"
    assert await house.rows("select captured_at from observation") == [(MORNING,)]


async def test_null_empties_a_field_and_silence_leaves_it(house: House, push: Push) -> None:
    first = capture(house.placement, zone="Hall 3", objectNumber="TMM 1")
    entry = first["do"]["captureObservation"]["id"]
    await push(house.amara, first, op(editObservation={"id": entry, "base": 1, "zone": None}))
    assert await house.rows("select zone, object_number from observation") == [(None, "TMM 1")]


async def test_null_and_silence_are_different_operations(house: House, push: Push) -> None:
    first = capture(house.placement, zone="Hall 3")
    entry = first["do"]["captureObservation"]["id"]
    quiet = op(editObservation={"id": entry, "base": 1})
    loud = quiet | {"do": {"editObservation": {"id": entry, "base": 1, "zone": None}}}
    answer = await push(house.amara, first, quiet, loud)
    assert answer["results"][2]["rejected"] == "OP_ID_REUSED"
    assert await house.rows("select zone from observation") == [("Hall 3",)]


async def test_the_place_in_the_queue_is_no_part_of_what_an_operation_says(house: House, push: Push) -> None:
    one = capture(house.placement)
    two = op(editObservation={"id": one["do"]["captureObservation"]["id"], "base": 1, "zone": "Hall 3"})
    await push(house.amara, one, two | {"prevOp": one["opId"]})
    answer = await push(house.amara, two | {"seq": 9})
    assert answer["results"][0]["duplicate"]
