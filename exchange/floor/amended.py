"""What is proposed to be changed in an entry that was approved, and what became of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import ObservationKind, of_its_observation
from exchange.ground.table import Table, one_of


class AmendmentState(StrEnum):
    """What became of a proposal."""

    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    REPLACED = "REPLACED"
    WITHDRAWN = "WITHDRAWN"


class Amendment(Table):
    """How an approved entry would stand if its mentor agreed; it is never changed, only answered."""

    __tablename__ = "amendment"
    __table_args__ = (
        of_its_observation("amendment"),
        CheckConstraint("length(note) <= 10000", name="note_has_at_most_10000_characters"),
        CheckConstraint("length(zone) <= 120", name="zone_has_at_most_120_characters"),
        CheckConstraint("length(object_number) <= 40", name="object_number_has_at_most_40_characters"),
        CheckConstraint("length(procedure) <= 200", name="procedure_has_at_most_200_characters"),
        CheckConstraint("length(reason) <= 2000", name="reason_has_at_most_2000_characters"),
        CheckConstraint("length(answer) <= 2000", name="answer_has_at_most_2000_characters"),
        CheckConstraint("state <> 'DECLINED' or length(answer) > 0", name="declined_says_why"),
        Index("ix_amendment_observation", "observation_id", "proposed_at", "id"),
        Index("ix_amendment_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[ObservationKind] = mapped_column(one_of(ObservationKind, "amendment_has_a_known_kind"))
    note: Mapped[str]
    zone: Mapped[str | None]
    object_number: Mapped[str | None]
    procedure: Mapped[str | None]
    reason: Mapped[str | None]
    state: Mapped[AmendmentState] = mapped_column(one_of(AmendmentState, "amendment_has_a_known_state"))
    answer: Mapped[str | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    received_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
