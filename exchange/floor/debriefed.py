"""What a participant thinks of a shadowing day when it is over, and what of it must not travel."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of
from exchange.placements.tables import Audience

FIELDS = ("happened", "so_what", "changes", "stays")


class Debrief(Table):
    """What happened on a day, what it means, what changes, and what stays between two people.

    A day has one, so its id is the day's: written on two devices, it is the same one.
    """

    __tablename__ = "debrief"
    __table_args__ = (
        ForeignKeyConstraint(
            ["id", "placement_id"],
            ["shadowing_day.id", "shadowing_day.placement_id"],
            name="debrief_belongs_to_the_placement_of_its_day",
        ),
        CheckConstraint(
            "scope_id = case audience when 'ONLY_ME' then author_id when 'MENTOR' then placement_id end",
            name="debrief_stands_in_the_scope_of_its_audience",
        ),
        CheckConstraint("audience in ('ONLY_ME', 'MENTOR')", name="debrief_stays_between_the_two"),
        *(
            CheckConstraint(f"length({name}) <= 5000", name=f"{name}_has_at_most_5000_characters")
            for name in FIELDS
        ),
        Index("ix_debrief_scope", "scope_id"),
        Index("ix_debrief_author", "author_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"))
    placement_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    happened: Mapped[str]
    so_what: Mapped[str]
    changes: Mapped[str]
    stays: Mapped[str]
    drawn_from: Mapped[list[str]]
    audience: Mapped[Audience] = mapped_column(one_of(Audience, "debrief_has_a_known_audience"))
    written_at: Mapped[datetime]
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
