"""Charters and who ratified them; seats, declared interests, motions, what they are about, and votes."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class Charter(Table):
    """One version of what the museums of a network hold to, with its four policies; never reworded.

    The version before stays in force until `until`, so that every museum has time to ratify this one.
    """

    __tablename__ = "charter"
    __table_args__ = (
        UniqueConstraint("network_id", "version", name="one_charter_of_each_version"),
        CheckConstraint("length(text) between 1 and 60000", name="charter_has_1_to_60000_characters"),
        CheckConstraint("until > published_at", name="charter_is_in_force_forward"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"))
    version: Mapped[int]
    text: Mapped[str]
    conflicts: Mapped[str]
    photography: Mapped[str]
    equity: Mapped[str]
    compensation: Mapped[str]
    sha256: Mapped[str]
    published_at: Mapped[datetime]
    until: Mapped[datetime | None]


class Ratification(Table):
    """A museum holds to one version of the charter: who signed, when, and the hash of what they read."""

    __tablename__ = "ratification"
    __table_args__ = (UniqueConstraint("charter_id", "museum_id", name="a_museum_ratifies_once"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    charter_id: Mapped[UUID] = mapped_column(ForeignKey("charter.id"))
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    signatory_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sha256: Mapped[str]
    at: Mapped[datetime]


class Seat(Table):
    """One term of one person on the committee, or as the substitute of whoever holds the same seat."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("number between 1 and 15", name="seats_are_numbered"),
        CheckConstraint('"until" > since', name="term_runs_forward"),
        Index("ix_seat_number", "network_id", "number", "since"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"))
    number: Mapped[int]
    substitute: Mapped[bool]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    since: Mapped[date]
    until: Mapped[date]


class InterestKind(StrEnum):
    """What somebody of the committee declares."""

    NOTHING = "NOTHING"
    FAMILY = "FAMILY"
    FRIENDSHIP = "FRIENDSHIP"
    WORK = "WORK"
    MONEY = "MONEY"
    OTHER = "OTHER"


class Declaration(Table):
    """One interest that somebody declared, or that they have none; good for a year."""

    __tablename__ = "declaration"
    __table_args__ = (
        CheckConstraint("length(words) <= 400", name="declaration_has_at_most_400_characters"),
        CheckConstraint('"until" > since', name="declaration_is_good_forward"),
        CheckConstraint(
            "(kind = 'NOTHING') = (num_nonnulls(about_person_id, about_museum_id, motion_id) = 0)",
            name="interest_is_in_somebody_or_something",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[InterestKind] = mapped_column(one_of(InterestKind, "declaration_has_a_known_kind"))
    about_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    about_museum_id: Mapped[UUID | None] = mapped_column(ForeignKey("museum.id"))
    motion_id: Mapped[UUID | None] = mapped_column(ForeignKey("motion.id"))
    words: Mapped[str]
    since: Mapped[date]
    until: Mapped[date]


class About(StrEnum):
    """What sort of thing is decided."""

    APPLICATION = "APPLICATION"
    PLACEMENT = "PLACEMENT"
    CHARTER = "CHARTER"
    MUSEUM = "MUSEUM"
    OTHER = "OTHER"


class MotionState(StrEnum):
    """How a motion stands."""

    OPEN = "OPEN"
    CARRIED = "CARRIED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class Motion(Table):
    """Something put to the committee: what everybody of the network may know of it, and how it was decided.

    The database counts the votes when it is decided, and takes no decision without a quorum.
    """

    __tablename__ = "motion"
    __table_args__ = (
        CheckConstraint(
            "state in ('OPEN', 'WITHDRAWN') "
            "or coalesce((votes_for + votes_against + abstained) * 2 > seats, false)",
            name="decided_with_a_quorum",
        ),
        CheckConstraint(
            "state <> 'CARRIED' or coalesce(votes_for > votes_against, false)",
            name="carried_by_more_than_are_against",
        ),
        Index("ix_motion_network", "network_id", "put_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"))
    about: Mapped[About] = mapped_column(one_of(About, "motion_is_about_a_known_kind"))
    state: Mapped[MotionState] = mapped_column(one_of(MotionState, "motion_has_a_known_state"))
    put_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    put_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    seats: Mapped[int | None]
    recused: Mapped[int | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]


class Matter(Table):
    """What a motion is about and whom it concerns: read by nobody who has a conflict of interest in it."""

    __tablename__ = "matter"
    __table_args__ = (
        CheckConstraint("length(title) between 1 and 200", name="matter_has_a_title"),
        CheckConstraint("length(words) <= 5000", name="matter_has_at_most_5000_characters"),
        Index("ix_matter_about", "about_id"),
    )

    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"), primary_key=True)
    about_id: Mapped[UUID | None]
    title: Mapped[str]
    words: Mapped[str]
    persons: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    beside: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    museums: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))


class Choice(StrEnum):
    """How somebody votes."""

    FOR = "FOR"
    AGAINST = "AGAINST"
    ABSTAIN = "ABSTAIN"


class Vote(Table):
    """What one person said to a motion; the last word before the decision counts."""

    __tablename__ = "vote"
    __table_args__ = (CheckConstraint("length(reason) <= 1000", name="reason_has_at_most_1000_characters"),)

    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    choice: Mapped[Choice] = mapped_column(one_of(Choice, "vote_has_a_known_choice"))
    reason: Mapped[str]
    at: Mapped[datetime]
