"""What a host has to be able to do for somebody who applies: codes, sealed, never why."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson

from exchange.ground.sealing import NotSealedHereError, Seal

KEY = "applications 1"


class Provision(StrEnum):
    """Something that a host can do, and that somebody may need."""

    STEP_FREE = "STEP_FREE"
    SEATING = "SEATING"
    HEARING_LOOP = "HEARING_LOOP"
    CAPTIONS = "CAPTIONS"
    SIGN_LANGUAGE = "SIGN_LANGUAGE"
    LARGE_PRINT = "LARGE_PRINT"
    SCREEN_READER = "SCREEN_READER"
    QUIET_ROOM = "QUIET_ROOM"
    SCHOOL_HOURS = "SCHOOL_HOURS"
    COMPANION = "COMPANION"
    PRAYER_ROOM = "PRAYER_ROOM"
    DIET = "DIET"


def closed(id: UUID, person_id: UUID, codes: Iterable[Provision], seal: Seal) -> str | None:
    """Codes as they are kept; nothing at all where nothing is asked for."""
    asked = sorted(codes)
    return seal.close(purpose_of(id, person_id), orjson.dumps(asked)) if asked else None


def opened(id: UUID, person_id: UUID, sealed: str | None, seal: Seal) -> list[Provision] | None:
    """The codes; none where they were sealed with a key that is gone."""
    if sealed is None:
        return []
    try:
        return [Provision(code) for code in orjson.loads(seal.open(purpose_of(id, person_id), sealed))]
    except NotSealedHereError:
        return None


def purpose_of(id: UUID, person_id: UUID) -> str:
    """What the codes are sealed for: laid under another application or person, they open nowhere."""
    return f"application {id} of {person_id}"


def in_clear(row: Mapping[str, Any], seal: Seal) -> dict[str, Any]:
    """A row as the archive of its person has it."""
    return {**row, "adjustments": opened(UUID(row["id"]), UUID(row["person_id"]), row["adjustments"], seal)}
