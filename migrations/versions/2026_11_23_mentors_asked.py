"""Requests to be a mentor with the order in which mentors are asked; reminders of them, and of signatures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "mentors_asked"
down_revision: str | Sequence[str] | None = "foreseen"

MOMENT = sa.DateTime(timezone=True)
MINE = "= any((select my_scopes())::uuid[])"
SEEN = {
    "mentor_turn": f"programme_id {MINE} or (mentor_id = (select me()) and asked_at is not null)",
    "mentor_request": f"programme_id {MINE} or "
    "exists (select from mentor_turn where mentor_turn.request_id = mentor_request.id)",
}
KINDS = ("SOON", "DUE", "FOLLOW_UP", "ASKED", "LANDED", "TRIED")


def upgrade() -> None:
    op.create_table(
        "mentor_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("patience", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="mentor_request_key"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name="mentor_request_programme_id_known"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["person.id"], name="mentor_request_participant_id_known"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="mentor_request_application_id_known"
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["placement_agreement.id"], name="mentor_request_agreement_id_known"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="mentor_request_by_id_known"),
        sa.CheckConstraint(
            "num_nonnulls(application_id, agreement_id) = 1", name=op.f("a_request_is_about_one_thing")
        ),
        sa.CheckConstraint("until >= since", name=op.f("requested_stay_runs_forward")),
        sa.CheckConstraint("days between 1 and 100", name=op.f("a_request_is_of_1_to_100_days")),
        sa.CheckConstraint("patience between 1 and 30", name=op.f("a_mentor_has_1_to_30_days_to_reply")),
        sa.CheckConstraint("length(about) <= 2000", name=op.f("request_has_at_most_2000_characters")),
        sa.CheckConstraint(
            "(state = 'OPEN') = (ended_at is null)", name=op.f("a_request_that_is_over_has_ended")
        ),
        sa.CheckConstraint(
            "state in ('OPEN', 'ACCEPTED', 'NOBODY', 'CALLED_OFF')", name=op.f("request_has_a_known_state")
        ),
    )
    for column in ("programme_id", "participant_id"):
        op.create_index(f"ix_mentor_request_{column}", "mentor_request", [column])
    for subject in ("application", "agreement"):
        op.create_index(
            f"one_open_request_per_{subject}",
            "mentor_request",
            [f"{subject}_id"],
            unique=True,
            postgresql_where=sa.text("state = 'OPEN'"),
        )
    op.create_table(
        "mentor_turn",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("request_id", "position", name="mentor_turn_key"),
        sa.ForeignKeyConstraint(["request_id"], ["mentor_request.id"], name="mentor_turn_request_id_known"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name="mentor_turn_programme_id_known"),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name="mentor_turn_mentor_id_known"),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name="mentor_turn_museum_id_known"),
        sa.CheckConstraint(
            "state <> 'ASKED' or reply_by is not null", name=op.f("who_is_asked_has_a_day_to_reply")
        ),
        sa.CheckConstraint("length(question) <= 2000", name=op.f("question_has_at_most_2000_characters")),
        sa.CheckConstraint("length(reply) <= 2000", name=op.f("reply_has_at_most_2000_characters")),
        sa.CheckConstraint("length(reason) <= 2000", name=op.f("reason_has_at_most_2000_characters")),
        sa.CheckConstraint(
            "state in ('WAITING', 'ASKED', 'YES', 'NO', 'LATE', 'FULL', 'AWAY', 'CALLED_OFF')",
            name=op.f("turn_has_a_known_state"),
        ),
    )
    op.create_index(
        "one_mentor_is_asked_at_a_time",
        "mentor_turn",
        ["request_id"],
        unique=True,
        postgresql_where=sa.text("state in ('ASKED', 'YES')"),
    )
    op.create_index("ix_mentor_turn_mentor_id", "mentor_turn", ["mentor_id", "state"])
    for table, condition in SEEN.items():
        guard(table, condition)
    reminders((*KINDS[:-1], "REQUESTED", "SIGNATURE", KINDS[-1]))


def downgrade() -> None:
    op.execute("delete from reminder where kind in ('REQUESTED', 'SIGNATURE')")
    reminders(KINDS)
    op.execute("drop policy in_my_scopes on mentor_request")
    for table in ("mentor_turn", "mentor_request"):
        op.drop_table(table)


def reminders(kinds: Sequence[str]) -> None:
    """Say of what somebody is reminded."""
    words = ", ".join(f"'{one}'" for one in kinds)
    op.drop_constraint("reminder_is_of_a_known_kind", "reminder")
    op.create_check_constraint(op.f("reminder_is_of_a_known_kind"), "reminder", f"kind in ({words})")


def guard(table: str, condition: str) -> None:
    """Put a table under forced row-level security: who is asked or coordinates reads, the steward writes."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
    )
    op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
    op.execute(f"grant select on {table} to understudy_app")
    policy = f"create policy in_my_scopes on {table} to understudy_app"
    op.execute(f"{policy} using ({condition}) with check ({condition})")
