"""What helps somebody during a placement: kept apart and sealed, for whom they name."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "adjustments"
down_revision: str | Sequence[str] | None = "partings"

TABLES = {
    "adjustment": ("person_id = (select me())", "insert, update, delete"),
    "adjustment_reader": ("owner_id = (select me())", "insert, delete"),
}
# Whoever was named, while they have a part in the exchange. That they read it is written down first.
FOR_ME = """
create function adjustments_for(asked uuid, moment timestamp with time zone)
    returns table (id uuid, person_id uuid, sealed text)
    language sql volatile security definer
    as $$
        with told as (
            select adjustment.* from public.adjustment
              join public.adjustment_reader on adjustment_reader.adjustment_id = adjustment.id
             where adjustment.placement_id = asked and adjustment_reader.reader_id = public.me()
               and exists (
                   select from public.membership
                    where membership.person_id = public.me() and since <= current_date
                      and (until is null or until >= current_date)
               )
        ), seen as (
            select told.id,
                   public.witness(
                       gen_random_uuid(), told.person_id, 'Adjustment', told.id, false, moment,
                       'read adjustment',
                       json_build_object(
                           'act', 'read adjustment', 'by', public.me(), 'at', moment,
                           'of', 'Adjustment:' || told.id
                       )::text
                   ) as line
              from told
        )
        select told.id, told.person_id, told.sealed
          from told join seen on seen.id = told.id
         order by told.id
    $$
"""
SIGNATURE = "adjustments_for(uuid, timestamp with time zone)"


def upgrade() -> None:
    op.create_table(
        "adjustment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("placement_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="adjustment_key"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="adjustment_person_id_known"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="adjustment_placement_id_known"),
        sa.CheckConstraint("length(sealed) <= 4000", name="adjustment_is_short"),
    )
    op.create_index("ix_adjustment_person", "adjustment", ["person_id"])
    op.create_index("ix_adjustment_placement", "adjustment", ["placement_id"])
    op.create_table(
        "adjustment_reader",
        sa.Column("adjustment_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("adjustment_id", "reader_id", name="adjustment_reader_key"),
        sa.ForeignKeyConstraint(
            ["adjustment_id"],
            ["adjustment.id"],
            name="adjustment_reader_adjustment_id_known",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name="adjustment_reader_reader_id_known"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name="adjustment_reader_owner_id_known"),
    )
    op.create_index("ix_adjustment_reader_reader", "adjustment_reader", ["reader_id"])
    op.create_index("ix_adjustment_reader_owner_id", "adjustment_reader", ["owner_id"])
    for table, (condition, written) in TABLES.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy steward_sees_all on {table} to understudy_steward using (true) with check (true)"
        )
        op.execute(f"grant select, insert, update, delete on {table} to understudy_steward")
        op.execute(f"grant select, {written} on {table} to understudy_app")
        both = f"using ({condition}) with check ({condition})"
        op.execute(f"create policy in_my_scopes on {table} to understudy_app {both}")
    op.execute(FOR_ME)
    op.execute(f"revoke execute on function {SIGNATURE} from public")
    op.execute(f"grant execute on function {SIGNATURE} to understudy_app, understudy_steward")


def downgrade() -> None:
    op.execute(f"drop function {SIGNATURE}")
    for table in reversed(TABLES):
        op.drop_table(table)
