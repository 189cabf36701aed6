"""Shadowing days and what is captured on them: observations, photos and commitments."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.restricted import STAYS_WITH_ITS_AUTHOR, Restriction
from exchange.ground.table import Table, one_of
from exchange.placements.tables import Audience


class ObservationKind(StrEnum):
    """What sort of thing was seen."""

    ROUTINE = "ROUTINE"
    QUESTION = "QUESTION"
    FRICTION = "FRICTION"
    IDEA = "IDEA"
    HANDLING = "HANDLING"


class ReviewState(StrEnum):
    """How far the mentor and the author have come with an observation."""

    SUBMITTED = "SUBMITTED"
    SENT_BACK = "SENT_BACK"
    SENT_AGAIN = "SENT_AGAIN"
    APPROVED = "APPROVED"
    WITHDRAWN = "WITHDRAWN"


class PhotoState(StrEnum):
    """Where the bytes of a photo are."""

    EXPECTED = "EXPECTED"
    RECEIVED = "RECEIVED"
    VERIFIED = "VERIFIED"
    QUARANTINED = "QUARANTINED"


class CommitmentState(StrEnum):
    """How far a commitment has come."""

    PROMISED = "PROMISED"
    UNDER_WAY = "UNDER_WAY"
    DONE = "DONE"
    DROPPED = "DROPPED"


class Consent(StrEnum):
    """What the people in a photo have said to its being shown."""

    NONE_VISIBLE = "NONE_VISIBLE"
    OBTAINED = "OBTAINED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"


OF_ITS_AUDIENCE = (
    "scope_id = case audience when 'ONLY_ME' then author_id when 'MENTOR' then placement_id "
    "else md5(placement_id::text || ' ' || audience)::uuid end"
)
"""An entry stands in the scope of its audience; the circles of readers are named in `audiences.circle_of`."""


def of_its_observation(table: str) -> ForeignKeyConstraint:
    """A row stands in the scope of its observation, and moves with it when the audience changes."""
    return ForeignKeyConstraint(
        ["observation_id", "scope_id"],
        ["observation.id", "observation.scope_id"],
        name=f"{table}_stands_in_the_scope_of_its_observation",
        onupdate="CASCADE",
    )


class ShadowingDay(Table):
    """One day beside a mentor, with its purpose."""

    __tablename__ = "shadowing_day"
    __table_args__ = (
        UniqueConstraint("id", "placement_id", name="one_shadowing_day_per_id_and_placement"),
        UniqueConstraint("placement_id", "on_date", name="one_shadowing_day_per_date"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"))
    on_date: Mapped[date]
    purpose: Mapped[str]
    place: Mapped[str | None]


class PlanItem(Table):
    """One thing that is planned on a shadowing day, at a time and a place."""

    __tablename__ = "plan_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["day_id", "placement_id"],
            ["shadowing_day.id", "shadowing_day.placement_id"],
            name="plan_item_belongs_to_the_placement_of_its_day",
        ),
        CheckConstraint("ends_at >= starts_at", name="plan_item_runs_forward"),
        Index("ix_plan_item_day", "day_id", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    placement_id: Mapped[UUID]
    day_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    title: Mapped[str]
    zone: Mapped[str | None]
    object_number: Mapped[str | None]


class Prompt(Table):
    """A question worth watching for on a shadowing day."""

    __tablename__ = "prompt"
    __table_args__ = (
        ForeignKeyConstraint(
            ["day_id", "placement_id"],
            ["shadowing_day.id", "shadowing_day.placement_id"],
            name="prompt_belongs_to_the_placement_of_its_day",
        ),
        Index("ix_prompt_day", "day_id", "position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    placement_id: Mapped[UUID]
    day_id: Mapped[UUID]
    objective_id: Mapped[UUID | None] = mapped_column(ForeignKey("objective.id"))
    position: Mapped[int]
    question: Mapped[str]


class Observation(Table):
    """Something seen on the floor: who saw it, where, and who may read it."""

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("id", "scope_id", name="one_observation_per_id_and_scope"),
        CheckConstraint(OF_ITS_AUDIENCE, name="observation_stands_in_the_scope_of_its_audience"),
        CheckConstraint(STAYS_WITH_ITS_AUTHOR, name="restricted_stays_with_its_author"),
        CheckConstraint("length(note) <= 10000", name="note_has_at_most_10000_characters"),
        CheckConstraint("length(zone) <= 120", name="zone_has_at_most_120_characters"),
        CheckConstraint("length(object_number) <= 40", name="object_number_has_at_most_40_characters"),
        CheckConstraint("length(procedure) <= 200", name="procedure_has_at_most_200_characters"),
        Index("ix_observation_captured", "captured_at", "id"),
        Index("ix_observation_scope_captured", "scope_id", "captured_at", "id"),
        Index("ix_observation_placement_captured", "placement_id", "captured_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"))
    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day_id: Mapped[UUID | None] = mapped_column(ForeignKey("shadowing_day.id"))
    prompt_id: Mapped[UUID | None] = mapped_column(ForeignKey("prompt.id"))
    kind: Mapped[ObservationKind] = mapped_column(one_of(ObservationKind, "observation_has_a_known_kind"))
    note: Mapped[str]
    zone: Mapped[str | None]
    object_number: Mapped[str | None]
    procedure: Mapped[str | None]
    audience: Mapped[Audience] = mapped_column(one_of(Audience, "observation_has_a_known_audience"))
    restricted: Mapped[Restriction | None] = mapped_column(
        one_of(Restriction, "observation_has_a_known_restriction")
    )
    state: Mapped[ReviewState] = mapped_column(one_of(ReviewState, "observation_has_a_known_state"))
    captured_at: Mapped[datetime]
    captured_zone: Mapped[str]
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)


class Tag(Table):
    """A word put on an observation; taken off by its own id, so that a tag added elsewhere survives."""

    __tablename__ = "tag"
    __table_args__ = (
        of_its_observation("tag"),
        CheckConstraint("length(word) between 1 and 60", name="tag_has_1_to_60_characters"),
        Index("ix_tag_observation", "observation_id"),
        Index("ix_tag_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    word: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)


class Bytes:
    """What a photo and a recording have alike: their observation, their author, and what their bytes are."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    position: Mapped[int]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str]
    received_at: Mapped[datetime | None]
    receipt: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)


class Photo(Bytes, Table):
    """A photo of an observation: what it shows in words, what its bytes must hash to, and where they are."""

    __tablename__ = "photo"
    __table_args__ = (
        of_its_observation("photo"),
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="photo_hash_has_64_hex_digits"),
        CheckConstraint("size > 0", name="photo_has_bytes"),
        CheckConstraint("width > 0 and height > 0", name="photo_has_an_area"),
        CheckConstraint("length(alt) <= 1000", name="alt_text_has_at_most_1000_characters"),
        Index("ix_photo_observation", "observation_id", "position", "id"),
        Index("ix_photo_scope", "scope_id"),
        Index("ix_photo_waiting", "received_at", postgresql_where="state = 'RECEIVED'"),
        Index("ix_photo_expiring", "expires_at", postgresql_where="expired_at is null"),
    )

    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str | None]
    decorative: Mapped[bool] = mapped_column(default=False)
    consent: Mapped[Consent | None] = mapped_column(one_of(Consent, "photo_has_a_known_consent"))
    host_only: Mapped[bool] = mapped_column(default=False, server_default="false")
    rule_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo_rule.id"))
    expires_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]
    state: Mapped[PhotoState] = mapped_column(one_of(PhotoState, "photo_has_a_known_state"))
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    next_try_at: Mapped[datetime | None]


class Commitment(Table):
    """One thing a participant promises to change at home, and by when."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint(OF_ITS_AUDIENCE, name="commitment_stands_in_the_scope_of_its_audience"),
        UniqueConstraint("id", "scope_id", name="one_commitment_per_id_and_scope"),
        CheckConstraint("length(sentence) between 1 and 2000", name="sentence_has_1_to_2000_characters"),
        Index("ix_commitment_scope_due", "scope_id", "due_on", "id"),
        Index("ix_commitment_captured", "captured_at", "id"),
        Index("ix_commitment_observation", "observation_id"),
        Index("ix_commitment_placement", "placement_id"),
        Index("ix_commitment_manager", "manager_id", postgresql_where="manager_id is not null"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"))
    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    observation_id: Mapped[UUID | None] = mapped_column(ForeignKey("observation.id"))
    manager_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    day_id: Mapped[UUID | None] = mapped_column(ForeignKey("shadowing_day.id"))
    sentence: Mapped[str]
    due_on: Mapped[date]
    state: Mapped[CommitmentState] = mapped_column(one_of(CommitmentState, "commitment_has_a_known_state"))
    audience: Mapped[Audience] = mapped_column(one_of(Audience, "commitment_has_a_known_audience"))
    captured_at: Mapped[datetime]
    captured_zone: Mapped[str]
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)
