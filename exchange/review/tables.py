"""Comments and decisions on what was observed, and what it shows that somebody can do."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import of_its_observation
from exchange.ground.table import Table, one_of


class Verdict(StrEnum):
    """What a mentor decides about an entry."""

    APPROVED = "APPROVED"
    SENT_BACK = "SENT_BACK"


class Level(StrEnum):
    """How well somebody can do something, as their mentor saw it."""

    WITH_HELP = "WITH_HELP"
    ALONE = "ALONE"
    TEACHES = "TEACHES"


class Comment(Table):
    """Something said about an observation, in its thread."""

    __tablename__ = "comment"
    __table_args__ = (
        of_its_observation("comment"),
        ForeignKeyConstraint(
            ["mark_id", "observation_id"],
            ["mark.id", "mark.observation_id"],
            name="comment_mark_id_known",
        ),
        CheckConstraint("length(body) between 1 and 10000", name="comment_has_words"),
        Index("ix_comment_observation", "observation_id", "written_at", "id"),
        Index("ix_comment_scope", "scope_id"),
        Index("ix_comment_mark", "mark_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    mark_id: Mapped[UUID | None]
    body: Mapped[str]
    written_at: Mapped[datetime]
    received_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)


class Decision(Table):
    """A mentor's verdict on an observation; sent back, it says why."""

    __tablename__ = "decision"
    __table_args__ = (
        of_its_observation("decision"),
        CheckConstraint("verdict <> 'SENT_BACK' or length(reason) > 0", name="sent_back_says_why"),
        Index("ix_decision_observation", "observation_id", "decided_at", "id"),
        Index("ix_decision_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict, "decision_has_a_known_verdict"))
    reason: Mapped[str | None]
    decided_at: Mapped[datetime]
    received_at: Mapped[datetime]
    rev: Mapped[int] = mapped_column(default=1)


class Endorsement(Table):
    """A mentor's word that an approved entry shows what its author can do."""

    __tablename__ = "endorsement"
    __table_args__ = (
        of_its_observation("endorsement"),
        CheckConstraint("length(sentence) between 1 and 500", name="sentence_has_1_to_500_characters"),
        Index("ix_endorsement_observation", "observation_id", "given_at", "id"),
        Index("ix_endorsement_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    objective_id: Mapped[UUID] = mapped_column(ForeignKey("objective.id"))
    level: Mapped[Level] = mapped_column(one_of(Level, "endorsement_has_a_known_level"))
    sentence: Mapped[str | None]
    given_at: Mapped[datetime]
    received_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
