"""A push as the phone sends it: one trusted document, and what was seen."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2

from exchange.ground.ids import uuid7
from schema.graph import committed

PUSH = next(key for key, text in committed().items() if text.startswith("mutation Push("))
ME = next(key for key, text in committed().items() if text.startswith("query Me {"))
CHANGES = next(key for key, text in committed().items() if text.startswith("query Changes("))
DEVICE = str(uuid4())


def captures(placement: UUID, many: int = 1) -> dict[str, Any]:
    """The body of a push of things seen."""
    at = datetime.now(UTC)
    ops = [
        {
            "opId": str(uuid7(at)),
            "seq": number + 1,
            "v": 1,
            "capturedAt": at.isoformat(),
            "do": {
                "captureObservation": {
                    "id": str(uuid7(at)),
                    "placementId": str(placement),
                    "kind": "HANDLING",
                    "note": "Two hands, always.",
                    "audience": "MENTOR",
                    "capturedZone": "Europe/Berlin",
                    "tags": [],
                    "photos": [],
                }
            },
        }
        for number in range(many)
    ]
    head = {"protocol": 1, "schemaVersion": 1, "clientTime": at.isoformat(), "ackThrough": 0}
    return {"documentId": PUSH, "variables": {"input": {**head, "deviceId": DEVICE, "ops": ops}}}


def pushed(phone: httpx2.Client, placement: UUID, many: int = 1) -> dict[str, Any]:
    """What the museum answers to a push."""
    answer = phone.post("/graphql", json=captures(placement, many))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()["data"]["push"]
    return told
