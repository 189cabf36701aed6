"""What helps somebody during a placement, and who may see it; kept apart, and sealed."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table


class Adjustment(Table):
    """One thing that helps a participant during a placement; its words are sealed."""

    __tablename__ = "adjustment"
    __table_args__ = (
        CheckConstraint("length(sealed) <= 4000", name="adjustment_is_short"),
        Index("ix_adjustment_person", "person_id"),
        Index("ix_adjustment_placement", "placement_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"))
    sealed: Mapped[str]


class AdjustmentReader(Table):
    """Somebody whom a participant named to see one thing that helps; it goes with that."""

    __tablename__ = "adjustment_reader"
    __table_args__ = (Index("ix_adjustment_reader_reader", "reader_id"),)

    adjustment_id: Mapped[UUID] = mapped_column(
        ForeignKey("adjustment.id", ondelete="CASCADE"), primary_key=True
    )
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
