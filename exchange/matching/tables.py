"""Applications with what their sponsors pledge, waivers, and what hosts offer."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from exchange.ground.table import Table, one_of
from exchange.programmes.eligibility import Fact


class ApplicationState(StrEnum):
    """How far an application has come."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    BEFORE_COMMITTEE = "BEFORE_COMMITTEE"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class Application(Table):
    """Somebody's application to a call; a draft is theirs, and whom they named as sponsor.

    `adjustments` is sealed: codes of what a host has to be able to do, never why. `asks_waiver` says why
    the coordinators should overlook what is not met, and lets them read the draft. `judged` is what the rules
    of the call came to when it was last looked at, `verdict` what the matching said, once its coordinator
    told it. What is pledged, the sponsor alone says.
    """

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint("sponsor_id <> person_id", name="nobody_sponsors_themselves"),
        CheckConstraint("length(adjustments) <= 4000", name="adjustments_are_short"),
        CheckConstraint(
            "state in ('DRAFT', 'WITHDRAWN') or submitted_at is not null",
            name="what_is_decided_was_submitted",
        ),
        CheckConstraint("days_pledged between 0 and 60", name="a_pledge_is_of_0_to_60_days"),
        CheckConstraint("(budget_minor is null) = (currency is null)", name="a_pledge_has_a_currency"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="pledged_currency_has_three_letters"),
        CheckConstraint("budget_minor >= 0", name="nobody_pledges_less_than_nothing"),
        CheckConstraint("remote_days >= 0 and parts >= 1", name="an_application_wants_a_stay"),
        Index(
            "one_application_per_call_and_person",
            "call_id",
            "person_id",
            unique=True,
            postgresql_where=text("state <> 'WITHDRAWN'"),
        ),
        Index("ix_application_programme", "programme_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(ForeignKey("call.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    home_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"))
    sponsor_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[ApplicationState] = mapped_column(one_of(ApplicationState, "application_has_a_known_state"))
    aims: Mapped[str]
    project: Mapped[str]
    skills: Mapped[list[str]]
    interests: Mapped[list[str]]
    languages: Mapped[list[str]]
    weeks: Mapped[list[date]] = mapped_column(ARRAY(Date()))
    parts: Mapped[int]
    remote_days: Mapped[int]
    situations: Mapped[list[str]]
    adjustments: Mapped[str | None]
    asks_waiver: Mapped[str | None]
    rule_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("rule_set.id"))
    judged: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    verdict: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    days_pledged: Mapped[int | None]
    backfill: Mapped[bool | None]
    employed: Mapped[bool | None]
    budget_line: Mapped[str | None]
    budget_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    pledged_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class Waiver(Table):
    """That a coordinator overlooks one criterion for one application, and why; never taken back."""

    __tablename__ = "waiver"

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    fact: Mapped[Fact] = mapped_column(one_of(Fact, "waiver_is_of_a_known_fact"), primary_key=True)
    reason: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Offer(Table):
    """What a mentor offers at their museum: skills, weeks, places at once, and days in all.

    A week is named by its Monday; `blackouts` are weeks in which the museum receives nobody. Somebody may
    come in as many `parts`, and be there from afar on as many of their days.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("days between 1 and 400", name="an_offer_is_of_1_to_400_days"),
        CheckConstraint("places between 1 and 50", name="an_offer_has_1_to_50_places"),
        CheckConstraint("parts between 1 and 60", name="an_offer_is_of_1_to_60_parts"),
        CheckConstraint("remote_days between 0 and days", name="an_offer_has_no_less_than_no_remote_days"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("network.id"), index=True)
    museum_id: Mapped[UUID] = mapped_column(ForeignKey("museum.id"), index=True)
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    about: Mapped[str]
    skills: Mapped[list[str]]
    interests: Mapped[list[str]]
    languages: Mapped[list[str]]
    adjustments: Mapped[list[str]]
    weeks: Mapped[list[date]] = mapped_column(ARRAY(Date()))
    blackouts: Mapped[list[date]] = mapped_column(ARRAY(Date()))
    days: Mapped[int]
    places: Mapped[int]
    parts: Mapped[int] = mapped_column(server_default="1")
    remote_days: Mapped[int] = mapped_column(server_default="0")
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
