"""Inputs are put together by a short way of their own; what comes of it is what Strawberry would make."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from strawberry import Schema, Some
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.types.arguments import convert_argument

from exchange.floor.tables import ObservationKind
from exchange.placements.tables import Audience
from schema.floor.ops import OpInput, SyncOp
from schema.inputs import of_object

ID = UUID(int=7)
AT = datetime(2026, 10, 8, tzinfo=UTC)
CAPTURE = {
    "id": ID,
    "placementId": ID,
    "kind": ObservationKind.IDEA,
    "note": "Gloves.",
    "zone": None,
    "audience": Audience.MENTOR,
    "capturedZone": "Europe/Lisbon",
    "tags": [{"id": ID, "word": "gloves"}],
    "photos": [],
}
CHOICES: list[dict[str, Any]] = [
    {"captureObservation": CAPTURE},
    {"editObservation": {"id": ID, "base": 1}},
    {"editObservation": {"id": ID, "base": 1, "note": "More.", "zone": None}},
    {"reclassifyObservation": {"id": ID, "from": Audience.MENTOR, "to": Audience.ONLY_ME}},
    {"tagObservation": {"id": ID, "add": [{"id": ID, "word": "crate"}], "remove": [ID]}},
]


def test_what_may_be_left_out_but_never_null_is_refused_as_null() -> None:
    with pytest.raises(StrawberryInputCoercionError, match="cannot be explicitly set to null"):
        of_object(OpInput)({"captureObservation": None})
    with pytest.raises(StrawberryInputCoercionError, match="cannot be explicitly set to null"):
        of_object(OpInput)({"editObservation": {"id": ID, "base": 1, "note": None}})


@pytest.mark.parametrize("choice", CHOICES, ids=[next(iter(choice)) for choice in CHOICES])
def test_an_input_is_what_strawberry_would_make_of_it(graph: Schema, choice: dict[str, Any]) -> None:
    value = {"opId": ID, "seq": 1, "v": 1, "capturedAt": AT, "do": choice}
    made = of_object(SyncOp)(value)
    assert made == convert_argument(value, SyncOp, graph.schema_converter.scalar_registry, graph.config)
    assert made.prev_op is None


def test_null_and_nothing_are_told_apart() -> None:
    edit = of_object(OpInput)({"editObservation": {"id": ID, "base": 1, "zone": None}}).edit_observation.value
    assert edit.zone == Some(None)
    assert edit.procedure is None
