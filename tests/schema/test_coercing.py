"""A push is read the short way as GraphQL's own execution reads it, or not at all."""

from typing import Any

import pytest
from graphql import Undefined
from graphql.utilities import coerce_input_value

from schema.engine.coercing import coercing
from schema.graph import build

GRAPH = build(trusted={}).asking.schema
KIND = GRAPH.mutation_type.fields["push"].args["input"].type if GRAPH.mutation_type else None
ID = "0199c3a1-0000-7000-8000-000000000001"
WHEN = "2026-10-08T11:31:04.123456+02:00"
PHOTO = {
    "id": ID,
    "sha256": "a" * 64,
    "size": 1,
    "mime": "image/jpeg",
    "width": 4,
    "height": 3,
    "position": 0,
}
CAPTURE = {
    "id": ID,
    "placementId": ID,
    "kind": "HANDLING",
    "note": "Two hands, always.",
    "audience": "MENTOR",
    "capturedZone": "Europe/Helsinki",
    "zone": None,
    "tags": [{"id": ID, "word": "gloves"}],
    "photos": [PHOTO | {"alt": None, "decorative": True}],
}
EDIT = {"id": ID, "base": 1, "note": "Three hands.", "zone": None}
PUSH = {
    "protocol": 1,
    "deviceId": ID,
    "schemaVersion": 1,
    "clientTime": WHEN,
    "ackThrough": 0,
    "ops": [
        {"opId": ID, "seq": 1, "v": 1, "capturedAt": WHEN, "do": {"captureObservation": CAPTURE}},
        {"opId": ID, "seq": 2, "v": 1, "capturedAt": WHEN, "do": {"editObservation": EDIT}, "prevOp": ID},
    ],
}
OTHERS = [None, "", "MENTOR", ID, 0, 2**40, 1.5, True, [], {}, [None], {"id": ID}, "leave out", "one more"]


def short(sent: Any) -> Any:
    """How the short way reads it; undefined when it leaves it to the other."""
    assert KIND
    try:
        return coercing(KIND)(sent)
    except Exception:  # noqa: BLE001 - as the short way does it
        return Undefined


def places(sent: Any) -> list[tuple[Any, Any]]:
    """Every place in what is sent: the list or object, and the index or name in it."""
    if not isinstance(sent, dict | list):
        return []
    names = list(sent) if isinstance(sent, dict) else range(len(sent))
    return [(sent, name) for name in names] + [place for name in names for place in places(sent[name])]


def again(sent: Any) -> Any:
    """The same anew, so that it can be spoilt."""
    if isinstance(sent, dict):
        return {name: again(value) for name, value in sent.items()}
    return [again(one) for one in sent] if isinstance(sent, list) else sent


def test_what_is_in_order_is_read_the_same() -> None:
    assert KIND
    assert short(PUSH) == coerce_input_value(PUSH, KIND) is not Undefined


@pytest.mark.parametrize("other", OTHERS, ids=repr)
def test_what_was_changed_anywhere_is_read_the_same_or_left_alone(other: Any) -> None:
    assert KIND
    for where in range(len(places(PUSH))):
        sent = again(PUSH)
        holder, name = places(sent)[where]
        if other == "leave out":
            del holder[name]
        elif other == "one more" and isinstance(holder, dict):
            holder["editObservation" if name == "captureObservation" else "more"] = EDIT
        else:
            holder[name] = other
        read = short(sent)
        assert read is Undefined or read == coerce_input_value(sent, KIND), (name, sent)
