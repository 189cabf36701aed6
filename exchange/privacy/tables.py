"""Archives that people asked for, and who was erased or asked for it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class ArchiveState(StrEnum):
    """How far an archive has come."""

    WAITING = "WAITING"
    READY = "READY"
    FAILED = "FAILED"


class Archive(Table):
    """All that is kept of one person, put together once for them to take with them."""

    __tablename__ = "archive"
    __table_args__ = (Index("ix_archive_person", "person_id", "asked_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    state: Mapped[ArchiveState] = mapped_column(one_of(ArchiveState, "archive_has_a_known_state"))
    asked_at: Mapped[datetime]
    parts: Mapped[int] = mapped_column(default=0)
    parts_done: Mapped[int] = mapped_column(default=0)
    size: Mapped[int | None] = mapped_column(BigInteger)
    until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]


class Erasure(Table):
    """That somebody asked to be erased, or was: their id and nothing else of them."""

    __tablename__ = "erasure"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    swept_at: Mapped[datetime | None]
