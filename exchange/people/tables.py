"""Networks, museums, persons, their roles and scopes, and what signing in leaves behind."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class Role(StrEnum):
    """What a person does in the exchange, at one museum."""

    PARTICIPANT = "PARTICIPANT"
    MENTOR = "MENTOR"
    COORDINATOR = "COORDINATOR"
    COMMITTEE = "COMMITTEE"
    SPONSOR = "SPONSOR"
    REGISTRAR = "REGISTRAR"
    EVALUATOR = "EVALUATOR"


class Size(StrEnum):
    """How many people work at a museum: fewer than 10, fewer than 50, or more."""

    SMALL = "SMALL"
    MEDIUM = "MEDIUM"
    LARGE = "LARGE"


class Network(Table):
    """Museums that trust each other enough to lend people."""

    __tablename__ = "network"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]


class Museum(Table):
    """One museum of a network, with the identifiers other registers know it by."""

    __tablename__ = "museum"
    __table_args__ = (CheckConstraint("country ~ '^[A-Z]{2}$'", name="country_has_two_letters"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    name: Mapped[str]
    town: Mapped[str]
    country: Mapped[str]
    time_zone: Mapped[str]
    isil: Mapped[str | None]
    ror: Mapped[str | None]
    wikidata: Mapped[str | None]
    zones: Mapped[list[str]]
    size: Mapped[Size | None] = mapped_column(one_of(Size, "museum_has_a_known_size"))
    departments: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    facilities: Mapped[list[str]] = mapped_column(default=list, server_default="{}")
    languages: Mapped[list[str]] = mapped_column(default=list, server_default="{}")


class Person(Table):
    """Somebody who works in a museum of the network; an e-mail address is kept elsewhere."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    name: Mapped[str]
    locale: Mapped[str]


class Membership(Table):
    """A role that a person has at a museum, for a time."""

    __tablename__ = "membership"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    role: Mapped[Role] = mapped_column(one_of(Role, "membership_has_a_known_role"))
    since: Mapped[date]
    until: Mapped[date | None]


class ScopeMember(Table):
    """Who belongs to a scope, since when, until when: the one place where it is written who may see what."""

    __tablename__ = "scope_member"
    __table_args__ = (Index("ix_scope_member_person", "person_id", "scope_id"),)

    scope_id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class SignInAddress(Table):
    """The e-mail address a person signs in with; lower case, one person each.

    `vouched_by` names the issuer as long as nobody else says that the address is theirs.
    """

    __tablename__ = "sign_in_address"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    email: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    vouched_by: Mapped[str | None]


class SignInCode(Table):
    """A code sent to an address: its hash, the browser and place that asked, and how often it was tried."""

    __tablename__ = "sign_in_code"
    __table_args__ = (Index("ix_sign_in_code_email", "email", "made_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    code_hash: Mapped[bytes]
    browser_hash: Mapped[bytes | None]
    place_hash: Mapped[bytes | None]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class Passkey(Table):
    """The public half of a passkey, under the name its person gave it."""

    __tablename__ = "passkey"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class PasskeyChallenge(Table):
    """What a browser was asked to sign, until that is answered or over; for anybody, or for one person."""

    __tablename__ = "passkey_challenge"

    challenge: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]


class SignedIn(Table):
    """A signed-in browser: the hash of its cookie, its device, and when its person was seen and proven."""

    __tablename__ = "session"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    device: Mapped[str | None]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    stepped_up_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class AccessToken(Table):
    """A partner system's key to the graph: it reads what the person it acts for may read."""

    __tablename__ = "access_token"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    scopes: Mapped[list[str]]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
