"""Calls with their versioned rules of eligibility, applications with their waivers, and offers of hosts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "calls"
down_revision: str | Sequence[str] | None = "reminders"

MINE = "{} = any((select my_scopes())::uuid[])"
CALLED = f"({MINE.format('network_id')} and state <> 'DRAFT') or {MINE.format('programme_id')}"
APPLIED = (
    f"{MINE.format('person_id')} or {MINE.format('sponsor_id')} "
    f"or ({MINE.format('programme_id')} and (submitted_at is not null or asks_waiver is not null))"
)
TABLES = (
    ("rule_set", MINE.format("network_id"), "insert"),
    ("call", CALLED, "insert, update"),
    ("application", APPLIED, "insert, update"),
    ("waiver", "exists (select from application where application.id = application_id)", "insert"),
    ("offer", MINE.format("network_id"), "insert, update"),
)


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("skills", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("interests", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("adjustments", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("weeks", postgresql.ARRAY(sa.Date()), nullable=False),
        sa.Column("blackouts", postgresql.ARRAY(sa.Date()), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("days between 1 and 400", name=op.f("an_offer_is_of_1_to_400_days")),
        sa.CheckConstraint("places between 1 and 50", name=op.f("an_offer_has_1_to_50_places")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("offer_mentor_id_known")),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name=op.f("offer_museum_id_known")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("offer_network_id_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("offer_key")),
    )
    op.create_index(op.f("ix_offer_mentor_id"), "offer", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_offer_museum_id"), "offer", ["museum_id"], unique=False)
    op.create_index(op.f("ix_offer_network_id"), "offer", ["network_id"], unique=False)
    op.create_table(
        "rule_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("criteria", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("rule_set_versions_count_from_1")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("rule_set_network_id_known")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("rule_set_programme_id_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("rule_set_key")),
        sa.UniqueConstraint("programme_id", "version", name=op.f("one_rule_set_per_programme_id_version")),
    )
    op.create_index(op.f("ix_rule_set_network_id"), "rule_set", ["network_id"], unique=False)
    op.create_table(
        "call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("rule_set_id", sa.Uuid(), nullable=False),
        sa.Column(
            "preset",
            sa.Enum(
                "INTENSIVE",
                "EXCHANGE",
                "RECIPROCAL",
                "SHADOWING",
                name="call_has_a_known_preset",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "OPEN",
                "CLOSED",
                name="call_has_a_known_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("mission", sa.Text(), nullable=False),
        sa.Column("skills", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("deliverables", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("metrics", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("remote_days", sa.Integer(), nullable=False),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column(
            "payer",
            sa.Enum(
                "HOST",
                "HOME",
                "SHARED",
                "NETWORK",
                name="call_has_a_known_payer",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("covers", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("lump_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("credit_hours", sa.Integer(), nullable=False),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("currency_has_three_letters")),
        sa.CheckConstraint("(lump_minor is null) = (currency is null)", name=op.f("money_has_a_currency")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("call_closes_after_it_opens")),
        sa.CheckConstraint("credit_hours between 0 and 1000", name=op.f("credit_is_some_hours")),
        sa.CheckConstraint("days between 1 and 60", name=op.f("stay_has_1_to_60_days")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("call_runs_forward")),
        sa.CheckConstraint("lump_minor >= 0", name=op.f("nobody_pays_less_than_nothing")),
        sa.CheckConstraint("parts between 1 and days", name=op.f("stay_has_no_more_parts_than_days")),
        sa.CheckConstraint("remote_days between 0 and days", name=op.f("no_more_remote_days_than_days")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("call_network_id_known")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("call_programme_id_known")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("call_rule_set_id_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("call_key")),
    )
    op.create_index(op.f("ix_call_network_id"), "call", ["network_id"], unique=False)
    op.create_index(op.f("ix_call_programme_id"), "call", ["programme_id"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("sponsor_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "DRAFT",
                "SUBMITTED",
                "BEFORE_COMMITTEE",
                "ACCEPTED",
                "DECLINED",
                "WITHDRAWN",
                name="application_has_a_known_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("aims", sa.Text(), nullable=False),
        sa.Column("project", sa.Text(), nullable=False),
        sa.Column("skills", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("interests", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("weeks", postgresql.ARRAY(sa.Date()), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("remote_days", sa.Integer(), nullable=False),
        sa.Column("situations", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("adjustments", sa.Text(), nullable=True),
        sa.Column("asks_waiver", sa.Text(), nullable=True),
        sa.Column("rule_set_id", sa.Uuid(), nullable=True),
        sa.Column("judged", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("days_pledged", sa.Integer(), nullable=True),
        sa.Column("backfill", sa.Boolean(), nullable=True),
        sa.Column("employed", sa.Boolean(), nullable=True),
        sa.Column("budget_line", sa.Text(), nullable=True),
        sa.Column("budget_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("pledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("pledged_currency_has_three_letters")),
        sa.CheckConstraint(
            "state in ('DRAFT', 'WITHDRAWN') or submitted_at is not null",
            name=op.f("what_is_decided_was_submitted"),
        ),
        sa.CheckConstraint(
            "(budget_minor is null) = (currency is null)", name=op.f("a_pledge_has_a_currency")
        ),
        sa.CheckConstraint("budget_minor >= 0", name=op.f("nobody_pledges_less_than_nothing")),
        sa.CheckConstraint("days_pledged between 0 and 60", name=op.f("a_pledge_is_of_0_to_60_days")),
        sa.CheckConstraint("length(adjustments) <= 4000", name=op.f("adjustments_are_short")),
        sa.CheckConstraint("remote_days >= 0 and parts >= 1", name=op.f("an_application_wants_a_stay")),
        sa.CheckConstraint("sponsor_id <> person_id", name=op.f("nobody_sponsors_themselves")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("application_call_id_known")),
        sa.ForeignKeyConstraint(["home_id"], ["museum.id"], name=op.f("application_home_id_known")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("application_person_id_known")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("application_programme_id_known")
        ),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("application_rule_set_id_known")),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.id"], name=op.f("application_sponsor_id_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("application_key")),
    )
    op.create_index(op.f("ix_application_person_id"), "application", ["person_id"], unique=False)
    op.create_index("ix_application_programme", "application", ["programme_id", "state"], unique=False)
    op.create_index(op.f("ix_application_sponsor_id"), "application", ["sponsor_id"], unique=False)
    op.create_index(
        "one_application_per_call_and_person",
        "application",
        ["call_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'WITHDRAWN'"),
    )
    op.create_table(
        "waiver",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "fact",
            sa.Enum(
                "ROLES",
                "MONTHS_AT_MUSEUM",
                "PLACEMENTS_BEFORE",
                "LANGUAGES",
                "WEEKS_POSSIBLE",
                "DAYS_AHEAD",
                "AIMS_WORDS",
                "PROJECT_WORDS",
                "EMPLOYED",
                "BACKFILL",
                "DAYS_PLEDGED",
                name="waiver_is_of_a_known_fact",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("waiver_application_id_known")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("waiver_by_id_known")),
        sa.PrimaryKeyConstraint("application_id", "fact", name=op.f("waiver_key")),
    )
    for table, condition, written in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select, {written} on {table} to understudy_app")
        both = f"using ({condition}) with check ({condition})"
        op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")


def downgrade() -> None:
    for table, _, _ in reversed(TABLES):
        op.drop_table(table)
