"""Marks on a photo: where somebody points, and what is to be seen there."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import of_its_observation
from exchange.ground.table import Table, one_of

MOST_MARKS = 50
MOST_OF_A_MARK = 2_000


class MarkKind(StrEnum):
    """Why somebody points at a place."""

    LOOK = "LOOK"
    QUESTION = "QUESTION"
    RISK = "RISK"
    IDEA = "IDEA"


class Mark(Table):
    """A place in a photo that its author points at, with a note; the photo itself is never touched."""

    __tablename__ = "mark"
    __table_args__ = (
        of_its_observation("mark"),
        ForeignKeyConstraint(["photo_id"], ["photo.id"], name="mark_photo_id_known"),
        UniqueConstraint("id", "observation_id", name="one_mark_per_id_and_observation"),
        UniqueConstraint("photo_id", "number", name="one_mark_per_photo_and_number"),
        CheckConstraint("length(words) <= 2000", name="mark_has_at_most_2000_characters"),
        CheckConstraint("number between 1 and 1000000", name="mark_is_counted_from_1"),
        CheckConstraint("num_nulls(width, height) <> 1", name="mark_is_a_point_or_a_box"),
        CheckConstraint("width > 0 and height > 0", name="box_has_an_area"),
        CheckConstraint(
            "x >= 0 and y >= 0 and x + coalesce(width, 0) <= 100000 and y + coalesce(height, 0) <= 100000",
            name="mark_lies_within_its_photo",
        ),
        Index("ix_mark_observation", "observation_id"),
        Index("ix_mark_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    photo_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]
    kind: Mapped[MarkKind] = mapped_column(one_of(MarkKind, "mark_has_a_known_kind"))
    x: Mapped[int]
    y: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    words: Mapped[str]
    captured_at: Mapped[datetime]
    received_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
