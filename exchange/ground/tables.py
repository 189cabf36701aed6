"""Scopes and their logs: the change feed, the journal, the receipts, and who read what is guarded."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class ScopeKind(StrEnum):
    """Whose rows a scope holds."""

    PERSON = "PERSON"
    PLACEMENT = "PLACEMENT"
    PROGRAMME = "PROGRAMME"
    MUSEUM = "MUSEUM"
    NETWORK = "NETWORK"
    CIRCLE = "CIRCLE"
    AGREEMENT = "AGREEMENT"


class Scope(Table):
    """A circle of readers: whoever belongs to it sees its rows, and hears of their changes."""

    __tablename__ = "scope"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[ScopeKind] = mapped_column(one_of(ScopeKind, "scope_has_a_known_kind"))
    position: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    journal_head: Mapped[bytes] = mapped_column(default=b"", server_default="")
    journal_from: Mapped[bytes] = mapped_column(default=b"", server_default="")


class Feed(Table):
    """One line of a scope's change feed: a pointer to a row that changed, never the row itself."""

    __tablename__ = "feed"
    __table_args__ = (Index("ix_feed_entity", "entity_id"),)

    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    entity_id: Mapped[UUID]
    at: Mapped[datetime]


class JournalLine(Table):
    """What was done, by whom and when; each line carries the hash of the line before it in its scope."""

    __tablename__ = "journal"

    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    act: Mapped[str]
    line: Mapped[str]
    hash: Mapped[bytes]


class Access(Table):
    """One reading of something guarded; it stands in the own scope of whom that belongs to."""

    __tablename__ = "access"
    __table_args__ = (
        Index("ix_access_scope_at", "scope_id", "at", "id"),
        Index("ix_access_thing", "thing_id", "by_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    act: Mapped[str]
    what: Mapped[str]
    thing_id: Mapped[UUID]
    lent: Mapped[bool]
    at: Mapped[datetime]


class FeedEpoch(Table):
    """Which life of the database this is: a restore begins a new one, and devices then send again."""

    __tablename__ = "feed_epoch"
    __table_args__ = (CheckConstraint("single", name="there_is_one_epoch"),)

    single: Mapped[bool] = mapped_column(primary_key=True, default=True)
    epoch: Mapped[UUID]
    backed_up_until: Mapped[datetime | None]


class Receipt(Table):
    """The answer given to one operation of one person, kept so that a repetition gets the same answer."""

    __tablename__ = "receipt"
    __table_args__ = (Index("ix_receipt_device", "device_id", "seq"),)

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    op_id: Mapped[UUID] = mapped_column(primary_key=True)
    device_id: Mapped[UUID]
    seq: Mapped[int] = mapped_column(Integer)
    payload_sha256: Mapped[bytes]
    answer: Mapped[dict[str, object]] = mapped_column(JSONB)
    recorded_at: Mapped[datetime]
