"""A call of a programme: what it offers, to whom, when, who pays, and by which rules somebody is eligible."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of


class CallState(StrEnum):
    """How far a call has come."""

    DRAFT = "DRAFT"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


class Preset(StrEnum):
    """The shape of exchange a call began from."""

    INTENSIVE = "INTENSIVE"
    EXCHANGE = "EXCHANGE"
    RECIPROCAL = "RECIPROCAL"
    SHADOWING = "SHADOWING"


class Payer(StrEnum):
    """Who pays for travel, lodging and meals."""

    HOST = "HOST"
    HOME = "HOME"
    SHARED = "SHARED"
    NETWORK = "NETWORK"


class Cost(StrEnum):
    """What is paid for."""

    TRAVEL = "TRAVEL"
    LODGING = "LODGING"
    MEALS = "MEALS"


class RuleSet(Table):
    """One version of a programme's rules of eligibility; never changed, only followed by the next."""

    __tablename__ = "rule_set"
    __table_args__ = (
        UniqueConstraint("programme_id", "version"),
        CheckConstraint("version > 0", name="rule_set_versions_count_from_1"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    version: Mapped[int]
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    made_at: Mapped[datetime]


class Call(Table):
    """A call for applications to a programme; as long as it is a draft, its coordinators alone see it."""

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="call_closes_after_it_opens"),
        CheckConstraint("last_day >= first_day", name="call_runs_forward"),
        CheckConstraint("days between 1 and 60", name="stay_has_1_to_60_days"),
        CheckConstraint("parts between 1 and days", name="stay_has_no_more_parts_than_days"),
        CheckConstraint("remote_days between 0 and days", name="no_more_remote_days_than_days"),
        CheckConstraint("(lump_minor is null) = (currency is null)", name="money_has_a_currency"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency_has_three_letters"),
        CheckConstraint("lump_minor >= 0", name="nobody_pays_less_than_nothing"),
        CheckConstraint("credit_hours between 0 and 1000", name="credit_is_some_hours"),
        CheckConstraint("most_from_one_museum between 1 and 50", name="a_museum_has_a_share"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    rule_set_id: Mapped[UUID] = mapped_column(ForeignKey("rule_set.id"))
    preset: Mapped[Preset] = mapped_column(one_of(Preset, "call_has_a_known_preset"))
    state: Mapped[CallState] = mapped_column(one_of(CallState, "call_has_a_known_state"))
    title: Mapped[str]
    mission: Mapped[str]
    skills: Mapped[list[str]]
    deliverables: Mapped[list[str]]
    metrics: Mapped[list[str]]
    days: Mapped[int]
    parts: Mapped[int]
    remote_days: Mapped[int]
    reciprocal: Mapped[bool]
    first_day: Mapped[date]
    last_day: Mapped[date]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    zone: Mapped[str]
    payer: Mapped[Payer] = mapped_column(one_of(Payer, "call_has_a_known_payer"))
    covers: Mapped[list[str]]
    lump_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    credit_hours: Mapped[int]
    most_from_one_museum: Mapped[int | None]
