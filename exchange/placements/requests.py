"""Requests to be a mentor as they are kept: whom a coordinator asks, in which order, and what each said."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    NOBODY = "NOBODY"
    CALLED_OFF = "CALLED_OFF"


class TurnState(StrEnum):
    """What became of one mentor's turn."""

    WAITING = "WAITING"
    ASKED = "ASKED"
    YES = "YES"
    NO = "NO"
    LATE = "LATE"
    FULL = "FULL"
    AWAY = "AWAY"
    CALLED_OFF = "CALLED_OFF"


class MentorRequest(Table):
    """Who is looked for a mentor for, from when until when, and how many days of a mentor it takes."""

    __tablename__ = "mentor_request"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(application_id, agreement_id) = 1", name="a_request_is_about_one_thing"
        ),
        CheckConstraint("until >= since", name="requested_stay_runs_forward"),
        CheckConstraint("days between 1 and 100", name="a_request_is_of_1_to_100_days"),
        CheckConstraint("patience between 1 and 30", name="a_mentor_has_1_to_30_days_to_reply"),
        CheckConstraint("length(about) <= 2000", name="request_has_at_most_2000_characters"),
        CheckConstraint("(state = 'OPEN') = (ended_at is null)", name="a_request_that_is_over_has_ended"),
        Index(
            "one_open_request_per_application",
            "application_id",
            unique=True,
            postgresql_where=text("state = 'OPEN'"),
        ),
        Index(
            "one_open_request_per_agreement",
            "agreement_id",
            unique=True,
            postgresql_where=text("state = 'OPEN'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    application_id: Mapped[UUID | None] = mapped_column(ForeignKey("application.id"))
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("placement_agreement.id"))
    about: Mapped[str]
    since: Mapped[date]
    until: Mapped[date]
    days: Mapped[int]
    patience: Mapped[int]
    state: Mapped[RequestState] = mapped_column(one_of(RequestState, "request_has_a_known_state"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class MentorTurn(Table):
    """One mentor in the order of a request: when they were asked, until when they may reply, their answer."""

    __tablename__ = "mentor_turn"
    __table_args__ = (
        CheckConstraint("state <> 'ASKED' or reply_by is not null", name="who_is_asked_has_a_day_to_reply"),
        CheckConstraint("length(question) <= 2000", name="question_has_at_most_2000_characters"),
        CheckConstraint("length(reply) <= 2000", name="reply_has_at_most_2000_characters"),
        CheckConstraint("length(reason) <= 2000", name="reason_has_at_most_2000_characters"),
        Index(
            "one_mentor_is_asked_at_a_time",
            "request_id",
            unique=True,
            postgresql_where=text("state in ('ASKED', 'YES')"),
        ),
        Index("ix_mentor_turn_mentor_id", "mentor_id", "state"),
        Index("ix_mentor_turn_programme_id", "programme_id", "state"),
    )

    request_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_request.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    state: Mapped[TurnState] = mapped_column(one_of(TurnState, "turn_has_a_known_state"))
    asked_at: Mapped[datetime | None]
    reply_by: Mapped[date | None]
    question: Mapped[str | None]
    reply: Mapped[str | None]
    reason: Mapped[str | None]
    answered_at: Mapped[datetime | None]
