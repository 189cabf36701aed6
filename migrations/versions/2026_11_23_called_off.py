"""A stay that was agreed can be called off: from which day on, by whom, and why."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "called_off"
down_revision: str | Sequence[str] | None = "scans"

KINDS = ("SOON", "DUE", "FOLLOW_UP", "ASKED", "LANDED", "REQUESTED", "SIGNATURE", "TRIED")
SEEN = "exists (select from placement_agreement where placement_agreement.id = agreement_id)"


def upgrade() -> None:
    op.add_column("placement", sa.Column("called_off_from", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("a_stay_is_called_off_from_one_of_its_days"), "placement", "called_off_from >= starts_on"
    )
    op.create_table(
        "called_off",
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("placement_id", "since", name="called_off_key"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="called_off_placement_id_known"),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["placement_agreement.id"], name="called_off_agreement_id_known"
        ),
        sa.ForeignKeyConstraint(["host_id"], ["museum.id"], name="called_off_host_id_known"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="called_off_by_id_known"),
        sa.CheckConstraint("length(reason) <= 2000", name=op.f("calling_off_has_at_most_2000_characters")),
    )
    op.create_index("ix_called_off_agreement", "called_off", ["agreement_id"])
    op.create_index("ix_called_off_by_id", "called_off", ["by_id"])
    op.execute(
        "create trigger called_off_stays before update or delete on called_off "
        "for each row execute function what_was_signed_stays('reason')"
    )
    guard("called_off", SEEN)
    reminders((*KINDS[:-1], "CALLED_OFF", KINDS[-1]))


def downgrade() -> None:
    op.execute("delete from reminder where kind = 'CALLED_OFF'")
    reminders(KINDS)
    op.drop_table("called_off")
    op.drop_column("placement", "called_off_from")


def reminders(kinds: Sequence[str]) -> None:
    """Say of what somebody is reminded."""
    words = ", ".join(f"'{one}'" for one in kinds)
    op.drop_constraint("reminder_is_of_a_known_kind", "reminder")
    op.create_check_constraint(op.f("reminder_is_of_a_known_kind"), "reminder", f"kind in ({words})")


def guard(table: str, condition: str) -> None:
    """Put a table under forced row-level security: whoever it concerns reads it, the steward writes."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
    )
    op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
    op.execute(f"grant select on {table} to understudy_app")
    policy = f"create policy in_my_scopes on {table} to understudy_app"
    op.execute(f"{policy} using ({condition}) with check ({condition})")
