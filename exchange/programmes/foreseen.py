"""What museums foresee, years ahead: what they will need somebody to learn, and when they receive nobody."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class NeedKind(StrEnum):
    """What a museum needs a skill for."""

    ACQUISITION = "ACQUISITION"
    EXHIBITION = "EXHIBITION"
    ACCESS_STANDARD = "ACCESS_STANDARD"
    OTHER = "OTHER"


class Need(Table):
    """What a museum will need: one skill, for so many days, between two days that may be years ahead."""

    __tablename__ = "need"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="need_runs_forward"),
        CheckConstraint("days between 1 and 60", name="a_need_is_of_1_to_60_days"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    kind: Mapped[NeedKind] = mapped_column(one_of(NeedKind, "need_has_a_known_kind"))
    skill: Mapped[str]
    why: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    days: Mapped[int]
    rev: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Blackout(Table):
    """Days on which a museum receives nobody, and why; the network reads it."""

    __tablename__ = "blackout"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="blackout_runs_forward"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    reason: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    rev: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
