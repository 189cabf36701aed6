"""Voice recordings of observations, and where their bytes are."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import of_its_observation
from exchange.ground.table import Table, one_of


class RecordingState(StrEnum):
    """Where the bytes of a recording are."""

    EXPECTED = "EXPECTED"
    VERIFIED = "VERIFIED"
    QUARANTINED = "QUARANTINED"


class Recording(Table):
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

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str]
    duration_ms: Mapped[int]
    words: Mapped[str | None]
    state: Mapped[RecordingState] = mapped_column(one_of(RecordingState, "recording_has_a_known_state"))
    received_at: Mapped[datetime | None]
    receipt: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
