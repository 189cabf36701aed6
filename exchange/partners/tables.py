"""Programs of partners, and what they hold: codes, tokens, assertions. Nothing here opens a door.

Only the steward reads and writes here; what a program is given is kept as its hash.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class Proof(StrEnum):
    """How a program shows that it is itself."""

    NONE = "none"
    SECRET = "client_secret_basic"  # noqa: S105 - a word of the protocol
    SIGNATURE = "private_key_jwt"


class Algorithm(StrEnum):
    """With what a program signs; one each, settled when it is registered."""

    ES256 = "ES256"
    EDDSA = "EdDSA"
    RS256 = "RS256"


class TokenKind(StrEnum):
    """What a token is good for: to read, or to get the next one."""

    ACCESS = "ACCESS"
    REFRESH = "REFRESH"


class Client(Table):
    """A program of a museum: what it asks for, and since when a coordinator lets it have that."""

    __tablename__ = "oauth_client"
    __table_args__ = (
        CheckConstraint("(proof = 'SECRET') = (secret_hash is not null)", name="secret_fits"),
        CheckConstraint(
            "(proof = 'SIGNATURE') = (keys is not null and algorithm is not null)", name="keys_fit"
        ),
        CheckConstraint("(approved_at is null) = (approved_by is null)", name="somebody_approved"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    name: Mapped[str]
    redirects: Mapped[list[str]]
    grants: Mapped[list[str]]
    reach: Mapped[list[str]]
    proof: Mapped[Proof] = mapped_column(one_of(Proof, "client_has_a_known_proof"))
    secret_hash: Mapped[bytes | None]
    keys: Mapped[str | None]
    algorithm: Mapped[Algorithm | None] = mapped_column(one_of(Algorithm, "client_has_a_known_algorithm"))
    registered_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]


class Code(Table):
    """What a person's browser carries to a program, once: its hash, and what the person agreed to."""

    __tablename__ = "oauth_code"

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(ForeignKey("oauth_client.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    family: Mapped[UUID]
    redirect: Mapped[str]
    challenge: Mapped[str]
    reach: Mapped[list[str]]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Token(Table):
    """What a program holds for a while: its hash, for whom, and to which family it belongs."""

    __tablename__ = "oauth_token"
    __table_args__ = (Index("ix_oauth_token_client_person", "client_id", "person_id"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[TokenKind] = mapped_column(one_of(TokenKind, "token_has_a_known_kind"))
    client_id: Mapped[UUID] = mapped_column(ForeignKey("oauth_client.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    family: Mapped[UUID] = mapped_column(index=True)
    reach: Mapped[list[str]]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
    successor: Mapped[str | None]


class Assertion(Table):
    """Something that a program signed to show that it is itself; the same is not taken twice."""

    __tablename__ = "oauth_assertion"

    client_id: Mapped[UUID] = mapped_column(ForeignKey("oauth_client.id"), primary_key=True)
    jti_hash: Mapped[bytes] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]
