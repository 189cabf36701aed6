"""Runs of the matching: what was asked, what was answered, and what anybody can check of both."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of

KEY = "matching 1"


class RunState(StrEnum):
    """How far a run has come."""

    ORDERED = "ORDERED"
    RUNNING = "RUNNING"
    ANSWERED = "ANSWERED"
    FAILED = "FAILED"


class MatchRun(Table):
    """One run for a call, never repeated over itself: who asks again orders another one.

    `asked` and `answered` are canonical JSON, sealed, because it stands there what somebody needs; their
    hashes are not. Where somebody who stands in it was erased, the hashes alone are left.
    """

    __tablename__ = "match_run"
    __table_args__ = (
        CheckConstraint(
            "state <> 'ANSWERED' or (answered_hash is not null and answered_at is not null)",
            name="an_answer_has_its_hash",
        ),
        Index("ix_match_run_call", "call_id", "ordered_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(ForeignKey("call.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    state: Mapped[RunState] = mapped_column(one_of(RunState, "match_run_has_a_known_state"))
    seed: Mapped[str]
    formula: Mapped[str]
    asked: Mapped[str | None]
    asked_hash: Mapped[str]
    answered: Mapped[str | None]
    answered_hash: Mapped[str | None]
    points: Mapped[int | None]
    at_most: Mapped[int | None]
    ordered_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]


def question_of(id: UUID) -> str:
    """What a question is sealed for: laid under another run, it opens nowhere."""
    return f"question of {id}"


def answer_of(id: UUID) -> str:
    """What an answer is sealed for."""
    return f"answer of {id}"
