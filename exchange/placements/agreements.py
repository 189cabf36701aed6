"""Placement agreements as they are kept: versions, signatures that name one, and who signs for whom."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class SignatureAnswer(StrEnum):
    """What somebody said to a version whose turn it was."""

    SIGNED = "SIGNED"
    REFUSED = "REFUSED"


class ScanState(StrEnum):
    """Where the bytes of a scan are."""

    EXPECTED = "EXPECTED"
    VERIFIED = "VERIFIED"


class PlacementAgreement(Table):
    """What museums and a participant agree before a placement; its id is its scope, for whom it concerns."""

    __tablename__ = "placement_agreement"
    __table_args__ = (CheckConstraint("in_force > 0", name="versions_are_counted_from_1"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("scope.id"), primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    in_force: Mapped[int | None]
    made_at: Mapped[datetime]


class AgreementVersion(Table):
    """One wording of an agreement, in canonical JSON, with the hash that its signatures name; it stays."""

    __tablename__ = "agreement_version"
    __table_args__ = (
        UniqueConstraint("agreement_id", "number", "hash", name="one_agreement_version_per_hash"),
        CheckConstraint("number > 0", name="an_agreement_begins_with_version_1"),
        CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name="agreement_hash_has_64_hex_digits"),
        CheckConstraint("length(reason) <= 2000", name="amendment_reason_has_at_most_2000_characters"),
    )

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("placement_agreement.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str]
    hash: Mapped[str]
    reason: Mapped[str | None]
    made_at: Mapped[datetime]


class Signature(Table):
    """What was said to a version at one step of its chain, by whom, for whom; it never changes."""

    __tablename__ = "signature"
    __table_args__ = (
        ForeignKeyConstraint(
            ["agreement_id", "number", "hash"],
            ["agreement_version.agreement_id", "agreement_version.number", "agreement_version.hash"],
            name="a_signature_names_what_was_signed",
        ),
        UniqueConstraint("agreement_id", "number", "step", name="one_signature_per_step"),
        UniqueConstraint("id", "scan_sha256", name="one_scan_hash_per_signature"),
        CheckConstraint("answer <> 'REFUSED' or length(reason) > 0", name="a_refusal_says_why"),
        CheckConstraint("length(reason) <= 2000", name="refusal_has_at_most_2000_characters"),
        CheckConstraint(
            "num_nulls(outside_on, scan_sha256) in (0, 2)", name="signed_outside_has_a_day_and_a_scan"
        ),
        CheckConstraint("scan_sha256 ~ '^[0-9a-f]{64}$'", name="scan_hash_has_64_hex_digits"),
        CheckConstraint("length(scan_name) <= 200", name="scan_name_has_at_most_200_characters"),
        Index("ix_signature_signatory", "signatory_id"),
        Index("ix_signature_by", "by_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    agreement_id: Mapped[UUID]
    number: Mapped[int]
    hash: Mapped[str]
    step: Mapped[int]
    signatory_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[SignatureAnswer] = mapped_column(one_of(SignatureAnswer, "signature_has_a_known_answer"))
    reason: Mapped[str | None]
    outside_on: Mapped[date | None]
    scan_sha256: Mapped[str | None]
    scan_name: Mapped[str | None]
    at: Mapped[datetime]


class SignatureScan(Table):
    """The scan of a paper that was signed, under its signature's id: whether its bytes are here yet."""

    __tablename__ = "signature_scan"
    __table_args__ = (
        ForeignKeyConstraint(
            ["id", "sha256"],
            ["signature.id", "signature.scan_sha256"],
            name="a_scan_is_the_one_that_its_signature_names",
        ),
        CheckConstraint(
            "num_nonnulls(size, mime) = case state when 'VERIFIED' then 2 else 0 end",
            name="a_scan_that_is_here_says_what_it_is",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    size: Mapped[int | None] = mapped_column(BigInteger)
    mime: Mapped[str | None]
    state: Mapped[ScanState] = mapped_column(one_of(ScanState, "scan_has_a_known_state"))


class Delegation(Table):
    """Somebody signs an agreement for somebody else, from one day to another."""

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("until >= since", name="delegation_runs_forward"),
        CheckConstraint("of_id <> to_id", name="nobody_stands_in_for_themselves"),
        Index("ix_delegation_agreement_id", "agreement_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("placement_agreement.id"))
    of_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    made_at: Mapped[datetime]


class CalledOff(Table):
    """That the stay at one host was called off from a day on, by whom, and why; it never changes."""

    __tablename__ = "called_off"
    __table_args__ = (
        CheckConstraint("length(reason) <= 2000", name="calling_off_has_at_most_2000_characters"),
        Index("ix_called_off_agreement", "agreement_id"),
    )

    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("placement_agreement.id"))
    host_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    reason: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]


class BookedDay(Table):
    """A day that somebody spends in one placement, and therefore in no other."""

    __tablename__ = "booked_day"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True)
    placement_id: Mapped[UUID] = mapped_column(ForeignKey("placement.id"), index=True)
