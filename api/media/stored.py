"""What has bytes stored, and under which id: photos and recordings under their author's, scans their own."""

from collections.abc import Mapping
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import InstrumentedAttribute

from exchange.floor.recorded import Recording
from exchange.floor.tables import Photo
from exchange.placements.agreements import SignatureScan

Kind: TypeAlias = type[Photo] | type[Recording] | type[SignatureScan]

STORED_UNDER: Mapping[Kind, InstrumentedAttribute[UUID]] = {
    Photo: Photo.author_id,
    Recording: Recording.author_id,
    SignatureScan: SignatureScan.id,
}
NAMES: Mapping[Kind, str] = {Photo: "photo", Recording: "recording", SignatureScan: "scan"}
"""How a sentence calls one."""
