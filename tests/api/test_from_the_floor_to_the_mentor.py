"""The whole way through one server: captured, pushed, sent, made smaller, and read by the mentor."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from api.settings import TOP
from tests.api.pictures import jpeg
from tests.api.running import Running
from tests.api.sending import b64, checksum_of
from tests.api.world import World

TRUSTED = json.loads((TOP / "schema" / "trusted-documents.json").read_text())
CONTENT = jpeg()
AT = "2026-10-08T09:31:04.123456+00:00"


def ask(browser: httpx2.Client, name: str, variables: dict[str, Any]) -> dict[str, Any]:
    """Ask one of the documents the app was built with."""
    key = next(key for key, text in TRUSTED.items() if f" {name}" in text.split("{")[0])
    body = {"documentId": key, "operationName": name, "variables": variables}
    answer = browser.post("/graphql", json=body)
    assert answer.status_code == 200, answer.text
    assert "errors" not in answer.json(), answer.text
    return dict(answer.json()["data"])


def push(browser: httpx2.Client, device: UUID, seq: int, do: dict[str, Any]) -> dict[str, Any]:
    """Push one operation; its result."""
    op = {"opId": str(uuid4()), "seq": seq, "prevOp": None, "v": 1, "capturedAt": AT, "do": do}
    said = {
        "protocol": 1,
        "deviceId": str(device),
        "schemaVersion": 1,
        "clientTime": datetime.now(UTC).isoformat(),
        "ackThrough": 0,
        "ops": [op],
    }
    outcome = ask(browser, "Push", {"input": said})["push"]
    assert outcome["__typename"] == "PushOutcome", outcome
    assert outcome["echo"] == [op["opId"]]
    return dict(outcome["results"][0])


def everything(browser: httpx2.Client) -> dict[str, dict[str, Any]]:
    """All rows a new device is given, by id."""
    rows: dict[str, dict[str, Any]] = {}
    device, after, more = str(uuid4()), None, True
    while more:
        wanted = {"deviceId": device, "after": after, "limit": 200, "digest": False}
        page = ask(browser, "Changes", wanted)["changes"]
        rows |= {c["row"]["id"]: c["row"] for c in page["changes"] if c["__typename"] == "Upsert"}
        after, more = page["cursor"], page["hasMore"]
    return rows


@pytest.fixture
def photo() -> dict[str, Any]:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    return {
        "id": str(uuid4()),
        "sha256": sha256,
        "size": len(CONTENT),
        "mime": "image/jpeg",
        "width": 640,
        "height": 480,
        "alt": "Two hands under a glass bowl.",
        "decorative": False,
        "position": 1,
    }


def test_a_capture_reaches_the_mentor_with_its_photo(
    server: Running,
    world: World,
    photo: dict[str, Any],
    eventually: Callable[[Callable[[], bool]], None],
) -> None:
    note = {
        "id": str(uuid4()),
        "placementId": str(world.placement),
        "kind": "HANDLING",
        "note": "The bowl is lifted from below, never by its rim.",
        "audience": "MENTOR",
        "capturedZone": "Europe/Berlin",
        "tags": [],
        "photos": [photo],
    }
    with server.browser(world.ana) as ana, server.browser(world.marit) as marit:
        assert push(ana, uuid4(), 1, {"captureObservation": note})["__typename"] == "OpApplied"
        headers = {
            "upload-length": str(len(CONTENT)),
            "upload-metadata": f"photoId {b64(photo['id'])},sha256 {b64(photo['sha256'])}",
        }
        where = ana.post("/media/uploads", headers=headers).headers["location"]
        sent = {
            "upload-offset": "0",
            "upload-checksum": checksum_of(CONTENT),
            "content-type": "application/offset+octet-stream",
        }
        assert ana.patch(where, content=CONTENT, headers=sent).headers["upload-complete"] == "?1"
        row = f"Photo:{photo['id']}"
        eventually(lambda: "VERIFIED" in everything(marit)[row].values())
        read = everything(marit)
        assert read[f"Observation:{note['id']}"]["note"] == note["note"]
        assert marit.get(f"/media/photos/{photo['id']}/original").content == CONTENT
        assert marit.get(f"/media/photos/{photo['id']}/thumb").status_code == 200
    with server.browser(world.olu) as olu:
        assert not {row, f"Observation:{note['id']}"} & set(everything(olu))
        assert olu.get(f"/media/photos/{photo['id']}/thumb").status_code == 404


def test_a_push_without_a_session_is_told_to_sign_in(server: Running) -> None:
    said = {
        "protocol": 1,
        "deviceId": str(uuid4()),
        "schemaVersion": 1,
        "clientTime": AT,
        "ackThrough": 0,
        "ops": [],
    }
    with server.browser() as browser:
        blocked = ask(browser, "Push", {"input": said})["push"]
    assert blocked["__typename"] == "PushBlocked"
    assert blocked["reason"] == "AUTH_EXPIRED"
