"""How somebody wants to be reminded, the browsers that can be pushed to, and what waits to be said."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class Way(StrEnum):
    """How somebody wants to be reminded."""

    NONE = "NONE"
    PUSH = "PUSH"
    LETTER = "LETTER"


class ReminderKind(StrEnum):
    """Of what somebody is reminded."""

    SOON = "SOON"
    DUE = "DUE"
    FOLLOW_UP = "FOLLOW_UP"
    ASKED = "ASKED"
    LANDED = "LANDED"
    REQUESTED = "REQUESTED"
    SIGNATURE = "SIGNATURE"
    CALLED_OFF = "CALLED_OFF"
    TRIED = "TRIED"


class ReminderState(StrEnum):
    """What became of a reminder."""

    WAITING = "WAITING"
    SENT = "SENT"
    DROPPED = "DROPPED"
    DEAD = "DEAD"


class ReminderWish(Table):
    """How one person wants to be reminded, and the hours in which nobody disturbs them."""

    __tablename__ = "reminder_wish"
    __table_args__ = (
        CheckConstraint(
            "quiet_from between 0 and 23 and quiet_until between 0 and 23", name="a_day_has_24_hours"
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    way: Mapped[Way] = mapped_column(one_of(Way, "wish_is_a_known_way"))
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    changed_at: Mapped[datetime]


class PushSubscription(Table):
    """A signed-in browser that can be pushed to; its address and keys are sealed."""

    __tablename__ = "push_subscription"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    session_hash: Mapped[bytes] = mapped_column(
        ForeignKey("session.token_hash", ondelete="CASCADE"), unique=True
    )
    endpoint_hash: Mapped[bytes] = mapped_column(unique=True)
    sealed: Mapped[bytes]
    made_at: Mapped[datetime]


class Reminder(Table):
    """One thing that one person is reminded of, for one day: there is never a second of it."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint(
            "person_id", "kind", "subject_id", "on_date", name="nobody_is_reminded_twice_of_one_thing"
        ),
        Index("ix_reminder_waiting", "next_try_at", postgresql_where="state = 'WAITING'"),
        Index("ix_reminder_subject", "subject_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[ReminderKind] = mapped_column(one_of(ReminderKind, "reminder_is_of_a_known_kind"))
    subject_id: Mapped[UUID]
    on_date: Mapped[date]
    zone: Mapped[str]
    state: Mapped[ReminderState] = mapped_column(one_of(ReminderState, "reminder_has_a_known_state"))
    made_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    trouble: Mapped[str | None]
