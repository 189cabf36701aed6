"""What is said in confidence: who it is for, what it is about, and what a museum answered; kept apart."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class Theme(StrEnum):
    """What something said in confidence is about."""

    GUIDANCE = "GUIDANCE"
    RESPECT = "RESPECT"
    SAFETY = "SAFETY"
    ORGANISATION = "ORGANISATION"
    FACILITIES = "FACILITIES"


class Addressee(StrEnum):
    """Who reads what is said in confidence."""

    COORDINATOR = "COORDINATOR"
    PERSON = "PERSON"
    THEME_BOX = "THEME_BOX"


class Critique(Table):
    """Something said in confidence about a museum; it knows the week it was said in, and no finer time."""

    __tablename__ = "critique"
    __table_args__ = (
        CheckConstraint("length(words) <= 5000", name="critique_has_at_most_5000_characters"),
        CheckConstraint("extract(isodow from week) = 1", name="critique_knows_its_week_alone"),
        CheckConstraint(
            "(addressee = 'PERSON') = (person_id is not null)", name="critique_for_a_person_names_them"
        ),
        Index("ix_critique_theme", "museum_id", "theme"),
        Index("ix_critique_author", "author_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    theme: Mapped[Theme] = mapped_column(one_of(Theme, "critique_has_a_known_theme"))
    addressee: Mapped[Addressee] = mapped_column(one_of(Addressee, "critique_has_a_known_addressee"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]
    week: Mapped[date]
    released: Mapped[date | None]


class Release(Table):
    """What was released to a theme at once, and by how many people; that number never changes."""

    __tablename__ = "critique_release"
    __table_args__ = (Index("ix_critique_release_theme", "museum_id", "theme"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    theme: Mapped[Theme] = mapped_column(one_of(Theme, "critique_release_has_a_known_theme"))
    week: Mapped[date]
    voices: Mapped[int]


class CritiqueAnswer(Table):
    """What a museum answers to a theme, for everybody whose words were released to it."""

    __tablename__ = "critique_answer"
    __table_args__ = (
        CheckConstraint("length(words) between 1 and 5000", name="answer_has_1_to_5000_characters"),
        UniqueConstraint("museum_id", "theme", "week", "words", name="nothing_is_answered_twice"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    theme: Mapped[Theme] = mapped_column(one_of(Theme, "critique_answer_has_a_known_theme"))
    words: Mapped[str]
    week: Mapped[date]
