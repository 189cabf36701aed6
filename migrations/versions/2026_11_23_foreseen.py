"""What museums foresee: what they will need, and when they receive nobody."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "foreseen"
down_revision: str | Sequence[str] | None = "shares"

MINE = "network_id = any((select my_scopes())::uuid[])"
TABLES = ("need", "blackout")


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ACQUISITION",
                "EXHIBITION",
                "ACCESS_STANDARD",
                "OTHER",
                name="need_has_a_known_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("days between 1 and 60", name=op.f("a_need_is_of_1_to_60_days")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("need_runs_forward")),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name=op.f("need_museum_id_known")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("need_network_id_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("need_key")),
    )
    op.create_table(
        "blackout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("museum_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("blackout_runs_forward")),
        sa.ForeignKeyConstraint(["museum_id"], ["museum.id"], name=op.f("blackout_museum_id_known")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("blackout_network_id_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("blackout_key")),
    )
    for table in TABLES:
        for column in ("network_id", "museum_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select, insert, update on {table} to understudy_app")
        op.execute(
            f"create policy in_my_scopes on {table} to understudy_app using ({MINE}) with check ({MINE})"
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
