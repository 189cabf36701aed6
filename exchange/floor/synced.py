"""What syncing keeps beside the entries: devices, set-aside operations and every text ever acknowledged."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import of_its_observation
from exchange.ground.table import Table


class Device(Table):
    """One browser of one person, and what it last said about its queue."""

    __tablename__ = "device"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    acked_through: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int | None]
    oldest_waiting_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    durable_through: Mapped[int] = mapped_column(default=0, server_default="0")


class QuarantinedOp(Table):
    """An operation the museum could not take, kept whole so that nothing is only on a phone."""

    __tablename__ = "quarantined_op"
    __table_args__ = (Index("ix_quarantined_op_person", "person_id", "op_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[UUID]
    op_id: Mapped[UUID]
    code: Mapped[str]
    sentence: Mapped[str]
    payload: Mapped[str]
    at: Mapped[datetime]


class TextVersion(Table):
    """One wording of a text that was ever acknowledged; `kept` marks one that a merge could not take in."""

    __tablename__ = "text_version"
    __table_args__ = (
        of_its_observation("text_version"),
        ForeignKeyConstraint(
            ["commitment_id", "scope_id"],
            ["commitment.id", "commitment.scope_id"],
            name="text_version_stands_in_the_scope_of_its_commitment",
            onupdate="CASCADE",
        ),
        CheckConstraint("num_nonnulls(observation_id, commitment_id) = 1", name="text_version_has_one_owner"),
        Index("ix_text_version_observation", "observation_id", "field", "rev"),
        Index("ix_text_version_commitment", "commitment_id", "field", "rev"),
        Index("ix_text_version_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID | None]
    commitment_id: Mapped[UUID | None]
    field: Mapped[str]
    value: Mapped[str]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    rev: Mapped[int]
    kept: Mapped[bool] = mapped_column(default=False)
