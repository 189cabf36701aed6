"""What becomes of a commitment: who agreed to it, what shows it, what stood in its way, how far it came."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class AgreementAnswer(StrEnum):
    """What the home manager said to a commitment, or that nothing was said yet."""

    ASKED = "ASKED"
    AGREED = "AGREED"
    TO_CHANGE = "TO_CHANGE"
    TAKEN_BACK = "TAKEN_BACK"


class EvidenceKind(StrEnum):
    """What shows that a commitment is being kept."""

    NOTE = "NOTE"
    PHOTO = "PHOTO"
    LINK = "LINK"
    ARTEFACT = "ARTEFACT"


class BarrierCode(StrEnum):
    """What stands in the way of a commitment, by a list that every museum counts by."""

    TIME = "TIME"
    MONEY = "MONEY"
    AUTHORITY = "AUTHORITY"
    STAFF = "STAFF"
    SPACE = "SPACE"
    POLICY = "POLICY"
    TECHNOLOGY = "TECHNOLOGY"
    OTHER = "OTHER"


class HowFar(StrEnum):
    """How far a commitment has come when it is asked about."""

    FULLY = "FULLY"
    PARTLY = "PARTLY"
    NOT = "NOT"


class Measured(StrEnum):
    """How it is known what a commitment saves."""

    ESTIMATED = "ESTIMATED"
    TIMED = "TIMED"
    COUNTED = "COUNTED"


class Agreement(Table):
    """The home manager was asked to agree to a commitment, and what they said."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("answer <> 'TO_CHANGE' or length(reason) > 0", name="to_change_says_why"),
        CheckConstraint("length(reason) <= 2000", name="reason_has_at_most_2000_characters"),
        Index("ix_agreement_commitment", "commitment_id", "asked_at", "id"),
        Index("ix_agreement_manager", "manager_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commitment_id: Mapped[UUID] = mapped_column(ForeignKey("commitment.id"))
    manager_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[AgreementAnswer] = mapped_column(one_of(AgreementAnswer, "agreement_has_a_known_answer"))
    reason: Mapped[str | None]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Evidence(Table):
    """Something that shows that a commitment is being kept."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("length(words) <= 2000", name="evidence_has_at_most_2000_characters"),
        CheckConstraint("length(place) <= 300", name="place_has_at_most_300_characters"),
        CheckConstraint("length(url) <= 2000", name="link_has_at_most_2000_characters"),
        CheckConstraint("(kind = 'LINK') = (url is not null)", name="a_link_has_an_address"),
        CheckConstraint("(kind = 'PHOTO') = (photo_id is not null)", name="a_picture_has_a_photo"),
        Index("ix_evidence_commitment", "commitment_id", "added_at", "id"),
        Index("ix_evidence_photo_id", "photo_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commitment_id: Mapped[UUID] = mapped_column(ForeignKey("commitment.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[EvidenceKind] = mapped_column(one_of(EvidenceKind, "evidence_has_a_known_kind"))
    words: Mapped[str]
    place: Mapped[str | None]
    url: Mapped[str | None]
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo.id"))
    added_at: Mapped[datetime]


class Barrier(Table):
    """Something that stands in the way of a commitment, and what helped with it."""

    __tablename__ = "barrier"
    __table_args__ = (
        CheckConstraint("length(words) <= 1000", name="barrier_has_at_most_1000_characters"),
        CheckConstraint("length(helped) <= 1000", name="what_helped_has_at_most_1000_characters"),
        CheckConstraint("code <> 'OTHER' or length(words) > 0", name="other_says_what"),
        Index("ix_barrier_commitment", "commitment_id", "said_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commitment_id: Mapped[UUID] = mapped_column(ForeignKey("commitment.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    code: Mapped[BarrierCode] = mapped_column(one_of(BarrierCode, "barrier_has_a_known_code"))
    words: Mapped[str | None]
    helped: Mapped[str | None]
    said_at: Mapped[datetime]


class FollowUp(Table):
    """What somebody answered when they were asked, some time after the due day, what became of it."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("commitment_id", "days", name="one_follow_up_per_commitment_and_days"),
        CheckConstraint("days in (30, 90, 180)", name="follow_up_is_one_of_three"),
        CheckConstraint("length(words) <= 2000", name="follow_up_has_at_most_2000_characters"),
        CheckConstraint("minutes_a_week between 0 and 10080", name="a_week_has_10080_minutes"),
        CheckConstraint(
            "(minutes_a_week is null) = (measured is null)", name="a_saving_says_how_it_was_measured"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commitment_id: Mapped[UUID] = mapped_column(ForeignKey("commitment.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    days: Mapped[int]
    how_far: Mapped[HowFar] = mapped_column(one_of(HowFar, "follow_up_has_a_known_answer"))
    words: Mapped[str | None]
    minutes_a_week: Mapped[int | None]
    measured: Mapped[Measured | None] = mapped_column(one_of(Measured, "follow_up_has_a_known_measure"))
    said_at: Mapped[datetime]
    received_at: Mapped[datetime]
