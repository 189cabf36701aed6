"""What an observation says of an object that is easily harmed, and the notices that belong with it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.floor.tables import of_its_observation
from exchange.ground.table import Table, one_of

MOST_OF_A_LINE = 1000
MOST_OF_A_REFERENCE = 120
MOST_NOTICES = 20


class Severity(StrEnum):
    """How much harm is near when nobody takes care."""

    LOW = "LOW"
    MODERATE = "MODERATE"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class NoticeKind(StrEnum):
    """What Local Contexts calls the mark: a notice of an institution, or a label of a community."""

    TRADITIONAL_KNOWLEDGE = "TRADITIONAL_KNOWLEDGE"
    BIOCULTURAL = "BIOCULTURAL"
    ATTRIBUTION_INCOMPLETE = "ATTRIBUTION_INCOMPLETE"
    OPEN_TO_COLLABORATE = "OPEN_TO_COLLABORATE"
    TK_LABEL = "TK_LABEL"
    BC_LABEL = "BC_LABEL"


LABELS = frozenset({NoticeKind.TK_LABEL, NoticeKind.BC_LABEL})
"""What a community alone gives: it is written down as it was given, never chosen here."""
GUARDING = frozenset(
    {
        "secret_sacred",
        "men_restricted",
        "women_restricted",
        "community_use_only",
        "culturally_sensitive",
        "seasonal",
    }
)
"""The labels with which a community says that not everybody may see something."""


class Handling(Table):
    """What an observation says about handling its object: unofficial, until the registrar has it."""

    __tablename__ = "handling"
    __table_args__ = (
        of_its_observation("handling"),
        UniqueConstraint("observation_id", name="one_handling_note_per_observation"),
        CheckConstraint(
            "greatest(length(vulnerable), length(condition), length(care), length(avoid), length(needs))"
            " <= 1000",
            name="handling_note_has_lines_of_at_most_1000_characters",
        ),
        CheckConstraint("length(reference) <= 120", name="reference_has_at_most_120_characters"),
        CheckConstraint(
            "(handed_over_at is null) = (handed_over_by_id is null)", name="somebody_handed_it_over"
        ),
        Index("ix_handling_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    severity: Mapped[Severity] = mapped_column(one_of(Severity, "handling_note_has_a_known_severity"))
    vulnerable: Mapped[str]
    condition: Mapped[str]
    care: Mapped[str]
    avoid: Mapped[str]
    needs: Mapped[str]
    review_on: Mapped[date | None]
    handed_over_at: Mapped[datetime | None]
    handed_over_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reference: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)


class Notice(Table):
    """A notice or a label of Local Contexts on an observation or one photo of it, in its own words."""

    __tablename__ = "notice"
    __table_args__ = (
        of_its_observation("notice"),
        CheckConstraint(
            "kind not in ('TK_LABEL', 'BC_LABEL') or label is not null and community is not null "
            "and words is not null and project is not null or removed_at is not null",
            name="label_is_given_by_a_community",
        ),
        CheckConstraint(
            "greatest(length(label), length(community), length(project)) <= 200 and length(words) <= 4000",
            name="notice_is_short",
        ),
        Index("ix_notice_observation", "observation_id"),
        Index("ix_notice_scope", "scope_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID]
    observation_id: Mapped[UUID]
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("photo.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[NoticeKind] = mapped_column(one_of(NoticeKind, "notice_has_a_known_kind"))
    label: Mapped[str | None]
    community: Mapped[str | None]
    words: Mapped[str | None]
    language: Mapped[str | None]
    project: Mapped[str | None]
    placed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    rev: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True, slots=True)
class NewHandling:
    """A handling note, as the device hands it over."""

    id: UUID
    severity: Severity
    vulnerable: str = ""
    condition: str = ""
    care: str = ""
    avoid: str = ""
    needs: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice or a label, as the device hands it over."""

    id: UUID
    kind: NoticeKind
    photo_id: UUID | None = None
    label: str | None = None
    community: str | None = None
    words: str | None = None
    language: str | None = None
    project: str | None = None


def guards(notice: Notice) -> bool:
    """Whether a community says with it that not everybody may see."""
    return notice.kind in LABELS and notice.label in GUARDING
