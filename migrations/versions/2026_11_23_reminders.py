"""How somebody wants to be reminded, the browsers that can be pushed to, and what waits to be said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "reminders"
down_revision: str | Sequence[str] | None = "calendars"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reminder_wish",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="reminder_wish_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="reminder_wish_person_id_known"),
        sa.CheckConstraint("way in ('NONE', 'PUSH', 'LETTER')", name=op.f("wish_is_a_known_way")),
        sa.CheckConstraint(
            "quiet_from between 0 and 23 and quiet_until between 0 and 23", name=op.f("a_day_has_24_hours")
        ),
    )
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("session_hash", sa.LargeBinary(), nullable=False),
        sa.Column("endpoint_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="push_subscription_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="push_subscription_person_id_known"),
        sa.ForeignKeyConstraint(
            ["session_hash"],
            ["session.token_hash"],
            name="push_subscription_session_hash_known",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("session_hash", name="one_push_subscription_per_session_hash"),
        sa.UniqueConstraint("endpoint_hash", name="one_push_subscription_per_endpoint_hash"),
    )
    op.create_index("ix_push_subscription_person_id", "push_subscription", ["person_id"])
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="reminder_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="reminder_person_id_known"),
        sa.UniqueConstraint(
            "person_id", "kind", "subject_id", "on_date", name="nobody_is_reminded_twice_of_one_thing"
        ),
        sa.CheckConstraint(
            "kind in ('SOON', 'DUE', 'FOLLOW_UP', 'ASKED', 'LANDED', 'TRIED')",
            name=op.f("reminder_is_of_a_known_kind"),
        ),
        sa.CheckConstraint(
            "state in ('WAITING', 'SENT', 'DROPPED', 'DEAD')", name=op.f("reminder_has_a_known_state")
        ),
    )
    op.create_index(
        "ix_reminder_waiting", "reminder", ["next_try_at"], postgresql_where=sa.text("state = 'WAITING'")
    )
    op.create_index("ix_reminder_subject", "reminder", ["subject_id"])
    for table in ("reminder_wish", "push_subscription", "reminder"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select on {table} to understudy_app")


def downgrade() -> None:
    for table in ("reminder", "push_subscription", "reminder_wish"):
        op.drop_table(table)
