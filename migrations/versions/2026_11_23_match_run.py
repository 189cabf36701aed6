"""Runs of the matching: question and answer sealed, their hashes open."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "match_run"
down_revision: str | Sequence[str] | None = "agreements"

MOMENT = sa.DateTime(timezone=True)
MINE = "programme_id = any((select my_scopes())::uuid[])"
STATES = ("ORDERED", "RUNNING", "ANSWERED", "FAILED")


def upgrade() -> None:
    op.create_table(
        "match_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *STATES,
                name="match_run_has_a_known_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text()),
        sa.Column("asked_hash", sa.Text(), nullable=False),
        sa.Column("answered", sa.Text()),
        sa.Column("answered_hash", sa.Text()),
        sa.Column("points", sa.Integer()),
        sa.Column("at_most", sa.Integer()),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.CheckConstraint(
            "state <> 'ANSWERED' or (answered_hash is not null and answered_at is not null)",
            name=op.f("an_answer_has_its_hash"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("match_run_by_id_known")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("match_run_call_id_known")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("match_run_programme_id_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("match_run_key")),
    )
    op.create_index("ix_match_run_call", "match_run", ["call_id", "ordered_at"])
    op.execute("alter table match_run enable row level security")
    op.execute("alter table match_run force row level security")
    op.execute(
        "create policy steward_sees_all on match_run to understudy_steward using (true) with check (true)"
    )
    op.execute("grant select, insert, update, delete on match_run to understudy_steward")
    op.execute("grant select, insert on match_run to understudy_app")
    op.execute(
        f"create policy in_my_scopes on match_run to understudy_app using ({MINE}) with check ({MINE})"
    )


def downgrade() -> None:
    op.drop_table("match_run")
