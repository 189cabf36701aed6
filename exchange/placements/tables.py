"""Placements: who is lent, to whom, for how long."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class PlacementState(StrEnum):
    """How far a placement has come."""

    AGREED = "AGREED"
    UNDER_WAY = "UNDER_WAY"
    FINISHED = "FINISHED"


class Audience(StrEnum):
    """Who will read an entry, from its author alone to all of the network; each includes those before."""

    ONLY_ME = "ONLY_ME"
    MENTOR = "MENTOR"
    PLACEMENT = "PLACEMENT"
    MUSEUM = "MUSEUM"
    PROGRAMME = "PROGRAMME"
    PUBLISHED = "PUBLISHED"


class Placement(Table):
    """One participant, lent by a home museum to a host museum, beside a mentor; its id is its scope."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="placement_runs_forward"),
        CheckConstraint("participant_id <> mentor_id", name="nobody_mentors_themselves"),
        CheckConstraint("called_off_from >= starts_on", name="a_stay_is_called_off_from_one_of_its_days"),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    host_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    home_manager_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("placement_agreement.id"), index=True)
    title: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    called_off_from: Mapped[date | None]
    state: Mapped[PlacementState] = mapped_column(one_of(PlacementState, "placement_has_a_known_state"))
    default_audience: Mapped[Audience | None] = mapped_column(
        one_of(Audience, "placement_has_a_known_audience")
    )
    rev: Mapped[int] = mapped_column(default=1)


class Circle(Table):
    """Everybody who reads what a placement shows at one audience; it is drawn when first something is."""

    __tablename__ = "circle"

    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"), primary_key=True)
    audience: Mapped[Audience] = mapped_column(
        one_of(Audience, "circle_has_a_known_audience"), primary_key=True
    )
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), unique=True)
