"""Museums' own providers, whom they know people as, and newcomers who wait to be admitted."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class Proof(StrEnum):
    """How we show a museum's provider that it is us: with a shared secret, or by signing with a key."""

    SECRET = "SECRET"  # noqa: S105 - a word for it
    KEY = "KEY"


class IdentityProvider(Table):
    """A museum's own sign-in: who answers there, what we are called there, and our sealed secret."""

    __tablename__ = "identity_provider"
    __table_args__ = (
        UniqueConstraint("museum_id", "issuer", name="one_identity_provider_per_museum_id_and_issuer"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    issuer: Mapped[str]
    client_id: Mapped[str]
    name: Mapped[str]
    proof: Mapped[Proof] = mapped_column(one_of(Proof, "identity_provider_has_a_known_proof"))
    sealed: Mapped[str]
    added_at: Mapped[datetime]


class Identity(Table):
    """Whom an issuer means by one of its subjects: a person of ours."""

    __tablename__ = "identity"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    linked_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class Newcomer(Table):
    """Somebody their museum vouches for whom nobody here knows: no person yet, so they see nothing."""

    __tablename__ = "newcomer"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="one_newcomer_per_issuer_and_subject"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    name: Mapped[str]
    email: Mapped[str | None]
    locale: Mapped[str]
    asked_at: Mapped[datetime]
    turned_away_at: Mapped[datetime | None]
    turned_away_because: Mapped[str | None]
