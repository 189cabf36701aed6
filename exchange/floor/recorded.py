"""Voice recordings of observations, and where their bytes are."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import Bytes, of_its_observation
from exchange.ground.table import Table, one_of


class RecordingState(StrEnum):
    """Where the bytes of a recording are."""

    EXPECTED = "EXPECTED"
    VERIFIED = "VERIFIED"
    QUARANTINED = "QUARANTINED"


class Recording(Bytes, Table):
    """A voice recording of an observation: how long it is, its words, and what its bytes must hash to."""

    __tablename__ = "recording"
    __table_args__ = (
        of_its_observation("recording"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="recording_hash_has_64_hex_digits"),
        CheckConstraint("size > 0", name="recording_has_bytes"),
        CheckConstraint("duration_ms > 0", name="recording_takes_time"),
        CheckConstraint("length(words) <= 10000", name="spoken_text_has_at_most_10000_characters"),
        Index("ix_recording_observation", "observation_id", "position", "id"),
        Index("ix_recording_scope", "scope_id"),
    )

    duration_ms: Mapped[int]
    words: Mapped[str | None]
    state: Mapped[RecordingState] = mapped_column(one_of(RecordingState, "recording_has_a_known_state"))
